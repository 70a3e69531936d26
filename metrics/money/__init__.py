"""Accounts of money: what their rows say, how a year went, and what does not add up. Every amount is exact."""
