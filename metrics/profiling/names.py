"""What names hint at: those of columns, and those that an analyst gave to a measure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from metrics.areas import area_words
from metrics.territory import territory

PERIOD = re.compile(
    r"\b(date|month|quarter|qtr|year|period|fy|week|ending|time)\b|^(date|month|quarter|year)"
)
MONTH, QUARTER = re.compile(r"\b(month|mth|mon)\b"), re.compile(r"\b(quarter|qtr|q)\b")
FINANCIAL = re.compile(r"\b(financial|fiscal|fin|fy)\b")
YEAR_END = re.compile(r"\b(year|years|yr|ye|rolling|ending|(12|twelve) ?months?)\b")
ACADEMIC = re.compile(r"\b(academic|school)\b")
AREA = re.compile(r"\b(area|region|geography|district|division|council|authority|place|ons|gss|lad)")
VALUE = re.compile(
    r"\b(value|count|counts|number|total|offences?|victims?|incidents?|crimes?|proportion|percent|percentage"
    r"|per cent|pct|share|rate|result|score|figure|satisfied|agree|estimate)\b|%"
)
PERCENTAGE = re.compile(r"\b(proportion|percent|percentage|per cent|pct|share)\b|%")
SHARE = re.compile(r"\b(proportion|percent|percentage|per cent|pct|share|satisf\w+|agree\w*)\b|%")
# What a column is of that nobody adds up, and that is no share either.
# What a count comes to per so many people: of the same things as the count beside it.
PER = re.compile(r"\brates?\b|\bper (\d|capita|head|person|resident|thousand|hundred|population)")
RATE = re.compile(
    rf"{PER.pattern}|\b(median|mean|average|avg)\b"
    r"|\b(minutes?|mins?|hours?|hrs?|days?|seconds?|secs?|duration|index|scores?|ratio|costs?|price|rank|decile)\b"
)
# What a column is of that may be money or staff, and then adds up, and is no count.
MONEY = re.compile(
    r"£|\b(spend|spent|spending|expenditure|budgets?|outturn|pounds|gbp|payments?|salar(y|ies)|income|savings?)\b"
)
STAFF = re.compile(r"\b(ftes?|wtes?|full time equivalents?)\b")
# Which unit a word of RATE may stand for.
UNITS = (
    (re.compile(r"minute|min|hour|hr|day|sec|duration|median|mean|average|avg"), "duration"),
    (re.compile(r"rate|per "), "rate"),
    (re.compile(r"index"), "index"),
    (re.compile(r"cost|price"), "money"),
    (re.compile(r"score|ratio|rank|decile"), "number"),
)
# What a column is of that tells rows apart or where they are, and is no value.
NO_VALUE = re.compile(
    r"\b(id|ids|uid|ref|reference|code|latitude|longitude|lat|lon|lng|easting|northing|postcode)\b"
    r"|^([xy]|long|row|row number|(financial |calendar )?year)$"
)
BASE = re.compile(r"\b(base|bases|unweighted|respondents|sample|sample size|asked|interviews|n)\b")
WHICH = re.compile(r"\b(measure|question|indicator|metric|statement|statistic|series|variable|item)\b")
TOTALS = {"all", "total", "overall", "totals", "any", "all victims", "all offences", "everyone", "both"}
WINDOWS = (
    (re.compile(r"\brolling|\b(12|twelve) ?months?\b|\br12\b|\b12m\b"), "rolling-12-months"),
    (re.compile(r"\b(financial year to date|fytd)\b"), "financial-year-to-date"),
    (re.compile(r"\b(year to date|ytd|cytd)\b"), "calendar-year-to-date"),
)
FILLERS = {
    *("the", "of", "in", "and", "a", "to", "by", "with", "for", "on", "about", "all", "any", "other", "not"),
    *("police", "crime", "crimes", "offence", "offences", "recorded", "number", "people"),
}
CLEAR = 0.75


NOT_COUNTED = re.compile(
    r"\b(no|not an?) (crimes?|offences?|incidents?)\b"
    r"|\b(cancelled|canceled|withdrawn|void|duplicates?|transferred)\b",
    re.IGNORECASE,
)


def is_of_areas(name: str) -> bool:
    """Whether a column is one of areas by its name: by any word for them, or by the site's own."""
    own = {word.casefold() for word in (area_words().district, area_words().division)}
    return AREA.search(words(name)) is not None or any(word in words(name) for word in own)


def words(text: str) -> str:
    """``LookUp_DistrictName`` as ``look up district name``."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return " ".join(re.sub(r"[^\w%£]+|_", " ", apart).split()).casefold()


def _fillers() -> set[str]:
    """Words that tell no measure from another: the region's name and the letters of its police force among them."""
    own = territory()
    letters = {name.casefold() for name in own.own_force if name.isupper()}
    return FILLERS | {*words(own.region.name).split(), *letters}


def window_in(texts: Iterable[str]) -> str:
    """The window that a name gives away; nothing where none does."""
    for text in texts:
        for pattern, window in WINDOWS:
            if pattern.search(words(text)):
                return window
    return ""


def likeness(name: str, measure_name: str) -> float:
    """How likely a name in a file is what an analyst calls a measure, from 0 to 1."""
    name_words = set(words(name).split()) - _fillers()
    measure_words = set(words(measure_name).split()) - _fillers()
    if not name_words or not measure_words:
        return 0.0
    if name_words <= measure_words or measure_words <= name_words:
        return 0.8 + 0.2 * len(name_words & measure_words) / len(name_words | measure_words)
    return difflib.SequenceMatcher(
        None, " ".join(sorted(name_words)), " ".join(sorted(measure_words))
    ).ratio()


def most_like(names: Iterable[str], measure_name: str) -> str:
    """The name that is what an analyst seems to mean; nothing where none is near."""
    names = list(names)
    scored = {name: likeness(name, measure_name) for name in names}
    best = max(scored, key=lambda name: scored[name], default="")
    if best and scored[best] >= CLEAR:
        return best
    measure_words = set(words(measure_name).split()) - _fillers()
    sharing = [
        name for name in names if len(measure_words & set(words(name).split())) * 2 >= len(measure_words) > 0
    ]
    return sharing[0] if len(sharing) == 1 and len(names) > 1 else ""


def all_that_may_be(names: Iterable[str], nearest: str, measure_name: str) -> list[str]:
    """The names that say all that an analyst says, the nearest first; it alone where it says just that."""
    own = set(words(measure_name).split()) - _fillers()
    others = [name for name in dict.fromkeys(map(str.strip, names)) if own <= set(words(name).split())]
    is_sure = {*words(nearest).split()} == {*words(measure_name).split()}
    return [nearest] if is_sure else [nearest, *(name for name in others if name != nearest)]


def does_not_count(name: str) -> bool:
    """Whether rows of such a name may not belong to a figure: what turned out to be no crime, or was cancelled."""
    return NOT_COUNTED.search(words(name)) is not None


def is_total(name: str) -> bool:
    """Whether a category takes in the others."""
    return words(name) in TOTALS
