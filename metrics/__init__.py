"""The engine: from what analysts declare and publishers supply to figures and words. Knows no Dash."""
