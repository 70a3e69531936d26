"""A measure's figure, change and words on one card."""
