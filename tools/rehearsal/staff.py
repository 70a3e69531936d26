"""What publishing staff do for a release, as docs/publishing.md tells them: every step is the real command."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from metrics.periods import UK
from tests.store.sites import pcp
from tools.rehearsal.crawl import Standing
from tools.rehearsal.drops import Quarter, write_drop

DECLARATION = Path("config") / "metrics.yaml"
ANN, BEN = "Ann Example", "Ben Example"
APPROVED_FROM, BREAK = "2022-23-q1", "2024-03"
BREAK_LINES = re.compile(rf"    breaks:\n      - period: {BREAK}\n        reason: .*\n")
LATE = ("has not come: it is", "have not come: they are", "was due on")
NOTHING: Mapping[str, str] = {}


@dataclass
class Staff:
    """Who publishes, what readers are to find after that, and what went otherwise than the guide says."""

    root: Path
    source: Path
    current: str = ""
    withdrawn: frozenset[str] = frozenset()
    corrected: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def drop(self, release_id: str) -> Path:
        return self.root / "data" / "drops" / release_id

    def do(
        self,
        now: datetime | None,
        *arguments: str,
        says: tuple[str, ...] = (),
        status: int = 0,
        actor: str = ANN,
    ) -> None:
        """Types a command at a moment, and notes where it does not end or say as it should."""
        done = pcp(self.root, *arguments, now=now, actor=actor)
        output = " ".join((done.stdout + done.stderr).split())
        command = " ".join(["pcp", *(Path(argument).name for argument in arguments)])
        if done.status != status:
            self.faults.append(f"{command}: ended with {done.status}, not {status}: {output[-600:]}")
        self.faults += [f"{command}: did not say: {words}" for words in says if words not in output]

    def standing(self, *everywhere: str) -> Standing:
        """What readers are to find; without words that are to stand on every page, nothing is late."""
        return Standing(self.current, self.withdrawn, everywhere, () if everywhere else LATE, self.corrected)

    # The quarter, step by step ------------------------------------------------------------------------------

    def announce(self, quarter: Quarter) -> None:
        words = f"Figures of {quarter.period.qyear - 1}, quarter {quarter.period.quarter}."
        now = quarter.moment - timedelta(weeks=6)
        self.do(now, "announce", quarter.day.isoformat(), "--reason", words, says=("Readers see:",))

    def make_drop(
        self, quarter: Quarter, absent: Mapping[str, str] = NOTHING, following: date | None = None
    ) -> Path:
        """The quarter's files and the declaration brought up to date. Gives the drop."""
        folder = self.drop(quarter.release_id)
        if not folder.exists():
            write_drop(quarter, folder)
        text = declaration(self.source.read_text("utf-8"), quarter, absent, following)
        (self.root / DECLARATION).write_text(text, encoding="utf-8")
        return folder

    def schedule(
        self,
        quarter: Quarter,
        at: datetime,
        *options: str,
        release: str = "",
        says: tuple[str, ...] = (),
        approved: bool = True,
    ) -> None:
        """Checks, rehearses and schedules a release a week before its moment (or an hour), and has it approved."""
        release_id = release or quarter.release_id
        now = at - (timedelta(hours=1) if release else timedelta(days=7))
        drop, moment = str(self.drop(release_id)), at.astimezone(UK).isoformat()
        words = ("--at", moment, "--note", note(quarter), *options)
        self.do(now, "check", "--drop", drop, "--for", release_id, *words, says=says)
        command = ("publish", drop, "--release", release_id, *words)
        self.do(now, *command, "--dry-run", says=("Nothing was published", "would be, for"))
        self.do(now, *command, says=(f"Scheduled {release_id}",))
        if approved and release_id >= APPROVED_FROM:
            self.approve(release_id, now + timedelta(minutes=10))

    def approve(self, release_id: str, now: datetime | None) -> None:
        """A second person's word; the one who scheduled it is refused."""
        self.do(now, "approve", release_id, status=3, says=("another person approves it",))
        self.do(now, "approve", release_id, actor=BEN, says=(f"Approved {release_id}", BEN))


def note(quarter: Quarter) -> str:
    return f"Violence with injury to {quarter.last_month:%B %Y}."


def declaration(
    text: str, quarter: Quarter, absent: Mapping[str, str] = NOTHING, following: date | None = None
) -> str:
    """metrics.yaml as it was for a quarter: its next date, a break once it has come, what did not come for it."""
    text = text.replace("next_update: not-announced", f"next_update: {following or quarter.following.day}")
    if f"{quarter.last_month}" < BREAK:
        text = BREAK_LINES.sub("", text)
    if quarter.release_id >= APPROVED_FROM:
        text = text.replace("site:\n", "site:\n  approval: required\n", 1)
    for measure, reason in absent.items():
        head = f"  - id: {measure}\n"
        text = text.replace(head, f"{head}    absent_this_time:\n      reason: {reason}\n")
    return text
