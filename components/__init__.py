"""What pages are made of: a room for each thing that a reader sees."""
