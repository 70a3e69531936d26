"""Codes and names of areas that tests speak of, whatever the areas in force are."""

from __future__ import annotations

REGION = "E12000007"
OUTSIDE = "E09000001"
POLICE_AREA_NAME = "London (Metropolitan Police area)"
