"""Makes every answer that the rules name, for a moment: the work "pages" of a process beside the server.

What others have made is not made again: all of it lies on the shelf, for every worker of the server.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import datetime

from serving.ahead.process import Heard, Standing, begun
from serving.export.crawl import answer_of, ruled_addresses
from serving.front import Front

BEHIND_READERS = 10
# What readers look at first is made first: the pages of areas are many, and pictures are asked for by machines.
LATER = ("/areas/", "/api/", "/trackers/", "/cards/", "/embed/")
PAUSE_SECONDS = 0.06  # after what is heavy, so that others who wait for their turn get it
HEAVY_SECONDS = 0.5


def work(_: Heard, moment: str) -> None:
    """Makes all for a moment (ISO 8601)."""
    os.nice(BEHIND_READERS)
    clock = Standing()
    clock.moment = datetime.fromisoformat(moment)
    server = begun(clock)
    front: Front = server.extensions["front"]
    view = front.view()
    if view is None:
        sys.exit("there is no release to show")
    for address in ordered(ruled_addresses(front, view)):
        begin = time.monotonic()
        answer_of(server, address)
        if time.monotonic() - begin > HEAVY_SECONDS:
            time.sleep(PAUSE_SECONDS)


def ordered(addresses: list[str]) -> list[str]:
    """Addresses in the order in which they are worth most, each as often as it is there."""
    return sorted(addresses, key=lambda address: address.startswith(LATER))
