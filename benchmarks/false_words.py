"""The rows of the calibration: each kind of measure on series in which nothing changes, and a true step of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarks.calibration_table import Row
from benchmarks.likeness import AreaLikeness, Likeness
from benchmarks.unchanged import YEAR, Array, counts_like, expected, shares_like, with_step
from benchmarks.words_of_series import FIRM, firm_standings, series_of, verdict_words
from metrics.areas import area_name, police_districts, region_code, residents
from metrics.declared.framework import PublishedMeasure
from metrics.figures.chance import sample_size
from metrics.figures.release import Release
from metrics.figures.series import Key, MeasureData
from metrics.periods import month, same_period_last_year

SERIES, RELEASES = 4_000, 500
SEED = 20240208  # each row starts from it anew, so that a row does not depend on those before it
OF_COUNTS, OF_OTHERS, OF_STEPS = 5.5, 7.0, 95.0  # the limits, in per cent
STEP, STEP_MONTHS = 0.1, 3
COUNT, SURVEY = "violence-with-injury", "trust-in-police"


@dataclass(frozen=True)
class Calibration:
    """What the rows are made from: a release, what its counts are like, and the lag-one correlation of chance."""

    release: Release
    likeness: Likeness
    correlation: float

    def measure(self, name: str) -> PublishedMeasure:
        """A measure of the release by its id."""
        return next(item for item in self.release.config.published() if item.id == name)


def unchanged_rows(calibration: Calibration) -> Iterator[Row]:
    """False words of every kind of measure, each with its limit."""
    for name, area in areas_of_calibration(calibration.likeness):
        yield count_row(calibration, name, area, calibration.correlation, OF_COUNTS)
    yield survey_row(calibration, "worry-about-crime")
    yield survey_row(calibration, "victim-satisfaction")
    yield survey_row(calibration, SURVEY)
    yield survey_row(calibration, SURVEY, police_districts()[0])
    yield homicide_row(calibration, 3)
    yield homicide_row(calibration, 12)
    yield from standing_rows("offences", RELEASES, _counts_beside_region(calibration))
    yield from standing_rows("trust in police", SERIES, _shares_beside_region(calibration))


def areas_of_calibration(likeness: Likeness) -> Iterator[tuple[str, AreaLikeness]]:
    """The region, the division in the middle, and the districts of the lowest, middle and highest dispersion."""
    yield "London", likeness.region
    yield f"{area_name(likeness.middle_division.area)}, middle of the BCUs", likeness.middle_division
    districts = likeness.districts
    for words, place in (("lowest", 0), ("middle", (len(districts) - 1) // 2), ("highest", -1)):
        yield f"{area_name(districts[place].area)}, {words} of the boroughs", districts[place]


# Counts ----------------------------------------------------------------------------------------------------


def count_row(
    calibration: Calibration,
    name: str,
    area: AreaLikeness,
    correlation: float,
    at_most: float | None = None,
) -> Row:
    """The firm words of unchanged counts like those of an area, each judged in one of the newest twelve months."""
    likeness = calibration.likeness
    means = expected(area.level, likeness.months, likeness.index)
    words = _count_words(likeness, area, means, correlation)
    return Row(f"Offences (φ {area.phi:.1f}): {name}", sum(word in FIRM for word in words), SERIES, at_most)


def step_rows(calibration: Calibration) -> Iterator[Row]:
    """How often a true step of the region's count is called what it is, in the third month of it."""
    likeness, region = calibration.likeness, calibration.likeness.region
    means = expected(region.level, likeness.months, likeness.index)
    for factor, right in ((1 - STEP, "lower"), (1 + STEP, "higher")):
        stepped = with_step(means, _lasts(likeness), STEP_MONTHS, factor)
        words = list(_count_words(likeness, region, stepped, calibration.correlation))
        name = f"London's offences {right} by {100 * STEP:g}%, after {STEP_MONTHS} months"
        yield Row(name, words.count(right), SERIES, at_least=OF_STEPS)


def _count_words(likeness: Likeness, area: AreaLikeness, means: Array, correlation: float) -> Iterator[str]:
    counts = counts_like(means, area.phi, correlation, SERIES, np.random.default_rng(SEED))
    key = Key("single", area.area)
    return verdict_words(likeness.measure, list(likeness.months), counts, _lasts(likeness), key)


def _lasts(likeness: Likeness) -> np.ndarray[tuple[int], np.dtype[np.int_]]:
    """Where each series is judged: by turns in each of the newest twelve months."""
    return len(likeness.months) - 1 - np.arange(SERIES) % YEAR


def homicide_row(calibration: Calibration, number: int) -> Row:
    """The firm words of the year so far, up to a month of it, at the rate of the real series."""
    measure = calibration.measure("homicide")
    singles = calibration.release.data["homicide"].get(Key())
    monthly = float(np.mean([item.value for item in singles if item.value is not None]))
    last = month(singles.observations[-1].period.year, number)
    random = np.random.default_rng(SEED)
    counts = random.poisson(monthly * number, (SERIES, 2)).astype(float)
    words = _year_words(measure, last, counts)
    return Row(
        f"{measure.title}, January to {last:%B} ({monthly * number:.0f} on average)", words, SERIES, OF_OTHERS
    )


# Surveys ---------------------------------------------------------------------------------------------------


def survey_row(calibration: Calibration, name: str, area: str = "") -> Row:
    """The firm words of a survey's share that stays as it is, somewhere between its lowest and its highest."""
    area = area or region_code()
    measure, random = calibration.measure(name), np.random.default_rng(SEED)
    last = calibration.release.data[name].get(Key(measure.window)).observations[-1].period
    people = _people(calibration, measure, area)
    truth = random.uniform(*_range(calibration, measure, area), (SERIES, 1)).repeat(2, axis=1)
    words = _year_words(measure, last, _published(measure, truth, people, random), area)
    place = "" if area == region_code() else ", a borough"
    return Row(f"{measure.title}{place} ({people:,} people)", words, SERIES, OF_OTHERS)


def _year_words(measure: PublishedMeasure, last: pd.Period, pairs: Array, area: str = "") -> int:
    """How many pairs of figures, of a year before and of now, get a firm word."""
    area = area or region_code()
    periods, key = [same_period_last_year(last), last], Key(measure.window, area)
    return sum(word in FIRM for word in verdict_words(measure, periods, pairs, [1] * len(pairs), key))


def _people(calibration: Calibration, measure: PublishedMeasure, area: str) -> int:
    newest = calibration.release.data[measure.id].get(Key(measure.window)).observations[-1]
    people = sample_size(measure, newest, area)
    if people is None:
        raise ValueError(f"{measure.id}: nobody says how many people were interviewed")
    return people


def _range(calibration: Calibration, measure: PublishedMeasure, area: str) -> tuple[float, float]:
    """The lowest and the highest true share: those of the real figures, the region's or all districts'."""
    data = calibration.release.data[measure.id]
    codes = (region_code(),) if area == region_code() else data.areas()
    figures = [item.value for code in codes for item in data.get(Key(measure.window, code))]
    values = [value / 100 for value in figures if value is not None]
    return min(values), max(values)


def _published(measure: PublishedMeasure, truth: Array, people: int, random: np.random.Generator) -> Array:
    assert measure.sample is not None
    step = measure.sample.rounded_to or 0.01
    return shares_like(truth, people, measure.sample.design_effect, step, random)


# Areas beside the region ---------------------------------------------------------------------------------------


def standing_rows(what: str, releases: int, firm: Iterator[int]) -> Iterator[Row]:
    """How many districts just like the region are called higher or lower, and in how many releases any is."""
    words, with_words = 0, 0
    for number in firm:
        words, with_words = words + number, with_words + (number > 0)
    districts = len(police_districts())
    name = f"Beside London, {what}: {{}} just like it"
    yield Row(name.format("a borough"), words, releases * districts, OF_COUNTS)
    yield Row(name.format(f"any of {districts} boroughs"), with_words, releases)


def _counts_beside_region(calibration: Calibration) -> Iterator[int]:
    likeness, random = calibration.likeness, np.random.default_rng(SEED)
    months = list(likeness.months)
    level = likeness.region.level / residents(region_code())
    counts = {
        code: counts_like(
            expected(level * residents(code), likeness.months, likeness.index),
            likeness.areas[code].phi,
            calibration.correlation,
            RELEASES,
            random,
        )
        for code in police_districts()
    }
    counts[region_code()] = sum(counts.values(), start=np.zeros((RELEASES, len(months))))
    for number in range(RELEASES):
        series = {
            Key("single", code): series_of(months, rows[number].tolist()) for code, rows in counts.items()
        }
        yield firm_standings(likeness.measure, MeasureData(series))


def _shares_beside_region(calibration: Calibration) -> Iterator[int]:
    measure, random = calibration.measure(SURVEY), np.random.default_rng(SEED)
    truth = random.uniform(*_range(calibration, measure, region_code()), SERIES)
    period = calibration.release.data[SURVEY].get(Key(measure.window)).observations[-1].period
    figures = {
        code: _published(measure, truth, _people(calibration, measure, code), random)
        for code in (region_code(), *police_districts())
    }
    for number in range(SERIES):
        series = {
            Key(measure.window, code): series_of([period], [values[number]], measure.window)
            for code, values in figures.items()
        }
        yield firm_standings(measure, MeasureData(series))
