"""What a release acknowledges: what it no longer has, or has against all that is usual, with the reason."""

from __future__ import annotations

from collections.abc import Iterator

from dash.development.base_component import Component

from components.basics.blocks import bullets, note
from components.release import words
from components.release.revisions import amended_texts
from metrics.areas import area_code, area_name, is_region
from metrics.declared.framework import PublishedMeasure
from metrics.declared.gone import Gone
from metrics.figures.acknowledged import Acknowledged
from metrics.figures.release import Release
from metrics.language import say
from metrics.periods import label, parse_period_id
from metrics.releasing.news import NO_NEW_FIGURES
from metrics.releasing.published import Past, amended_since, reasons_up_to
from metrics.releasing.reasons import in_newest_words, words_since


def gaps_note(release: Release, past: Past = ()) -> list[Component]:
    """All that a release acknowledges, and of which measures no files came; nothing where that is nothing."""
    lines = [
        f"{_title(release, item.measure)}{_sentences(release, item, past)}" for item in release.acknowledged
    ]
    lines += [
        f"{measure.title}: {say(NO_NEW_FIGURES, reason=measure.absent_this_time.reason)}"
        for measure in release.config.published()
        if measure.absent_this_time is not None
    ]
    return [note("gaps", say(words.MISSING_OR_UNUSUAL), [bullets(lines)])] if lines else []


def gaps_of(release: Release, measure: PublishedMeasure, past: Past = ()) -> list[str]:
    """What a release acknowledges of a measure; then what was gone before, as its declaration still says."""
    acknowledged = release.acknowledged_of(measure.id)
    reasons = {item.reason for item in acknowledged}
    earlier = [_entry(measure, entry) for entry in measure.gone if entry.reason not in reasons]
    return [*(_sentences(release, item, past) for item in acknowledged), *earlier]


def _title(release: Release, measure_id: str) -> str:
    """A measure's title before what is said of it; of one that is gone, its id; nothing of what is about areas."""
    title = next((item.title for item in release.config.measures if item.id == measure_id), measure_id)
    return f"{title}: " if title else ""


def _sentences(release: Release, item: Acknowledged, past: Past) -> str:
    """What is missing or odd and why; a reason that was amended in its new words, with those that readers had."""
    reasons = reasons_up_to(past, release.id)
    earlier = amended_since(words_since(item, reasons), release.published_at)
    amended = "".join(f" ({text})" for text in amended_texts(earlier))
    return f"{item.text} {in_newest_words(item, reasons).reason}{amended}"


def _entry(measure: PublishedMeasure, entry: Gone) -> str:
    what = ", ".join(_parts(measure, entry))
    return say(words.NO_LONGER_THERE, what=what, reason=entry.reason)


def _parts(measure: PublishedMeasure, entry: Gone) -> Iterator[str]:
    titles = {dimension.id: dimension.title for dimension in measure.source.dimensions}
    if entry.category is not None:
        yield f"“{entry.category}”"
    elif entry.dimension is not None:
        yield titles.get(entry.dimension, entry.dimension)
    if entry.area is not None:
        yield _area(entry.area)
    if entry.oldest:
        yield say(words.OLDEST_PERIODS)
    yield from _stretch(measure, entry)


def _area(name: str) -> str:
    """A district by its name; what is none is quoted as the source has it."""
    code = area_code(name)
    if code is not None:
        return area_name(code)
    return say(words.REGION_ITSELF) if is_region(name) else f"“{name}”"


def _stretch(measure: PublishedMeasure, entry: Gone) -> Iterator[str]:
    ends = [end and label(parse_period_id(end, measure.frequency)) for end in (entry.first, entry.last)]
    match ends:
        case [str(first), str(last)]:
            yield first if first == last else say(words.GONE_FROM_TO, first=first, last=last)
        case [str(first), None]:
            yield say(words.GONE_FROM, first=first)
        case [None, str(last)]:
            yield say(words.GONE_UP_TO, last=last)
