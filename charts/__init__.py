"""The values of a chart, and who draws them."""
