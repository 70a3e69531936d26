"""Trackers: what was promised, how many stand where, which dates slipped, and each promise by itself"""
