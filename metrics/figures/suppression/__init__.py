"""Which figures are withheld, and what would give them away."""
