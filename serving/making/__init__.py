"""Each answer made once: others who ask wait for it, what takes long has a lane of its own, and it is kept."""
