"""The finished site as files."""
