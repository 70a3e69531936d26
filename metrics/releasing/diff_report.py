"""The whole report of ``pcp diff``: headlines first, then what is revised, new and gone, then what is odd."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from metrics.areas import region, slug
from metrics.declared.framework import PublishedMeasure
from metrics.figures.numbers import counted
from metrics.figures.release import Release
from metrics.figures.sentences import change_text
from metrics.figures.tiles import Tile
from metrics.issues import Issue
from metrics.language import say
from metrics.releasing.areas_compared import areas_compared, following
from metrics.releasing.areas_words import area_lines
from metrics.releasing.diff import Diff, MeasurePair, by_size, is_headline, revision_difference
from metrics.releasing.diff_words import figures_line, headlines, revision_line, size_words, whose
from metrics.releasing.redeclared import Redeclaration, redeclared
from metrics.releasing.redeclared_words import MOST_LISTED
from metrics.releasing.revisions import KeyedFigure, Revision

LONGEST = 60
Json = dict[str, Any]


# As text ---------------------------------------------------------------------------------------------------


def report_lines(diff: Diff, odd: Sequence[str], unsettled: Sequence[Issue] = ()) -> Iterator[str]:
    """The report for a terminal; ``unsettled`` is what must be acknowledged before it can be published."""
    for title, lines in report_parts(diff, odd, unsettled):
        yield from (title, *(f"  {line}" for line in lines), "")


def report_parts(
    diff: Diff, odd: Sequence[str], unsettled: Sequence[Issue] = ()
) -> list[tuple[str, list[str]]]:
    """The parts of the report that have something to say, each with its lines; what is told of one is indented."""
    parts = [
        ("To be acknowledged, with a reason", [issue.message for issue in unsettled]),
        ("Headlines", headlines(diff)),
        ("Acknowledged", [f"{item.text} {item.reason}" for item in diff.later.acknowledged]),
    ]
    if diff.earlier is not None:
        parts += [
            ("Tiles", [line for pair in diff.measures for line in _tile_lines(pair)]),
            ("Declared otherwise", _declared(diff)),
            ("Areas", list(area_lines(areas_compared(diff.earlier.config, diff.later.config)))),
            ("Revised", [line for pair in diff.measures for line in _revised_lines(pair)]),
            ("New", [line for pair in diff.measures for line in _figures(pair, pair.revisions.new)]),
            ("Gone", [line for pair in diff.measures for line in _figures(pair, pair.revisions.gone)]),
            ("Oddities", list(odd)),
        ]
    return [(title, lines) for title, lines in parts if lines]


def _tile_lines(pair: MeasurePair) -> Iterator[str]:
    if pair.same_words:
        return
    yield f"{pair.measure.title} ({pair.measure.id})"
    for when, tile in (("was", pair.before), ("now", pair.after)):
        if tile is not None:
            yield f"  {when}: {_tile_words(tile)}"


def _tile_words(tile: Tile) -> str:
    if tile.judged is not None:
        change = f" [{change_text(tile.judged)}, {tile.judged.verdict}]"
    else:
        change = "" if tile.change is None else f" [{change_text(tile.change)}]"
    sentences = (tile.sentence or tile.note, tile.verdict_sentence, tile.beside_sentence, tile.supplement)
    return " ".join(filter(None, sentences)) + change


def _declared(diff: Diff) -> list[str]:
    if diff.earlier is None:
        return []
    redeclarations = redeclared(diff.earlier.config, diff.later.config)
    return [f"{item.of}: {item.key} {_was_now(item)}" for item in redeclarations]


def _was_now(item: Redeclaration) -> str:
    if item.state != "other":
        return f"is {item.state}"
    text = f"was {_value_text(item.before)}, now {_value_text(item.after)}"
    return text if len(text) <= 2 * LONGEST else "is another"


def _value_text(value: object) -> str:
    """A value as an analyst writes it: no value has a form of Python's own."""
    match value:
        case None:
            return "not there"
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case tuple() | list():
            return f"[{', '.join(map(_value_text, value))}]"
        case dict():
            parts = (f"{key}: {_value_text(part)}" for key, part in value.items() if part is not None)
            return f"{{{', '.join(parts)}}}"
        case _:
            return str(value)


def _revised_lines(pair: MeasurePair) -> Iterator[str]:
    """The region's figures each, the newest first; of its parts those that moved the most."""
    if pair.published is None or not pair.revised:
        return
    measure, parts = pair.published, [revision for revision in pair.revised if not is_headline(revision.key)]
    most = [
        f"; the largest: {revision_line(measure, revision)}"
        for revision in by_size(measure, pair.revised)[:1]
    ]
    beside = f' beside release "{pair.last}", which had it last' if pair.last else ""
    yield f"{measure.title}: {_share_of_region(pair)}{beside}{''.join(most)}"
    yield from (f"  {revision_line(measure, revision)}" for revision in pair.headline[::-1])
    listed = by_size(measure, parts)[:MOST_LISTED] or parts[:MOST_LISTED]
    yield from (f"  {revision_line(measure, revision)}" for revision in listed)
    if len(parts) > len(listed):
        yield say(
            "  and {parts:,} more of parts of {region}; --format json lists every figure",
            parts=len(parts) - len(listed),
        )


def _share_of_region(pair: MeasurePair) -> str:
    return say(
        "{revised}, {headline:,} of them of {region} as a whole",
        revised=counted(len(pair.revised), "figure"),
        headline=len(pair.headline),
    )


def _figures(pair: MeasurePair, candidates: tuple[KeyedFigure, ...]) -> Iterator[str]:
    if figures := pair.figures(candidates):
        yield f"{pair.measure.title}: {figures_line(figures)}"


# As JSON ---------------------------------------------------------------------------------------------------


def report_json(diff: Diff, odd: Sequence[str], unsettled: Sequence[Issue] = ()) -> Json:
    """The report for other programs, every figure listed."""
    return {
        "release": None if diff.earlier is None else diff.earlier.id,
        "headlines": headlines(diff),
        "tiles": [_tile_json(pair) for pair in diff.measures if not pair.same_words],
        "declared": [] if diff.earlier is None else _declared_json(diff),
        "areas": {} if diff.earlier is None else _areas_json(diff.earlier, diff.later),
        "revised": [_revised_json(diff, pair) for pair in diff.measures if pair.revised],
        "new": [
            _figures_json(pair, figures)
            for pair in diff.measures
            if (figures := pair.figures(pair.revisions.new))
        ],
        "gone": [
            _figures_json(pair, figures)
            for pair in diff.measures
            if (figures := pair.figures(pair.revisions.gone))
        ],
        "acknowledged": [item.as_json() for item in diff.later.acknowledged],
        "to_acknowledge": [issue.as_json() for issue in unsettled],
        "oddities": list(odd),
    }


def _tile_json(pair: MeasurePair) -> Json:
    return {
        "measure": pair.measure.id,
        "title": pair.measure.title,
        "changes_arrow": pair.changes_arrow,
        "changes_outcome": pair.changes_word,
        "before": None if pair.before is None else _words_json(pair.before),
        "after": None if pair.after is None else _words_json(pair.after),
    }


def _words_json(tile: Tile) -> Json:
    change, judged = tile.change, tile.judged
    return {
        "status": tile.measure.status,
        "period": None if tile.latest is None else tile.latest.period_id,
        "text": tile.text,
        "change": None if change is None else change_text(change),
        "judged": None if judged is None else change_text(judged),
        "arrow": None if judged is None else judged.arrow,
        "outcome": None if judged is None else judged.outcome,
        "verdict": None if judged is None else judged.verdict,
        "sentence": tile.sentence or tile.note,
        "verdict_sentence": tile.verdict_sentence,
    }


def _declared_json(diff: Diff) -> list[Json]:
    assert diff.earlier is not None
    redeclarations = redeclared(diff.earlier.config, diff.later.config)
    return [{"of": item.of, "key": item.key, "line": _was_now(item)} for item in redeclarations]


def _areas_json(earlier: Release, later: Release) -> Json:
    compared = areas_compared(earlier.config, later.config)
    return {
        "added": list(compared.added),
        "gone": list(compared.gone),
        "changes": [asdict(change) for change in compared.changes],
        "following": [
            {"measure": item.measure.id, "rates": item.rates, "sums": item.sums}
            for item in following(earlier, later)
        ],
    }


def _revised_json(diff: Diff, pair: MeasurePair) -> Json:
    measure = pair.published
    assert measure is not None and diff.earlier is not None
    return {
        "measure": measure.id,
        "beside": pair.last or diff.earlier.id,
        "unit": measure.change_unit,
        "count": len(pair.revised),
        f"of_{slug(region().name).replace('-', '_')}": len(pair.headline),
        "figures": [_revision_json(measure, revision) for revision in pair.revised],
    }


def _revision_json(measure: PublishedMeasure, revision: Revision) -> Json:
    difference = revision_difference(measure, revision)
    part = {} if is_headline(revision.key) else {"of": whose(measure, revision)}
    return {
        "window": revision.key.window,
        "period": revision.after.period_id,
        "area_code": revision.key.area,
        "area": measure.source.area_name(revision.key.area),
        "dimension": revision.key.dimension,
        "category": revision.key.category,
        **part,
        "before": revision.before.value,
        "after": revision.after.value,
        "difference": None if difference is None else float(difference),
        "text": size_words(measure, revision),
    }


def _figures_json(pair: MeasurePair, figures: tuple[KeyedFigure, ...]) -> Json:
    observations = sorted((observation for _, observation in figures), key=lambda figure: figure.dates)
    periods = list(dict.fromkeys(observation.period_id for observation in observations))
    return {
        "measure": pair.measure.id,
        "count": len(figures),
        "periods": periods,
        "text": figures_line(figures),
    }
