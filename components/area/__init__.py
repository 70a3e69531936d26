"""Areas: finding one, its profile, the map, several side by side."""
