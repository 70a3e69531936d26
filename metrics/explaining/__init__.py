"""How a figure came to be, told step by step: from the rows of the extracts to the words on the tile."""
