"""What is overseen beside figures: by when something is due, what was answered, and what is said of it."""
