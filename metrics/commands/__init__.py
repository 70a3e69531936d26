"""The parts of pcp."""
