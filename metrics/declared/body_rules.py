"""Rules on bodies: whom they hold to account, what they read, and when they meet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from metrics.declared.body import Body
from metrics.declared.document import Path
from metrics.declared.findings import Finding, repeated, undeclared
from metrics.declared.framework import Config
from metrics.issues import listed


def bodies_are_declared(config: Config) -> Iterator[Finding]:
    """Each body has an id of its own; whom it holds and what it reads is declared, each once."""
    yield from repeated(config.bodies, ("bodies",))
    bodies = [body.id for body in config.bodies]
    frameworks = [framework.id for framework in config.frameworks]
    for index, body in enumerate(config.bodies):
        for position, name in enumerate(body.holds):
            path: Path = ("bodies", index, "holds", position)
            yield from _held(path, body, name, bodies)
            yield from _once(path, body.holds, position)
        for position, name in enumerate(body.reads):
            path = ("bodies", index, "reads", position)
            yield from undeclared(path, name, frameworks, "framework")
            yield from _once(path, body.reads, position)


def meetings_stand_once(config: Config) -> Iterator[Finding]:
    """A body meets once on a day; one with meetings gives no reason for having none."""
    for index, body in enumerate(config.bodies):
        days = [meeting.on for meeting in body.meetings]
        for position, day in enumerate(days):
            if day in days[:position]:
                path: Path = ("bodies", index, "meetings", position, "on")
                yield Finding(path, f"a meeting on {day} stands above it already", "duplicate-id")
        if body.meetings and body.no_meetings is not None:
            message = "it says why there are no meetings, and meetings are declared; leave one out"
            yield Finding(("bodies", index, "no_meetings"), message, "bad-meetings")


def bodies_stand_in_no_circle(config: Config) -> Iterator[Finding]:
    """A body that is held, by others or at once, by one that it holds: allowed where it says that it is real."""
    held = {body.id: body.holds for body in config.bodies}
    for index, body in enumerate(config.bodies):
        for position, name in enumerate(body.holds):
            way = _way(held, name, body.id) if name != body.id else ()
            if way and not any(item.circle for item in config.bodies if item.id in way):
                chain = listed((body.id, *way))
                message = (
                    f'it is held to account by those that it holds ({chain}); say why under "circle" if so'
                )
                yield Finding(("bodies", index, "holds", position), message, "body-circle")


BODY_RULES: tuple[Callable[[Config], Iterator[Finding]], ...] = (
    bodies_are_declared,
    meetings_stand_once,
    bodies_stand_in_no_circle,
)


def _held(path: Path, body: Body, name: str, bodies: list[str]) -> Iterator[Finding]:
    if name == body.id:
        yield Finding(path, "a body does not hold itself to account", "body-itself")
    else:
        yield from undeclared(path, name, bodies, "body")


def _once(path: Path, names: tuple[str, ...], position: int) -> Iterator[Finding]:
    if names[position] in names[:position]:
        yield Finding(path, f'"{names[position]}" stands twice', "duplicate-id")


def _way(held: Mapping[str, tuple[str, ...]], first: str, last: str) -> tuple[str, ...]:
    """The shortest chain from one body to another, each holding the next; empty where there is none."""
    chains: list[tuple[str, ...]] = [(first,)]
    seen = {first}
    for chain in chains:
        if chain[-1] == last:
            return chain
        following = [name for name in held.get(chain[-1], ()) if name not in seen]
        seen.update(following)
        chains += [(*chain, name) for name in following]
    return ()
