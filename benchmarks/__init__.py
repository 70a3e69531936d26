"""How heavy and how fast the dashboard is, beside the same HTML served as plain files: ``make bench``."""
