"""The chain of the history: each event holds the checksum of the line before it, and of the manifest it speaks of.

Checksums are SHA-256 over exact bytes, in hexadecimal. A line is taken with the line feed that ends it. The event
that begins a chain holds the checksum of all that stands before it, so that what was written before there were
chains is covered too. The head, which tells whether the last events are all there, stands in a file of its own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

HEAD = "last-event.json"  # behind history.jsonl in the order of names, in which files are copied
CHAIN, NUMBER, BEFORE, ALL_BEFORE = "chain", "number", "before", "all_before"
OF_RELEASE, OF_RELEASES = "manifest", "manifests"
RENEWED = "renewed"


@dataclass(frozen=True)
class Head:
    """Up to which event a history goes: how many there are, and the checksum that the next one will hold."""

    events: int
    checksum: str


Heads = tuple[Head, ...]
StoredHead = Head | str | None


@dataclass(frozen=True)
class Link:
    """What an event holds of the chain: its number, the checksum before it, and those of manifests, by release.

    ``begins`` says that the checksum is that of all that stands before it.
    """

    number: int
    before: str
    begins: bool = False
    manifests: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """A finished line of a history that is not blank, with its line feed; ``start`` and ``end`` are in bytes.

    ``number`` is that of the line in the file, from 1 on. ``link`` is None of one that is in no chain.
    """

    number: int
    start: int
    end: int
    data: bytes
    item: Mapping[str, Any]
    link: Link | None

    @property
    def checksum(self) -> str:
        """Its own."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class ChainFault:
    """What is wrong with a chain: at which line, or, with 0, in the file of the head."""

    line: int
    code: str
    message: str
    is_harmless: bool = False

    def __str__(self) -> str:
        return f"{f'line {self.line}' if self.line else HEAD}: {self.message}"


# What stands in lines --------------------------------------------------------------------------------------


def lines_of(data: bytes) -> list[Line]:
    """The finished lines of a history. What cannot be read of one is left out of it: that is told elsewhere."""
    lines, start = list[Line](), 0
    for number, bare in enumerate(data[: data.rfind(b"\n") + 1].split(b"\n")[:-1], 1):
        text = bare + b"\n"
        end = start + len(text)
        if text.strip():
            item = _item(text)
            lines.append(Line(number, start, end, text, item, _link(item)))
        start = end
    return lines


def heads_of(data: bytes) -> Heads:
    """The head before the first event, and after each."""
    digest, heads, is_chained, end = hashlib.sha256(), [Head(0, hashlib.sha256().hexdigest())], False, 0
    for count, line in enumerate(lines_of(data), 1):
        digest.update(data[end : line.end])
        end, is_chained = line.end, is_chained or line.link is not None
        heads.append(Head(count, line.checksum if is_chained else digest.hexdigest()))
    return tuple(heads)


def sound_heads(data: bytes) -> Heads:
    """Those heads that all before them leads up to: of an event after an altered one, none."""
    heads, lines, is_sound = heads_of(data), lines_of(data), True
    sound = [heads[0]]
    for index, line in enumerate(lines):
        if line.link is not None and line.link.begins:
            is_sound = line.link.before == hashlib.sha256(_before(data, lines[:index])).hexdigest()
        elif line.link is not None:
            is_sound = is_sound and index > 0 and line.link.before == lines[index - 1].checksum
        sound += [heads[index + 1]] if is_sound else []
    return tuple(sound)


def head_text(head: Head) -> bytes:
    """The head as it stands in its file."""
    return json.dumps({"events": head.events, "sha256": head.checksum}).encode() + b"\n"


def parse_head(data: bytes) -> Head | str:
    """The head of a file, or why it cannot be read."""
    try:
        item = json.loads(data)
        if not isinstance(item["events"], int) or not isinstance(item["sha256"], str):
            return "it does not say how many events there are, and their checksum"
        return Head(item["events"], item["sha256"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return "it does not say how many events there are, and their checksum"


def link_json(link: Link, release_id: str) -> dict[str, Any]:
    """What an event holds of the chain, as its line has it."""
    item: dict[str, Any] = {NUMBER: link.number, ALL_BEFORE if link.begins else BEFORE: link.before}
    own = link.manifests.get(release_id)
    if own:
        item[OF_RELEASE] = own
    others = {name: checksum for name, checksum in link.manifests.items() if name != release_id}
    return item | ({OF_RELEASES: others} if others else {})


def next_link(data: bytes, *, renewed: bool = False) -> Link:
    """The link of the event that comes after a history, without manifests."""
    lines = lines_of(data)
    number = len(lines) + 1
    if renewed or not any(line.link for line in lines):
        return Link(number, hashlib.sha256(_before(data, lines)).hexdigest(), begins=True)
    return Link(number, lines[-1].checksum)


def is_chained(data: bytes) -> bool:
    """Whether a history has begun a chain."""
    return any(line.link for line in lines_of(data))


def manifests_of(data: bytes) -> dict[str, tuple[int, str]]:
    """The checksum of the manifest of each release as the chain holds it first, and the line where it does."""
    lines, held = lines_of(data), dict[str, tuple[int, str]]()
    start = beginning(lines)
    for line in lines[len(lines) if start is None else start :]:
        for release_id, checksum in ({} if line.link is None else line.link.manifests).items():
            held.setdefault(release_id, (line.number, checksum))
    return held


def _before(data: bytes, lines: Sequence[Line]) -> bytes:
    return data[: lines[-1].end] if lines else b""


def _item(text: bytes) -> Mapping[str, Any]:
    try:
        item = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return item if isinstance(item, dict) else {}


def _link(item: Mapping[str, Any]) -> Link | None:
    chain = item.get(CHAIN)
    if not isinstance(chain, dict):
        return None
    begins = ALL_BEFORE in chain
    number, before = chain.get(NUMBER), chain.get(ALL_BEFORE if begins else BEFORE)
    if not isinstance(number, int) or not isinstance(before, str):
        return None
    others = chain.get(OF_RELEASES)
    manifests = {str(name): str(text) for name, text in others.items()} if isinstance(others, dict) else {}
    own = chain.get(OF_RELEASE)
    manifests |= {str(item.get("release")): own} if isinstance(own, str) else {}
    return Link(number, before, begins, manifests)


# Whether it holds ------------------------------------------------------------------------------------------


def chain_faults(data: bytes, stored: StoredHead) -> Iterator[ChainFault]:
    """All that is wrong with the chain of a history, beside the head that is stored of it."""
    lines = lines_of(data)
    within = list(_faults_within(data, lines))
    yield from within
    yield from _faults_of_head(data, lines, stored, is_broken=any(not fault.is_harmless for fault in within))


def _faults_within(data: bytes, lines: Sequence[Line]) -> Iterator[ChainFault]:
    start = beginning(lines)
    if start is None:
        return
    first = lines[start]
    assert first.link is not None
    if not first.link.begins:
        yield ChainFault(first.number, "missing-event", "the event that began the chain is missing before it")
    elif first.link.before != hashlib.sha256(_before(data, lines[:start])).hexdigest():
        message = (
            f"what stands before line {first.number} is not what stood there when the chain was begun in it"
        )
        yield ChainFault(lines[max(start - 1, 0)].number, "altered-event", message)
    expected = first.link.number
    for previous, line in zip(lines[start:], lines[start + 1 :], strict=False):
        expected += 1
        if line.link is None:
            message = (
                "it is in no chain: an earlier version of this program wrote it, or somebody did by hand"
            )
            yield ChainFault(line.number, "unchained-event", message, is_harmless=True)
            continue
        if line.link.before != previous.checksum:
            yield _misplaced(lines, previous, line, expected)
        expected = line.link.number


def beginning(lines: Sequence[Line]) -> int | None:
    """Where the chain that holds now begins, as an index: with the first link, or where it was renewed last."""
    chained = [index for index, line in enumerate(lines) if line.link is not None]
    renewed = [index for index in chained if _renews(lines[index])]
    return max(renewed) if renewed else next(iter(chained), None)


def _renews(line: Line) -> bool:
    return line.link is not None and line.link.begins and line.item.get("event") == RENEWED


def _misplaced(lines: Sequence[Line], previous: Line, line: Line, expected: int) -> ChainFault:
    """Why the line before is another one than an event was written after."""
    assert line.link is not None
    after = next((other for other in lines if other.checksum == line.link.before), None)
    if after is not None:
        message = f"it does not stand where it was written: that was after what is line {after.number} now"
        return ChainFault(line.number, "misplaced-event", message)
    if line.link.number > expected:
        gone = line.link.number - expected
        events = "an event is missing" if gone == 1 else f"{gone} events are missing"
        return ChainFault(
            line.number, "missing-event", f"{events} before it: it was event {line.link.number}"
        )
    message = (
        f"it is not what was written: line {line.number}, which was written after it, has another checksum"
    )
    return ChainFault(previous.number, "altered-event", message)


def _faults_of_head(
    data: bytes, lines: Sequence[Line], stored: StoredHead, *, is_broken: bool
) -> Iterator[ChainFault]:
    last = lines[-1].number if lines else 1
    if stored is None:
        if any(line.link for line in lines):
            message = "it has gone, so that nobody can tell whether the last events are all there"
            yield ChainFault(0, "no-head", message)
        return
    if isinstance(stored, str):
        yield ChainFault(0, "damaged-head", f"it cannot be read: {stored}")
        return
    heads = heads_of(data)
    behind = next((len(lines) - head.events for head in heads if head.checksum == stored.checksum), None)
    if behind:
        message = (
            f"{_events(behind)} came after it: a command was cut off, and the next one brings it up to date"
        )
        yield ChainFault(0, "head-behind", message, is_harmless=True)
    if behind is not None:
        return
    if stored.events > len(lines):
        message = f"events are missing at the end: {HEAD} counts {stored.events}, and there are {len(lines)}"
        yield ChainFault(last, "lost-events", message)
    elif not is_broken:
        message = f"it is not what was written: {HEAD} has another checksum of it"
        before_chain = "" if any(line.link for line in lines) else ", or a line before it is not"
        where = lines[stored.events - 1].number if stored.events else 1
        yield ChainFault(where, "altered-event", message + before_chain)


def _events(count: int) -> str:
    return "an event" if count == 1 else f"{count} events"
