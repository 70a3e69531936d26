"""Derived measures put beside those that they are made of: what they have of their sources and of their breaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from metrics.declared.areas import AreaColumn
from metrics.declared.derived import Part
from metrics.declared.framework import AnyMeasure, Break, Config, PublishedMeasure
from metrics.declared.rows import IntervalColumns, Over
from metrics.declared.source import Source
from metrics.language import of_sentences, say, spoken


def parts_of(config: Config, measure: PublishedMeasure) -> tuple[tuple[Part, PublishedMeasure], ...]:
    """What a derived measure is made of, each part with its measure; nothing where one is not there."""
    return _parts_among(config.measures, measure)


def _parts_among(
    measures: Iterable[AnyMeasure], measure: PublishedMeasure
) -> tuple[tuple[Part, PublishedMeasure], ...]:
    if measure.derived is None:
        return ()
    published = (item for item in measures if isinstance(item, PublishedMeasure))
    own = {item.id: item for item in published if item.derived is None}
    if any(part.measure not in own for part in measure.derived.parts):
        return ()
    return tuple((part, own[part.measure]) for part in measure.derived.parts)


def part_name(part: Part, measure: PublishedMeasure) -> str:
    """A part as readers see it: the measure's title, or that and the category."""
    return measure.title if part.category is None else f"{measure.title}: {part.category}"


def part_names(config: Config, measure: PublishedMeasure) -> tuple[str, ...]:
    """The parts of a derived measure, as readers see them."""
    return tuple(part_name(*part) for part in parts_of(config, measure))


def with_parts(config: Config) -> Config:
    """The declaration, where each derived measure has the sources and the breaks of those that it is made of."""
    with spoken(of_sentences(config.site.language)):
        return config.model_copy(update={"measures": measures_with_parts(config.measures)})


def measures_with_parts(measures: Sequence[AnyMeasure]) -> tuple[AnyMeasure, ...]:
    """The same of some measures: one whose parts are not all among them stays as it is."""
    return tuple(
        _with_source(item, parts)
        if isinstance(item, PublishedMeasure)
        and "source" not in item.model_fields_set
        and (parts := _parts_among(measures, item))
        else item
        for item in measures
    )


def _with_source(
    measure: PublishedMeasure, parts: tuple[tuple[Part, PublishedMeasure], ...]
) -> PublishedMeasure:
    sources = [part.source for _, part in parts]
    breaks = {item.period: item for part in (measure, *(own for _, own in parts)) for item in part.breaks}
    source = sources[0].model_copy(
        update={
            "publisher": _joined(source.publisher for source in sources),
            "title": _joined(source.title for source in sources),
            "files": tuple(dict.fromkeys(name for source in sources for name in source.files)),
            "layout": "rows",
            "area": _area(parts),
            "value": Source.model_fields["value"].default,
            "base": None,
            "over": _over(measure, parts),
            "interval": _interval(measure),
            "dimensions": (),
            "where": (),
            "window": measure.window,
            "combine": "as-given",
            "absent": "missing",
            "region": "own-row",
            "provisional_periods": max(source.provisional_periods for source in sources),
            "plausible": Source.model_fields["plausible"].default,
        }
    )
    derived = measure.model_copy(update={"source": source, "breaks": _in_order(breaks)})
    derived.model_fields_set.discard("source")  # it was not declared, which a rule asks
    return derived


def _area(parts: tuple[tuple[Part, PublishedMeasure], ...]) -> AreaColumn | None:
    """The areas that all parts have figures of; none where levels differ, or people are the region's."""
    levels = {measure.source.level for _, measure in parts}
    has_areas = all(
        part.category is None and part.people is None and measure.source.area is not None
        for part, measure in parts
    )
    return AreaColumn(level=levels.pop()) if has_areas and len(levels) == 1 else None


def _joined(names: Iterable[str]) -> str:
    return say(" and ").join(dict.fromkeys(names))


def _in_order(breaks: dict[str, Break]) -> tuple[Break, ...]:
    return tuple(breaks[period] for period in sorted(breaks))


def _over(measure: PublishedMeasure, parts: tuple[tuple[Part, PublishedMeasure], ...]) -> Over | None:
    """What a ratio of two counts is of."""
    divided = parts[-1][1]
    is_of_counts = all(part.unit_row.is_count for _, part in parts)
    if measure.derived is None or measure.derived.how != "ratio" or not is_of_counts or divided.noun is None:
        return None
    return Over(noun=divided.noun.plural)


def _interval(measure: PublishedMeasure) -> IntervalColumns | None:
    """The columns of an interval that is worked out, and stands beside the figures as a published one does."""
    if measure.derived is None or measure.derived.how != "disproportionality":
        return None
    return IntervalColumns(lower=("lower",), upper=("upper",))
