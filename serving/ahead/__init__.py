"""Answers made beside the server: what is to be shown next, before its moment, and parts of files in their lane."""
