"""How the message on an area that is not known ends: by what the name seems to be, how it is declared."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.areas import folded, is_larger, is_own_force, nearest_area
from metrics.declared.source import Source
from metrics.gazetteer import FURTHER_LEVELS, Level, level_noun
from metrics.issues import listed, nearest
from metrics.language import say


def mend_of_unknown(text: str, names: Sequence[str], source: Source) -> str:
    """How to mend what a source's areas have no name for; ``names`` are all that they have."""
    return (
        _of_another_level(text, source)
        or _own_force(text, source.level)
        or _larger(text, source)
        or (_guessed(text, source) if source.level == "district" else "")
        or nearest(text, filter(None, names))
        or f'; name it under "aliases"{_or_elsewhere(source)}'
    )


def _of_another_level(text: str, source: Source) -> str:
    """That it is a ward or a force of the site's table, and another level is declared."""
    for level in FURTHER_LEVELS:
        if level != source.level and source.gazetteer.meant(level, text):
            return f'; it is a {level} in the table of "areas": if the {level}s are meant, declare "level: {level}"'
    return ""


def _guessed(text: str, source: Source) -> str:
    """The district that is spelled almost like it, and what to do where it is none."""
    guess = nearest_area(text)
    if not guess or source.gazetteer.own is None:
        return guess
    return f'{guess} If not, name it under "aliases"{_or_elsewhere(source)}'


def _own_force(text: str, level: Level) -> str:
    """That the region's own force is the region: another force with a name like it must not be taken for it."""
    if level == "district" or not is_own_force(text):
        return ""
    name = f"'{text.strip()}'" if "," in text else text.strip()
    return say('; if it is {region}, declare "aliases: {{{name}: {region}}}"', name=name)


def _larger(text: str, source: Source) -> str:
    """Where a region, a country or an average is named; a force or a division may be called after a region."""
    if not is_larger(text):
        return ""
    close = [name for name in source.gazetteer.names(source.level) if folded(name).startswith(folded(text))]
    if source.level in ("division", "force") and len(close) == 1:
        return f'; did you mean "{close[0]}"?'
    if source.level == "force":
        return '; it is no force: name it under "no_area", and it counts for nothing'
    if source.level == "division":
        return f'; name it under "aliases"{_or_elsewhere(source)}'
    added = f"{level_noun(source.level)}s"
    return f'; if it adds up {added} that stand in the file, name it under "subtotals", else under "no_area"'


def _or_elsewhere(source: Source) -> str:
    """Where else an area is named that is none of those that are there, as the end of a message."""
    match source.level:
        case "district":
            row = "" if source.gazetteer.own is None else ', or give it a row in the table of "areas"'
            return f' or "no_area"{row}'
        case "division":
            return say(
                ' or "no_area"; the {divisions} are {names}',
                names=listed(source.gazetteer.names("division"), 12),
            )
        case level:
            return f', or the {level} in the table of "areas"'
