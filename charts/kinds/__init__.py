"""One module for each kind of chart: its values, and the function of the module's own name that draws them as SVG."""
