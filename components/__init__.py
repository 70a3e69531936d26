"""What the modules of pages/ are made of, and no page itself: a room for each thing that a reader sees."""
