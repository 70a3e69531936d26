"""Blocks, tables and places of charts that every page is made of."""
