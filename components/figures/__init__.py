"""Charts as they stand on a page: with titles, captions and tables, drawn by charts/."""
