"""How often a word would be wrong: ``make calibration``. Measures it and writes it into docs/methods.md.

The words are those of the engine itself: on series in which nothing changes, on a true step, on the real history.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from benchmarks.calibration_table import HistoryRow, Row, history_table, missed, rates_table
from benchmarks.false_words import Calibration, areas_of_calibration, count_row, step_rows, unchanged_rows
from benchmarks.likeness import Likeness, likeness
from benchmarks.report import write
from benchmarks.unchanged import before_the_mean
from benchmarks.words_of_series import History, history, verdict_word
from metrics.areas import divisions, police_districts, region_code
from metrics.figures.area_figures import area_data
from metrics.releasing.releases import load_release
from tools.write_methods import CALIBRATION, ROOT, SHIPPED, write_document

WITH_MEMORY = """\
The same if a month's chance deviation went on into the next by more than was simulated above. No limit is held.
"""


def main() -> int:
    """Measures, prints, writes. 1 when a limit is missed."""
    release = load_release(ROOT, SHIPPED)
    real = likeness(release)
    calibration = Calibration(release, real, max(0.0, real.measured_lag_one))
    unchanged, steps = list(unchanged_rows(calibration)), list(step_rows(calibration))
    histories = list(history_rows(real))
    tables = [
        conditions(real, calibration.correlation),
        rates_table("nothing changes", "firm words", unchanged),
        rates_table("a true step", "right words", steps),
        history_table(histories),
        WITH_MEMORY,
        rates_table("nothing changes", "firm words", list(memory_rows(calibration))),
    ]
    report = "\n".join(tables)
    print(report)
    write(CALIBRATION, report)
    write_document()
    return closing([*unchanged, *steps, *histories])


def closing(rows: Sequence[Row | HistoryRow]) -> int:
    """Says which limits are missed: 1 where any is."""
    names = missed(rows)
    print(f"Missed: {'; '.join(names)}." if names else "Every limit is met.")
    return 1 if names else 0


def conditions(real: Likeness, correlation: float) -> str:
    """What the series are like, in words."""
    districts = real.districts
    return (
        f"As the real series of {len(real.months)} months to {real.months[-1]:%B %Y}: London counts "
        f"{real.region.level:,.0f} in a mean month,\nwith φ {real.region.phi:.1f}; the boroughs have φ "
        f"{districts[0].phi:.1f} to {districts[-1].phi:.1f}. How far a month's chance deviation goes on into\n"
        f"the next, the lag-one correlation, is measured as {real.measured_lag_one:.2f} (the median of boroughs "
        f"and BCUs), and {correlation:.2f} was\nsimulated. With what the measure itself takes away put back "
        f"(see below) it is {real.lag_one:.2f}.\n"
    )


# Beside what has a limit -----------------------------------------------------------------------------------


def memory_rows(calibration: Calibration) -> Iterator[Row]:
    """False words with the correlation that the measure's own lean leaves to suspect, and with the region's own."""
    real = calibration.likeness
    for name, area in areas_of_calibration(real):
        yield count_row(calibration, f"{name}, at {real.lag_one:.2f}", area, real.lag_one)
    own = real.region.measured_lag_one
    for correlation in (own, before_the_mean(own)):
        yield count_row(calibration, f"London, at {correlation:.2f}", real.region, correlation)


def history_rows(real: Likeness) -> Iterator[HistoryRow]:
    """The words of the real months: the region's, which may not contradict each other, and those of its parts."""
    yield HistoryRow("London", history_of(real, region_code()), held=True)
    for name, codes in (("32 boroughs", police_districts()), ("12 BCUs", tuple(divisions()))):
        yield HistoryRow(name, sum((history_of(real, code) for code in codes), start=History()))


def history_of(real: Likeness, code: str) -> History:
    """What the words of an area's months come to, each judged by what was there up to that month."""
    data = area_data(real.measure, real.data, code)
    return history([verdict_word(real.measure, data, period, code) for period in real.months])


if __name__ == "__main__":
    sys.exit(main())
