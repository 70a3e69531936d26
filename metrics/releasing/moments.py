"""The moment of a release: what is odd about it, though it may be meant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pandas as pd
from pandas.tseries.offsets import Easter

from metrics.language import say
from metrics.periods import UK

FAR = timedelta(days=190)
USUAL = time(9, 30)  # when releases come, UK time
SATURDAY = 5
# Holidays that come by no rule, proclaimed for one year, since the first release that this can be about.
PROCLAIMED = {date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)}


def doubts_of(at: datetime, now: datetime) -> Iterator[tuple[str, str]]:
    """What is odd about a moment as it was typed, with its offset: a code and a message for each thing."""
    local = at.astimezone(UK)
    day, offset = local.date(), local.isoformat()[-6:]
    if at.utcoffset() != local.utcoffset():
        times = on_local_clocks(at)
        meant = f"{times[0].isoformat()} would be {at:%H:%M} there" if len(times) == 1 else clock_change(at)
        yield (
            "not-uk-time",
            say(
                "{isoformat} is {local:%H:%M} in {region}, where the offset is {offset} on that day; {meant}",
                isoformat=at.isoformat(),
                local=local,
                offset=offset,
                meant=meant,
            ),
        )
    elif (local.hour, local.minute) != (USUAL.hour, USUAL.minute):
        yield (
            "unusual-time",
            say(
                "{local:%H:%M} in {region} is not {usual:%-H:%M} in the morning, when releases come",
                local=local,
                usual=USUAL,
            ),
        )
    if at - now > FAR:
        yield "far-off", f"{day.isoformat()} is {(day - now.astimezone(UK).date()).days} days from now"
    holiday = bank_holidays(day.year).get(day)
    if day.weekday() >= SATURDAY:
        yield "no-working-day", f"{day.isoformat()} is a {day:%A}"
    elif holiday:
        yield "no-working-day", f"{day.isoformat()} is a bank holiday in England ({holiday})"


def on_local_clocks(moment: datetime) -> list[datetime]:
    """The moments at which the site's clocks show a time, whatever its offset: in some nights two or none."""
    candidates = [moment.replace(tzinfo=UK, fold=fold) for fold in (0, 1)]
    times = {time.astimezone(UTC): time for time in candidates}
    return [
        time
        for utc, time in times.items()
        if utc.astimezone(UK).replace(tzinfo=None) == time.replace(tzinfo=None)
    ]


def clock_change(moment: datetime) -> str:
    """Of a time that the region's clocks show twice in a night, or not at all: which moments could be meant."""
    times = on_local_clocks(moment)
    if times:
        both = " or ".join(time.isoformat(timespec="minutes") for time in times)
        return say("{region's} clocks go back in that night and show it twice: {both}", both=both)
    hour_on = moment.replace(tzinfo=UK, fold=0).astimezone(UTC).astimezone(UK)
    later = hour_on.isoformat(timespec="minutes")
    return say("{region's} clocks go forward in that night and skip it; {later} is an hour on", later=later)


def bank_holidays(year: int) -> dict[date, str]:
    """The bank holidays of England and Wales in a year (Banking and Financial Dealings Act 1971), by their day.

    One that falls on a weekend is kept on the next working day that is none already. What was proclaimed for one
    year alone is there as far as this program can know.
    """
    easter = (pd.Timestamp(year, 1, 1) + Easter()).date()
    christmas = {date(year, 12, 25): "Christmas Day", date(year, 12, 26): "Boxing Day"}
    spring = date(2022, 6, 2) if year == 2022 else _monday(date(year, 5, 25))
    fixed = {
        easter - timedelta(days=2): "Good Friday",
        easter + timedelta(days=1): "Easter Monday",
        _monday(date(year, 5, 1)): "Early May",
        spring: "Spring",
        _monday(date(year, 8, 25)): "Summer",
        **{day: "proclaimed" for day in PROCLAIMED if day.year == year},
    }
    return fixed | _kept({date(year, 1, 1): "New Year's Day"}) | _kept(christmas)


def _monday(first: date) -> date:
    """The first Monday from a day on."""
    return first + timedelta(days=-first.weekday() % 7)


def _kept(days: dict[date, str]) -> dict[date, str]:
    """Each on its own day, or on the next working day that none of the others has."""
    kept = {day: name for day, name in days.items() if day.weekday() < SATURDAY}
    for day, name in days.items():
        if day.weekday() >= SATURDAY:
            later = (day + timedelta(days=step) for step in range(1, 5))
            kept[next(item for item in later if item.weekday() < SATURDAY and item not in kept)] = name
    return kept
