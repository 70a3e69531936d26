"""Charts as SVG, finished on the server."""
