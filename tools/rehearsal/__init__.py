"""Sixteen releases, tried as publishing staff would: real commands, real servers, and every page read."""
