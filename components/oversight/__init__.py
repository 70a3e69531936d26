"""Oversight: who holds whom to account, duties to publish and their evidence, gaps, packs for meetings."""
