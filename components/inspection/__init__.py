"""Inspections: every report with how an answer to it stands, and every clock with its force"""
