"""Figures to take away, a module for each format: CSV, spreadsheet, all in one."""
