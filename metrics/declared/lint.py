"""The checks of metrics.yaml that are warnings: what is allowed and seldom meant, a function for each.

A warning stops nothing. It is worth its line only where an analyst would most likely change what was written, so
each rule here says what it would take for the warning to go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from metrics.areas import folded, region
from metrics.declared.bases import MOVING_BASES
from metrics.declared.document import Path
from metrics.declared.findings import Finding
from metrics.declared.framework import Config, PlannedMeasure, PublishedMeasure
from metrics.declared.placeholders import is_placeholder, unwritten
from metrics.declared.unit_rules import MOST_MATERIAL
from metrics.declared.units import ChangeUnit
from metrics.periods import first_day, first_month, label, parse_period_id
from metrics.territory import territory

LONGEST_TITLE = 80
# A materiality above it hides nearly every change that there is: points, or per cent.
LARGE: Mapping[ChangeUnit, tuple[float, str]] = {"pp": (10.0, "points"), "percent": (50.0, "per cent")}
# Words that keep their capital in the middle of a sentence, beside those that are all capitals.
NAMES = {"British", "English", "I"}  # beside the region and its police force
FILE_ENDINGS = (".csv", ".xls", ".xlsx", ".ods", ".zip", ".json", ".pdf")


def _smell(path: Path, code: str, message: str) -> Finding:
    return Finding(path, message, code, "warning")


def figures_have_caveats(measure: PublishedMeasure) -> Iterator[Finding]:
    """A figure without a caveat is seldom true."""
    if not measure.caveats:
        yield _smell((), "no-caveats", "no caveats are declared; what must readers know?")


def links_lead_to_a_page(measure: PublishedMeasure) -> Iterator[Finding]:
    """Readers find the data set behind the link: not a whole site, not a file that starts to download."""
    at, link = ("source", "link"), urlsplit(measure.source.link)
    if link.scheme == "http":
        yield _smell(at, "plain-http", "link starts with http://; nearly every site has https:// by now")
    if link.path.lower().endswith(FILE_ENDINGS):
        yield _smell(at, "link-to-file", "link leads to a file; lead readers to the page that explains it")
    if link.path in ("", "/") and not link.query and not link.fragment:
        yield _smell(
            at, "link-to-site", "link leads to a whole site; lead readers to the page of the data set"
        )


def materiality_can_be_seen(measure: PublishedMeasure) -> Iterator[Finding]:
    """The smallest change worth a word is one that the page can show, and not one that hides all others."""
    at, size = ("comparison", "materiality"), measure.comparison.materiality
    smallest, (large, unit) = 10.0**-measure.change_decimals, LARGE.get(measure.change_unit, (None, ""))
    if 0 < size < smallest:
        message = (
            f"materiality {size:g} is less than a change shows ({smallest:g}), so it makes no difference"
        )
        yield _smell(at, "unseen-materiality", message)
    if size == 0 and measure.comparison.test == "none":
        message = "materiality 0 calls every change higher or lower, however small"
        message += "; what is the smallest that matters?"
        yield _smell(at, "no-materiality", message)
    if large is not None and large < size <= MOST_MATERIAL:
        yield _smell(at, "large-materiality", f"materiality {size:g} {unit} will hide nearly every change")


def chance_is_weighed(measure: PublishedMeasure) -> Iterator[Finding]:
    """Surveys and counts go up and down by chance, which only a test can tell from a change."""
    survey = measure.sample is not None or measure.source.has_bases
    explicit = "test" in measure.comparison.model_fields_set
    if measure.comparison.test != "none":
        return
    if measure.unit_row.is_share and not survey:
        message = 'nothing tells a change from chance; if people were asked, declare their "sample"'
        if not explicit:
            yield _smell((), "no-sample", f'{message}; if nobody was, write "test: none"')
        return
    if measure.unit_row.is_plain:
        if measure.comparison.judged == "like-with-like" and measure.frequency != "week":
            yield from _unweighed(measure, explicit)
        return
    test = "proportions" if measure.unit_row.is_share else "counts"
    at: Path = ("comparison", "test") if explicit else ("comparison",)
    yield _smell(at, "no-test", f'without a test, chance may be called a change; write "test: {test}"')


def _unweighed(measure: PublishedMeasure, explicit: bool) -> Iterator[Finding]:
    """Numbers of which nobody knows how chance moves them; of what is worked out the analyst may say so."""
    message = "how far chance moves it is not known, so no change of it is called better or worse"
    if not measure.is_worked_out:
        instead = 'name the columns of a published "interval", or, '
        full = 'of a full count such as money spent, write "judged: as-compared"'
        yield _smell(("comparison",), "no-test", f"{message}; {instead}{full}")
    elif not explicit and measure.source.interval is None:
        yield _smell(("comparison",), "no-test", f'{message}; if that is meant, write "test: none"')


def samples_are_used(measure: PublishedMeasure) -> Iterator[Finding]:
    """What is declared of a survey is of use: for a percentage, for districts that are there, and in proportion."""
    sample = measure.sample
    if sample is None:
        return
    if not measure.unit_row.is_share:
        message = f"{measure.unit_row.words} has no sample: it is of no use here, leave it out"
        yield _smell(("sample",), "unused", message)
    elif sample.area_size is not None and not measure.source.has_districts:
        message = "area_size is of no use: the source names no column of areas"
        yield _smell(("sample", "area_size"), "unused", message)
    elif sample.area_size and sample.size and sample.area_size[-1].value > sample.size[-1].value:
        sizes = f"area_size {sample.area_size[-1].value} is larger than size {sample.size[-1].value}"
        message = f"{sizes}: are they swapped?"
        yield _smell(("sample", "area_size"), "swapped-sizes", message)


def units_need_their_words_alone(measure: PublishedMeasure) -> Iterator[Finding]:
    """A percentage has a share, a count a noun and other numbers a subject; others of these are shown nowhere."""
    row = measure.unit_row
    for unused in ("noun", "share", "subject"):
        if unused not in (row.wording, row.part) and getattr(measure, unused) is not None:
            yield _smell((unused,), "unused", f"{unused} is of no use for {row.words}: leave it out")


def baselines_can_be_reached(measure: PublishedMeasure) -> Iterator[Finding]:
    """No break stands between a baseline and today: else nothing can ever be compared with it."""
    baseline = measure.comparison.baseline
    crossed = [item.period for item in measure.breaks if baseline is not None and baseline < item.period]
    if crossed:
        message = f"baseline {baseline} stands before the break of {crossed[-1]}, so nothing can be compared"
        message += " with it"
        yield _smell(("comparison", "baseline"), "baseline-before-break", message)


def clauses_fit_their_sentence(measure: PublishedMeasure) -> Iterator[Finding]:
    """Words that stand in the middle of a sentence have no capital and no full stop of their own."""
    texts = (("share", measure.share), ("subject", measure.subject))
    clauses: list[tuple[Path, str]] = [((name,), text) for name, text in texts if text is not None]
    if measure.per is not None:
        clauses.append((("per", "noun"), measure.per.noun))
    if measure.source.base is not None and measure.source.base.noun is not None:
        clauses.append((("source", "base", "noun"), measure.source.base.noun))
    if measure.source.over is not None:
        clauses.append((("source", "over", "noun"), measure.source.over.noun))
    if measure.noun is not None:
        clauses += [(("noun", name), getattr(measure.noun, name)) for name in ("singular", "plural")]
    clauses += [(("breaks", index, "reason"), item.reason) for index, item in enumerate(measure.breaks)]
    for path, text in clauses:
        first = text.split()[0]
        if first[:1].isupper() and not first[1:2].isupper() and not _is_name(first):
            message = f'{path[-1]} starts with a capital, "{first}", and stands in the middle of a sentence'
            yield _smell(path, "clause", message)
        if path == ("subject",) and first == "the":
            yield _smell(path, "clause", 'subject starts with "the", which stands before it in any case')
        if text.rstrip().endswith("."):
            yield _smell(
                path, "clause", f"{path[-1]} ends with a full stop, and the sentence goes on after it"
            )


def _is_name(word: str) -> bool:
    """Whether a word has its capital by itself, as a name has: of the region, who lives there, or its police."""
    of_force = {part for name in territory().own_force for part in name.split()} - {"The"}
    return word in NAMES or word.startswith(region().name) or word in of_force


def verdicts_are_judged(measure: PublishedMeasure) -> Iterator[Finding]:
    """A rule of verdicts is of use where like is compared with like, and is passed over elsewhere."""
    if measure.comparison.verdict is not None and measure.comparison.judged == "as-compared":
        message = 'verdict is of no use with "judged: as-compared", where the change itself is judged'
        yield _smell(("comparison", "verdict"), "unused", f"{message}: leave one of them out")


MEASURE_SMELLS: tuple[Callable[[PublishedMeasure], Iterator[Finding]], ...] = (
    figures_have_caveats,
    links_lead_to_a_page,
    materiality_can_be_seen,
    chance_is_weighed,
    samples_are_used,
    units_need_their_words_alone,
    baselines_can_be_reached,
    clauses_fit_their_sentence,
    verdicts_are_judged,
)


# Of all measures -------------------------------------------------------------------------------------------


def titles_are_names(config: Config) -> Iterator[Finding]:
    """A title is short, ends without a full stop, and is no other measure's."""
    seen: dict[str, str] = {}
    for index, measure in enumerate(config.measures):
        at, title = ("measures", index, "title"), measure.title
        if len(title) > LONGEST_TITLE:
            message = f"title has {len(title)} characters, and a tile has room for about {LONGEST_TITLE}"
            yield _smell(at, "long-title", message)
        if title.rstrip().endswith("."):
            yield _smell(at, "title-full-stop", "title ends with a full stop; it is a name, not a sentence")
        first = seen.setdefault(folded(title), measure.id)
        if first != measure.id:
            yield _smell(
                at, "same-title", f'title is that of "{first}" as well; readers cannot tell them apart'
            )


def descriptions_say_more_than_the_title(config: Config) -> Iterator[Finding]:
    """A description tells what is measured, and not its name once more."""
    for index, measure in enumerate(config.measures):
        if folded(measure.description).rstrip(".") == folded(measure.title).rstrip("."):
            message = "description repeats the title; say what is measured, of whom, and by whom"
            yield _smell(("measures", index, "description"), "says-nothing", message)


def measures_read_rows_of_their_own(config: Config) -> Iterator[Finding]:
    """A measure that was copied has its own rows: two that read the same are one measure under two names."""
    seen: dict[str, str] = {}
    for index, measure in enumerate(config.measures):
        if not isinstance(measure, PublishedMeasure):
            continue
        if measure.derived is not None:
            continue
        read = measure.source.model_dump(
            include={"files", "period", "area", "value", "over", "where", "dimensions"}
        )
        first = seen.setdefault(f"{measure.unit} {measure.window} {read}", measure.id)
        if first != measure.id:
            message = f'source reads the very rows of "{first}"; was it copied, and "where" left as it was?'
            yield _smell(("measures", index, "source"), "same-rows", message)


def words_are_written(config: Config) -> Iterator[Finding]:
    """What readers see holds nothing that was to be filled in later."""
    for index, measure in enumerate(config.measures):
        yield from _unwritten(("measures", index), measure.model_dump(exclude={"id", "source"}))
        if isinstance(measure, PublishedMeasure):
            described = measure.source.model_dump(include={"publisher", "title", "link"})
            yield from _unwritten(("measures", index, "source"), described)


def _unwritten(at: Path, values: Mapping[str, Any]) -> Iterator[Finding]:
    for name, value in values.items():
        for text in value if isinstance(value, tuple) else (value,):
            if not isinstance(text, str) or (values.get("status") != "planned" and is_placeholder(text)):
                continue  # what is published is no doubt, but a fault
            if placeholder := unwritten(text):
                message = f'{name} holds "{placeholder}", which readers would see; fill it in'
                yield _smell((*at, name), "unwritten", message)


SMELLS: tuple[Callable[[Config], Iterator[Finding]], ...] = (
    titles_are_names,
    descriptions_say_more_than_the_title,
    measures_read_rows_of_their_own,
    words_are_written,
)


FAR_AHEAD_DAYS = 366


def check_dates(config: Config, today: date) -> Iterator[Finding]:
    """Every doubt that hangs on what day it is; all are warnings."""
    for index, measure in enumerate(config.measures):
        at = ("measures", index)
        due = measure.expected if isinstance(measure, PlannedMeasure) else None
        if isinstance(due, date) and due < today:
            message = f"it was expected on {due.isoformat()}, and readers see that it is overdue"
            yield Finding((*at, "expected"), message, "overdue", "warning")
        if isinstance(measure, PublishedMeasure):
            for number, item in enumerate(measure.breaks):
                start = parse_period_id(item.period, measure.frequency)
                for code, message in _doubts(measure, start, today):
                    yield Finding((*at, "breaks", number, "period"), message, code, "warning")


def _doubts(measure: PublishedMeasure, start: pd.Period, today: date) -> Iterator[tuple[str, str]]:
    if (first_day(start) - today).days > FAR_AHEAD_DAYS:
        yield "break-ahead", f"the break of {label(start)} is more than a year ahead; is the year right?"
    elif years := _years_hidden(measure, start, today):
        stretch = "a year" if years == 1 else f"{years} years"
        nothing = f"for {stretch} after {label(start)} there is nothing to compare with"
        since = "since the figures before it count otherwise"
        yield "break-hides-year", f"{nothing}, {since}; readers see no change until then"


def _years_hidden(measure: PublishedMeasure, start: pd.Period, today: date) -> int:
    """For how many years a comparison, or a total of twelve months, reaches over a break; 0 once they are over."""
    long = measure.window == "rolling-12-months" or measure.frequency.endswith("year")
    basis = MOVING_BASES.get(measure.comparison.basis)
    years = max(int(long), 0 if basis is None else basis.years)
    return years if today < date(first_month(start).year + years, first_month(start).month, 1) else 0
