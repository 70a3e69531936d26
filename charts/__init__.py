"""The drawings: what all kinds of chart share, and who draws them."""
