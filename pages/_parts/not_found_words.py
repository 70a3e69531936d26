"""What an address that leads nowhere says."""

from __future__ import annotations

TITLE = "Page not found"
DESCRIPTION = "There is no page at this address."
SLIPS = "If you typed the address, check it for slips. If you followed a link, it may be old."
DID_YOU_MEAN = "Did you mean "
WAYS = "Where you can go from here"
HOME = "All outcomes"
