"""The whole report of ``pcp diff``: headlines first, then what is revised, new and gone, then what is odd."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from metrics.areas import area_name
from metrics.declared.framework import PublishedMeasure
from metrics.figures.numbers import CHANGE_UNIT
from metrics.figures.sentences import change_text
from metrics.figures.tiles import Tile
from metrics.releasing.diff import Beside, Diff, by_size, is_headline, moved_by, redeclared
from metrics.releasing.diff_words import counted, figures_line, headlines, revision_line, size_words, whose
from metrics.releasing.revisions import Figure, Revision

SHOWN = 5
LONGEST = 60
Json = dict[str, Any]


# As text ---------------------------------------------------------------------------------------------------


def report_lines(diff: Diff, odd: Sequence[str]) -> Iterator[str]:
    """The report for a terminal."""
    yield from _part("Headlines", headlines(diff))
    if diff.earlier is None:
        return
    yield from _part("Tiles", [line for one in diff.measures for line in _tile_lines(one)])
    yield from _part("Declared otherwise", _declared(diff))
    yield from _part("Revised", [line for one in diff.measures for line in _revised_lines(one)])
    yield from _part("New", [line for one in diff.measures for line in _figures(one, one.found.new)])
    yield from _part("Gone", [line for one in diff.measures for line in _figures(one, one.found.gone)])
    yield from _part("Oddities", odd)


def _part(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from (title, *(f"  {line}" for line in lines), "")


def _tile_lines(one: Beside) -> Iterator[str]:
    if one.same_words:
        return
    yield f"{one.measure.title} ({one.measure.id})"
    for when, tile in (("was", one.before), ("now", one.after)):
        if tile is not None:
            yield f"  {when}: {_said(tile)}"


def _said(tile: Tile) -> str:
    change = "" if tile.change is None else f" [{change_text(tile.change)}, {tile.change.verdict}]"
    return (
        " ".join(filter(None, (tile.sentence or tile.note, tile.beside_sentence, tile.supplement))) + change
    )


def _declared(diff: Diff) -> list[str]:
    if diff.earlier is None:
        return []
    found = redeclared(diff.earlier.config, diff.later.config)
    return [f"{what}: {name} {_was_now(before, after)}" for what, name, before, after in found]


def _was_now(before: object, after: object) -> str:
    told = f"was {_shown(before)}, now {_shown(after)}"
    return told if len(told) <= 2 * LONGEST else "is another"


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else "not there" if value is None else str(value)


def _revised_lines(one: Beside) -> Iterator[str]:
    """London's figures each, the newest first; of its parts those that moved the most."""
    if one.published is None or not one.revised:
        return
    measure, parts = one.published, [found for found in one.revised if not is_headline(found.key)]
    most = [f"; the largest: {revision_line(measure, found)}" for found in by_size(measure, one.revised)[:1]]
    yield f"{measure.title}: {_share_of_london(one)}{''.join(most)}"
    yield from (f"  {revision_line(measure, found)}" for found in one.headline[::-1])
    shown = by_size(measure, parts)[:SHOWN] or parts[:SHOWN]
    yield from (f"  {revision_line(measure, found)}" for found in shown)
    if len(parts) > len(shown):
        yield f"  and {len(parts) - len(shown):,} more of parts of London; --format json lists every figure"


def _share_of_london(one: Beside) -> str:
    return f"{counted(len(one.revised), 'figure')}, {len(one.headline):,} of them of London as a whole"


def _figures(one: Beside, found: tuple[Figure, ...]) -> Iterator[str]:
    if figures := one.figures(found):
        yield f"{one.measure.title}: {figures_line(figures)}"


# As JSON ---------------------------------------------------------------------------------------------------


def report_json(diff: Diff, odd: Sequence[str]) -> Json:
    """The report for other programs, every figure listed."""
    return {
        "release": None if diff.earlier is None else diff.earlier.id,
        "headlines": headlines(diff),
        "tiles": [_tile_json(one) for one in diff.measures if not one.same_words],
        "declared": [] if diff.earlier is None else _declared_json(diff),
        "revised": [_revised_json(one) for one in diff.measures if one.revised],
        "new": [_figures_json(one, found) for one in diff.measures if (found := one.figures(one.found.new))],
        "gone": [
            _figures_json(one, found) for one in diff.measures if (found := one.figures(one.found.gone))
        ],
        "oddities": list(odd),
    }


def _tile_json(one: Beside) -> Json:
    return {
        "measure": one.measure.id,
        "title": one.measure.title,
        "changes_arrow": one.changes_arrow,
        "changes_outcome": one.changes_word,
        "before": None if one.before is None else _words_json(one.before),
        "after": None if one.after is None else _words_json(one.after),
    }


def _words_json(tile: Tile) -> Json:
    change = tile.change
    return {
        "status": tile.measure.status,
        "period": None if tile.latest is None else tile.latest.period_id,
        "text": tile.text,
        "change": None if change is None else change_text(change),
        "arrow": None if change is None else change.arrow,
        "outcome": None if change is None else change.outcome,
        "verdict": None if change is None else change.verdict,
        "sentence": tile.sentence or tile.note,
    }


def _declared_json(diff: Diff) -> list[Json]:
    assert diff.earlier is not None
    found = redeclared(diff.earlier.config, diff.later.config)
    return [{"of": what, "key": name, "line": _was_now(old, new)} for what, name, old, new in found]


def _revised_json(one: Beside) -> Json:
    measure = one.published
    assert measure is not None
    return {
        "measure": measure.id,
        "unit": CHANGE_UNIT[measure.unit],
        "count": len(one.revised),
        "of_london": len(one.headline),
        "figures": [_revision_json(measure, found) for found in one.revised],
    }


def _revision_json(measure: PublishedMeasure, one: Revision) -> Json:
    moved = moved_by(measure, one)
    part = {} if is_headline(one.key) else {"of": whose(one)}
    return {
        "window": one.key.window,
        "period": one.after.period_id,
        "area_code": one.key.area,
        "area": area_name(one.key.area),
        "dimension": one.key.dimension,
        "category": one.key.category,
        **part,
        "before": one.before.value,
        "after": one.after.value,
        "difference": None if moved is None else float(moved),
        "text": size_words(measure, one),
    }


def _figures_json(one: Beside, found: tuple[Figure, ...]) -> Json:
    periods = list(dict.fromkeys(each.period_id for _, each in sorted(found, key=lambda each: each[1].dates)))
    return {"measure": one.measure.id, "count": len(found), "periods": periods, "text": figures_line(found)}
