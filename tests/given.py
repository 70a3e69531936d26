"""Short ways to say what a test is given: a declared measure, an observation, a checked set of cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from metrics.checking.checks import check_measure
from metrics.declared.framework import PublishedMeasure
from metrics.figures import change
from metrics.figures.comparison import basis_of, comparison_back
from metrics.figures.observations import as_text, measure_data, observations
from metrics.figures.series import MeasureData, Observation, Series
from metrics.issues import Issue
from metrics.periods import Frequency, Window, parse_period_id
from metrics.statuses import Status
from tests.places_of_tests import REGION

SATISFACTION: Mapping[str, Any] = {
    "id": "victim-satisfaction",
    "title": "Overall victim satisfaction",
    "description": "The share of victims who were satisfied.",
    "outcome": "victims",
    "status": "published",
    "unit": "percent",
    "share": "of victims were satisfied",
    "polarity": "higher-is-better",
    "frequency": "financial-quarter",
    # The rule that is the harder to word, since the change itself is judged; like with like says so where it is meant.
    "comparison": {"basis": "previous-period", "materiality": 1.0, "judged": "as-compared"},
    "caveats": ("It comes from a sample.",),
    "next_update": "not-announced",
    "source": {
        "publisher": "MOPAC",
        "title": "User Satisfaction Survey",
        "link": "https://data.london.gov.uk/dataset/survey",
        "licence": "OGL-3.0",
        "files": ("USS.csv",),
        "layout": "rows",
        "period": {"column": ("Quarter",), "format": "Qn YY-YY"},
        "value": {"column": ("Satisfied",), "written_as": "percent"},
        "absent": "missing",
        "region": "own-row",
    },
}
OFFENCES: Mapping[str, Any] = {
    **SATISFACTION,
    "id": "violence-with-injury",
    "title": "Violence with injury offences",
    "outcome": "violence",
    "unit": "count",
    "share": None,
    "noun": {"singular": "offence", "plural": "offences"},
    "polarity": "lower-is-better",
    "frequency": "month",
    "source": {
        "publisher": "Metropolitan Police Service",
        "title": "Recorded crime",
        "link": "https://data.london.gov.uk/dataset/crime",
        "licence": "OGL-3.0",
        "files": ("Crime.csv",),
        "layout": "periods-as-columns",
        "period": {"format": "YYYYMM"},
        "area": {"column": ("Borough",), "no_area": ("Unknown",)},
        "absent": "zero",
        "region": "all-rows",
    },
}
VICTIMS: Mapping[str, Any] = {
    **OFFENCES,
    "id": "homicide",
    "title": "Homicide",
    "unit": "small-count",
    "noun": {"singular": "homicide victim", "plural": "homicide victims"},
    "window": "calendar-year-to-date",
    "source": {
        **OFFENCES["source"],
        "files": ("Victims.csv",),
        "layout": "events",
        "period": {"column": ("Recorded",), "format": "MMM-YY"},
        "dimensions": ({"id": "sex", "title": "Sex", "column": ("Sex",)},),
        "combine": "sum",
    },
}

# A source with rows for each day, of London alone.
DAYS_OF_REGION: Mapping[str, Any] = {
    "layout": "rows",
    "period": {"column": ("Date",), "format": "YYYY-MM-DD", "day": "each"},
    "value": {"column": ("Count",)},
    "area": None,
    "combine": "sum",
    "absent": "missing",
    "region": "own-row",
}

# A declaration but for its measures.
SITE_OF_ONE_OUTCOME: Mapping[str, Any] = {
    "site": {
        "title": "A site",
        "producer": "A producer",
        "contact": "A contact",
        "statistics_status": "Management information",
        "update_schedule": "Once a quarter",
        "attribution": "Its source",
    },
    "frameworks": [{"id": "pcp", "title": "A framework", "vision": "Safer.", "description": "What it seeks"}],
    "outcomes": [{"id": "safer", "framework": "pcp", "title": "Safer", "description": "Fewer victims"}],
}


def measure(declaration: Mapping[str, Any] = SATISFACTION, **changes: Any) -> PublishedMeasure:
    """A declared measure, with some of its keys changed; ``source`` and ``comparison`` are merged."""
    merged = {**declaration, **changes}
    for part in ("source", "comparison"):
        merged[part] = {**declaration[part], **changes.get(part, {})}
    return PublishedMeasure.model_validate({key: value for key, value in merged.items() if value is not None})


def observed(
    period: str,
    value: float | None,
    status: Status = "",
    *,
    frequency: Frequency = "financial-quarter",
    window: Window = "single",
) -> Observation:
    """An observation of a period, named by its identifier."""
    return Observation(parse_period_id(period, frequency), window, value, status)


def series(
    values: Mapping[str, float | None],
    *,
    frequency: Frequency = "financial-quarter",
    window: Window = "single",
) -> Series:
    """A series from identifiers to values, in the order given."""
    return Series(
        tuple(observed(period, value, frequency=frequency, window=window) for period, value in values.items())
    )


def issues_of(declared: PublishedMeasure, *files: tuple[str, str]) -> list[str]:
    """Every issue of some files, given as names and text, as ``pcp check`` prints them."""
    return [str(issue) for issue in _checked(declared, files)[1]]


def data_of(declared: PublishedMeasure, *files: tuple[str, str]) -> MeasureData:
    """The series that some files give, stored as text and read again as a release does."""
    cells, issues = _checked(declared, files)
    assert cells is not None, "\n".join(map(str, issues))
    return measure_data(declared, as_text(observations(declared, cells)))


def values_of(figures: Series) -> dict[str, float | None]:
    """The values of a series by the identifiers of their periods."""
    return {observation.period_id: observation.value for observation in figures}


def _checked(
    declared: PublishedMeasure, files: tuple[tuple[str, str], ...]
) -> tuple[pd.DataFrame | None, list[Issue]]:
    return check_measure(declared, {name: text.encode() for name, text in files})


def change_between(
    declared: PublishedMeasure, earlier: Observation, later: Observation, area: str = REGION
) -> change.Change:
    """What is said of two observations of a measure, however far apart they are."""
    back = later.period.ordinal - earlier.period.ordinal
    compared = comparison_back(declared, basis_of(declared), later.window, later.period, back)
    return change.change_between(declared, compared, (earlier,), (later,), area)
