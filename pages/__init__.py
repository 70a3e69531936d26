"""One module for each page: a layout that turns values into Dash components. Nothing is computed or read."""
