"""What an analyst may have meant: the id of what they call by its title, a key that belongs elsewhere."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping

from pydantic import BaseModel

from metrics.declared.models import is_needed, keys_of, models_at, models_in
from metrics.issues import listed, nearest, quoted

FEW_PLACES = 3
A_SLIP = 0.85  # the likeness of a key to one with a letter or two wrong


def key_guess(
    key: str, allowed: Collection[str], present: Collection[str], elsewhere: Collection[str]
) -> str:
    """The end of a message on a key that is not known: the one that was meant, where it belongs, or all that are.

    ``present`` are the keys that stand beside it already, ``elsewhere`` the parts of the declaration that know it.
    """
    absent = [name for name in allowed if name not in present]
    if slip := nearest(key, absent, A_SLIP):
        return slip
    if 0 < len(elsewhere) <= FEW_PLACES:
        return f" here; it belongs in {' or '.join(elsewhere)}"
    return nearest(key, absent) or nearest(key, allowed, A_SLIP) or f"; known here: {listed(allowed, 40)}"


def homes(loc: tuple[str | int, ...]) -> tuple[str, ...]:
    """The parts of a measure, or of what else is declared, that know the key at a location of it, in words."""
    in_a_list = len(loc) > 2 and isinstance(loc[1], int)
    depth = 0 if not in_a_list else 3 if loc[0] == "measures" else 2
    root = f"the {str(loc[0]).removesuffix('s')} itself" if depth else "the file itself"
    return tuple(dict.fromkeys(_homes(str(loc[-1]), models_at(loc[:depth]), root, set())))


def _homes(
    key: str, models: Collection[type[BaseModel]], name: str, seen: set[type[BaseModel]]
) -> Iterator[str]:
    for model in models:
        if model in seen:
            continue
        seen.add(model)
        if key in keys_of(model):
            yield name
        for part, field in model.model_fields.items():
            yield from _homes(key, tuple(models_in(field.annotation)), quoted(part), seen)


def id_guess(value: str, path: tuple[str | int, ...], data: object) -> str:
    """The end of a message on a text that is no id: what a new id could be, or the id of what is so called."""
    if path[-1] == "id":
        new = "-".join(re.findall(r"[a-z0-9]+", value.casefold()))[:60].strip("-")
        return f", such as {quoted(new)}" if new[:1].isalpha() else ""
    ids: dict[str, list[str]] = {}
    for title, its_id in _titles(data):
        ids.setdefault(title.casefold(), []).append(its_id)
    close = difflib.get_close_matches(value.casefold(), ids, n=1, cutoff=A_SLIP)
    return f"; write the id of what is called so, {' or '.join(map(quoted, ids[close[0]]))}" if close else ""


def _titles(data: object) -> Iterator[tuple[str, str]]:
    """The title and the id of each declared thing that has both."""
    if isinstance(data, Mapping):
        title, its_id = data.get("title"), data.get("id")
        if isinstance(title, str) and isinstance(its_id, str):
            yield title, its_id
    inside = data.values() if isinstance(data, Mapping) else data if isinstance(data, tuple) else ()
    for part in inside:
        yield from _titles(part)


def keys_below(models: Collection[type[BaseModel]]) -> str:
    """The end of a message on one value where keys should stand: those that are needed there, or all.

    A column is seldom left out, though where the header holds what is read it is.
    """
    fields = {field.alias or name: field for model in models for name, field in model.model_fields.items()}
    needed = [name for name, field in fields.items() if is_needed(field) or name == "column"]
    needed = needed if any(is_needed(fields[name]) for name in needed) else list(fields)
    return f"; write each of its keys in a line of its own below it: {listed(needed)}"
