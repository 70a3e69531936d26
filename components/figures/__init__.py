"""Charts with their titles, captions and tables."""
