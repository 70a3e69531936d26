"""What stands on every page, and where pages stand."""
