"""Accounts of money: one year of one, all of them beside each other, and what does not add up"""
