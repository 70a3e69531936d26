"""The words around a page that staff have written."""

from __future__ import annotations

LOOKED_OVER = "Looked over on {day}, and to be looked over again by {by}."
NOT_LOOKED_OVER = "Not looked over since {day}: it was to be looked over by {by}."
INFORMS = "Measures that it helps to understand"
WRITTEN = "To understand this measure"
PAGES = "How it is done, in words"
