"""One measure's page: the choice of a view, history, notes, downloads."""
