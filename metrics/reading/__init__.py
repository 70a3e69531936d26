"""An extract as its publisher supplies it, to a table of text and typed rows."""
