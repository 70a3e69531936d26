"""The areas of a site beside those of the release before: names of other areas, residents far from theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from metrics.checking.doubts import Doubt, doubt
from metrics.checking.gone_words import few
from metrics.checking.previous import Previous
from metrics.declared.among import gazetteer_of
from metrics.declared.framework import Config
from metrics.gazetteer import Gazetteer
from metrics.issues import listed
from metrics.language import say
from metrics.reading.named_tables import read_table
from metrics.spelling import sound

FAR = 1.2  # times as many people, or as few
LAST_YEAR = 9999  # whatever is the newest that a site has
MOST_NAMED = 5


def areas_beside(
    config: Config, tables: Mapping[str, bytes], previous: Previous | None, file: str
) -> Iterator[Doubt]:
    """What is doubtful of the areas of a declaration in a file, beside those of the current release."""
    if previous is None or previous.config is None or config.areas is None:
        return
    before, after = gazetteer_of(previous.config), gazetteer_of(config)
    yield from _swapped(config, tables, (before, after), file, previous.id)
    yield from _far(config, tables, (before, after), file, previous.id)


def _swapped(
    config: Config,
    tables: Mapping[str, bytes],
    both: tuple[Gazetteer, Gazetteer],
    file: str,
    release: str,
) -> Iterator[Doubt]:
    """A name that was another area's, while one of the two was there before or the other is there still."""
    was, now = map(_names, both)
    former = {sound(name): code for code, name in was.items()}
    swapped = {}
    for code, name in now.items():
        other = former.get(sound(name), code)
        if other != code and (code in was or other in now):
            swapped[code] = other
    if not swapped:
        return
    named = [f"{now[code]} ({code}, before {other})" for code, other in swapped.items()]
    names = [now[code] for code in swapped]
    message = (
        f'release "{release}" gives other codes to {listed(named, MOST_NAMED)}: figures that are read by name'
    )
    message += " would stand with those of another area; are names and codes in their rows?"
    text = say("Other areas than in the release before are called by these names: {names}.", names=few(names))
    place = _place(config.areas.table if config.areas else None, tables, file, next(iter(swapped)))
    yield doubt("", f"{release} {', '.join(sorted(swapped))}", place, text, "swapped-names", message)


def _far(
    config: Config,
    tables: Mapping[str, bytes],
    both: tuple[Gazetteer, Gazetteer],
    file: str,
    release: str,
) -> Iterator[Doubt]:
    """An area has about as many people as before: every rate goes by them."""
    far, after = {}, both[1]
    for code in (*after.territory.districts, *after.further):
        people = [own.population(code, LAST_YEAR) for own in both]
        was, now = (living.people if living is not None else 0 for living in people)
        if was and now and max(was, now) > FAR * min(was, now):
            far[code] = (was, now)
    if not far:
        return
    named = [f"{after.name(code)} ({was:,}, now {now:,})" for code, (was, now) in far.items()]
    message = f'the residents are far from those of release "{release}" in {listed(named, MOST_NAMED)}'
    text = say(
        "The numbers of residents are far from those of the release before in these areas: {names}.",
        names=few([after.name(code) for code in far]),
    )
    first, tables_of = next(iter(far)), config.areas
    name = None
    if tables_of is not None:
        name = tables_of.populations if first in after.populations else tables_of.table
    place = _place(name, tables, file, first)
    about = ", ".join(f"{code} {now}" for code, (_, now) in sorted(far.items()))
    yield doubt("", f"{release} {about}", place, text, "far-residents", message)


def _names(gazetteer: Gazetteer) -> dict[str, str]:
    own = {code: area.name for code, area in gazetteer.territory.areas.items()}
    return own | {code: gazetteer.name(code) for code in gazetteer.further}


def _place(name: str | None, tables: Mapping[str, bytes], file: str, code: str) -> tuple[str, int, int]:
    """The last row of an area in a table beside the file of the declaration; else the declaration itself."""
    if name is None or name not in tables:
        return file, 1, 1
    table = read_table("", tables[name], (), (*_header(tables[name]),))
    lines = [line for line, row in table.rows if row.get("code") == code]
    return "".join((*file.rpartition("/")[:2], name)), max(lines, default=1), 1


def _header(data: bytes) -> Iterable[str]:
    return data.decode("utf-8-sig").split("\n", 1)[0].strip().lower().split(",")
