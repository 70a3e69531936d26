"""What those who run a server see of it: the lines of its log, and what it counts."""
