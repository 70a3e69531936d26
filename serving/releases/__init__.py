"""Which release is current, and those before."""
