"""The search: what can be searched for, which of it a query means, and how it is listed."""
