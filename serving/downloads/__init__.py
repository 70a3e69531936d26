"""Figures to take away: CSV, spreadsheet, all in one."""
