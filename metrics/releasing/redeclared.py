"""What two declarations have otherwise: keys, items of lists by their names, and what stands in another order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from metrics.declared.claim import OtherFigure
from metrics.declared.framework import Config
from metrics.declared.staff_page import StaffPage
from metrics.issues import shortened

# The lists whose items have ids and titles, with what an item of each is called.
KINDS: Mapping[str, str] = {
    "frameworks": "framework",
    "outcomes": "outcome",
    "pages": "page",
    "measures": "measure",
    "claims": "claim",
    "duties": "law",
    "bodies": "body",
}
ORDER = "order"
LONGEST_NAME = 60
# What an item of a list is known by, where it has no id: the first of these that it has.
NAMES = ("id", "name", "period", "first", "until", "column", "item", "on")


class Redeclaration(NamedTuple):
    """What is declared otherwise: of what, under which key, what it was, and what it is.

    ``key`` has a point between the parts of a path, and quotes around a part with a space in it. ``state`` is
    "new" or "gone" of an item of a list, "other" of a value; None is a value that is not there.
    """

    of: str
    key: str
    before: object
    after: object
    state: Literal["other", "new", "gone"] = "other"


def redeclared(earlier: Config, later: Config) -> Iterator[Redeclaration]:
    """All that a later declaration has otherwise. An id that is new, or gone, has the key "title".

    Measures that are new or gone are left out, since their state tells of them.
    """
    yield from _fields("site", _plain(earlier.site), _plain(later.site))
    was, now = ({} if side.areas is None else _plain(side.areas) for side in (earlier, later))
    yield from _fields("areas", was, now)
    for kind, single in KINDS.items():
        before, after = ({item.id: item for item in getattr(side, kind)} for side in (earlier, later))
        yield from _order(kind, "", list(before), list(after))
        for name in dict.fromkeys([*after, *before]):
            what = f"{single} {name}"
            if name in before and name in after:
                yield from _fields(what, _plain(before[name]), _plain(after[name]))
            elif kind != "measures":
                titles = (side[name].title if name in side else None for side in (before, after))
                yield from _value(what, "title", *titles)
    others = ([_of_others(item) for item in side.other_figures] for side in (earlier, later))
    yield from _items("the declaration", "other_figures", *others)
    gone = ([_plain(item) for item in side.gone_measures] for side in (earlier, later))
    yield from _items("the declaration", "gone_measures", *gone)


def _plain(model: Any) -> dict[str, Any]:
    plain: dict[str, Any] = model.model_dump(by_alias=True)
    return plain | ({"text": model.text} if isinstance(model, StaffPage) else {})


def _of_others(other: OtherFigure) -> dict[str, Any]:
    """The figures of another producer, by a name of their own."""
    return {"name": f"{other.measure}: {other.title}", **_plain(other)}


def _fields(
    what: str, before: Mapping[str, Any], after: Mapping[str, Any], above: str = ""
) -> Iterator[Redeclaration]:
    for name in dict.fromkeys([*before, *after]):
        yield from _value(what, f"{above}{name}", before.get(name), after.get(name))


def _value(what: str, key: str, before: Any, after: Any) -> Iterator[Redeclaration]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _fields(what, before, after, f"{key}.")
    elif isinstance(before, list | tuple) and isinstance(after, list | tuple):
        yield from _items(what, key, before, after)
    else:
        yield Redeclaration(what, key, before, after)


def _items(what: str, key: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[Redeclaration]:
    """Two lists, item by item where each has a name of its own, else as wholes."""
    old, new = ({_name(item): item for item in side} for side in (before, after))
    if len(old) < len(before) or len(new) < len(after):
        yield Redeclaration(what, key, tuple(before), tuple(after))
        return
    for name in dict.fromkeys([*new, *old]):
        place = f"{key}.{name}"
        if name in old and name in new:
            yield from _value(what, place, old[name], new[name])
        elif name in new:
            yield Redeclaration(what, place, None, new[name], "new")
        else:
            yield Redeclaration(what, place, old[name], None, "gone")
    yield from _order(what, f"{key}.", list(old), list(new))


def _order(what: str, above: str, before: list[str], after: list[str]) -> Iterator[Redeclaration]:
    """What both have, where it stands in another order."""
    kept = [name for name in before if name in after], [name for name in after if name in before]
    if kept[0] != kept[1]:
        yield Redeclaration(what, above + ORDER, tuple(kept[0]), tuple(kept[1]))


def _name(item: Any) -> str:
    """What an item of a list is known by: ``age-group``, ``"13 to 19"``, ``"breakdown of homicide by sex"``."""
    if isinstance(item, Mapping):
        name = _panel(item) if "show" in item else next((item[key] for key in NAMES if item.get(key)), item)
    else:
        name = item
    words = ", ".join(map(str, name)) if isinstance(name, tuple) else str(name)
    text = shortened(words, LONGEST_NAME)
    return f'"{text}"' if " " in text or not text else text


def _panel(panel: Mapping[str, Any]) -> str:
    by = f" by {panel['dimension']}" if panel.get("dimension") else ""
    return f"{panel['show']} of {', '.join(panel['measures'])}{by}"
