"""Answers: packed, named, cached, secured."""
