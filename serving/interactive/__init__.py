"""The interactive chart, for whoever asks for it."""
