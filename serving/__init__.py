"""HTML first, Dash second: from component trees to bytes, and from bytes to readers."""
