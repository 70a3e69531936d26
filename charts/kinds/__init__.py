"""The kinds of chart, a module for each: its values, and the function of its name that draws them as SVG."""
