"""How heavy and fast the dashboard is (``make bench``), and how often a word is wrong (``make calibration``)."""
