"""What other tables of areas and of residents do to what readers see, in plain English."""

from __future__ import annotations

from collections.abc import Iterator

from metrics.checking.gone_words import few
from metrics.declared.among import gazetteer_of
from metrics.declared.framework import Config
from metrics.figures.numbers import counted
from metrics.figures.release import Release
from metrics.issues import listed
from metrics.language import say
from metrics.releasing.areas_compared import AreaChange, AreasCompared, areas_compared, following

MOST_NAMED = 5


# For staff -------------------------------------------------------------------------------------------------


def area_headlines(earlier: Config, later: Config) -> Iterator[str]:
    """Areas that are new, gone or called otherwise, and residents by whom rates are other though no count is."""
    compared = areas_compared(earlier, later)
    if compared.added:
        yield f"{counted(len(compared.added), 'area')} added: {listed(compared.added, MOST_NAMED)}"
    if compared.gone:
        yield f"{counted(len(compared.gone), 'area')} gone: {listed(compared.gone, MOST_NAMED)}"
    for changes, ending in ((compared.of("name"), "called otherwise"), (compared.of("code"), "recoded")):
        if changes:
            first = changes[0]
            yield f"{counted(len(changes), 'area')} {ending}, such as {first.before}, {first.after} now"
    if changes := compared.of("division"):
        yield say(
            "{number} in another {division}, such as {area}",
            number=counted(len(changes), "area"),
            area=changes[0].area,
        )
    yield from _years(earlier, later)
    if changes := compared.of("residents"):
        yield f"{counted(len(changes), 'number')} of residents are others, and rates with them"
    was, now = (set(gazetteer_of(side).territory.places) for side in (earlier, later))
    if was != now:
        rows = f"{counted(len(now - was), 'row')} new, {counted(len(was - now), 'row')} gone"
        yield f"the places by which readers find areas are others: {rows}"


def _years(earlier: Config, later: Config) -> Iterator[str]:
    """Rates move with the residents that they are by."""
    before, after = (
        {year for years in gazetteer_of(side).populations.values() for year in years}
        for side in (earlier, later)
    )
    for years, what in ((after - before, "new"), (before - after, "gone")):
        if years:
            yield f"the residents of {listed(map(str, sorted(years)))} are {what}, and rates go by them"


def following_headlines(earlier: Release, later: Release) -> Iterator[str]:
    """The measures whose figures are others by the tables alone, though no figure of a file is."""
    for item in following(earlier, later):
        numbers = _rates_and_sums(item.rates, item.sums)
        yield f"{item.measure.title}: {numbers} are others by the tables of areas alone"


def _rates_and_sums(rates: int, sums: int) -> str:
    parts = [counted(rates, "newest rate")] if rates else []
    return " and ".join([*parts, *([counted(sums, "newest sum")] if sums else [])])


def area_lines(compared: AreasCompared) -> Iterator[str]:
    """Every area that is another, for the report of ``pcp diff``."""
    yield from (f"{name}: is new" for name in compared.added)
    yield from (f"{name}: is gone" for name in compared.gone)
    for change in compared.changes:
        what = change.what if change.year is None else f"{change.what} of {change.year}"
        before, after = (_as_text(change, text) for text in (change.before, change.after))
        yield f"{change.area} ({change.code}): {what} was {before}, now {after}"


def _as_text(change: AreaChange, text: str) -> str:
    if change.what == "residents":
        return f"{int(text):,}" if int(text) else "not told"
    return text or "none"


# For readers -----------------------------------------------------------------------------------------------


def area_news(earlier: Release, later: Release) -> Iterator[str]:
    """What a release has otherwise of areas, and what of its figures follows from that, in sentences."""
    compared = areas_compared(earlier.config, later.config)
    yield from _names(compared)
    if changes := compared.of("division"):
        yield say(
            "In another {division} than in the release before: {areas}.",
            areas=few([change.area for change in changes]),
        )
    if changes := compared.of("residents"):
        areas = list(dict.fromkeys(change.area for change in changes))
        yield say("The numbers of residents were changed of {areas}.", areas=few(areas))
    for item in following(earlier, later):
        yield say(
            "By that alone {numbers} of areas changed: {measure}.",
            measure=item.measure.title,
            numbers=_rates_and_sums(item.rates, item.sums),
        )


def _names(compared: AreasCompared) -> Iterator[str]:
    if compared.added:
        yield say("New on this site: {areas}.", areas=few(compared.added))
    if compared.gone:
        yield say("No longer on this site: {areas}.", areas=few(compared.gone))
    for change in compared.of("name"):
        yield say("{before} is called {after} now.", before=change.before, after=change.after)
    for change in compared.of("code"):
        yield say("{area} has the code {after} now, before {before}.", **_ends(change))


def _ends(change: AreaChange) -> dict[str, str]:
    return {"area": change.area, "before": change.before, "after": change.after}
