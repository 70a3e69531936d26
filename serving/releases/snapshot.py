"""What readers see at a moment: the release that is current, and all that they may know of beside it"""

from __future__ import annotations

from dataclasses import dataclass

from metrics.figures.release import Release
from metrics.releasing.announcements import Announcements
from metrics.releasing.public_chain import PublicChain
from metrics.releasing.published import Past


@dataclass(frozen=True)
class Snapshot:
    """The release that readers see, those that they may know of beside it, newest first, and the days announced.

    ``chain`` is that of the history as they know it.
    """

    release: Release
    past: Past = ()
    announced: Announcements = ()
    chain: PublicChain | None = None


@dataclass(frozen=True)
class Held:
    """What is shown still, though another release is current, and until when on the stopwatch."""

    snapshot: Snapshot
    until: float
