"""Releases: what is stored, what happened, what differs from the release before."""
