"""What a file of a measure's figures holds in any format: the cells of its rows, and what to know of them."""

from __future__ import annotations

from components.account.words import DOES_NOT_ADD_UP
from components.basics.days import local_day, moment
from components.basics.words import lower_first
from components.site import downloads_words as words
from components.site.citation import citation, permalink
from components.site.contact import contact_text
from components.site.words import CONTACT, RELEASE
from metrics.declared.framework import PublishedMeasure
from metrics.figures.discrepancies import discrepancies_in
from metrics.figures.release import Release
from metrics.figures.wording import what_words
from metrics.language import say
from metrics.statuses import STATUS_MEANINGS
from serving.api.values import unit_json
from serving.http.answer import Json

# How a spreadsheet knows a formula, or a program an escape: names of categories come from other people's files.
STEERS = ("=", "+", "-", "@", "\t", "\r")


class TooManyRows(ValueError):
    """There are more figures than a file of the format has rows."""


def cells(release: Release, measure: PublishedMeasure, row: Json) -> list[object]:
    """One row of the API as the cells of a file, in the order of its columns; None where there is nothing."""
    beside = {
        "measure": measure.id,
        "release": release.id,
        "window": "single",
        "unit": unit_json(measure.form),
    }
    values = {**beside, **row}
    return [None if values.get(name) == "" else values.get(name) for name in words.COLUMNS]


def columns(measure: PublishedMeasure) -> dict[str, tuple[str, str]]:
    """Each column of a measure's file: its title, and what it holds there."""
    every = {name: (say(title), say(meaning)) for name, (title, meaning) in words.COLUMNS.items()}
    what = lower_first(unit_words(measure))
    titles = {name: title for name, (title, _) in every.items()}
    own = {"unit": (titles["unit"], say(words.IN_THIS_FILE, meaning=every["unit"][1], what=what))}
    if measure.source.over is not None:
        own["base"] = titles["base"], say(words.DIVIDED_BY, noun=measure.source.over.noun)
    return {**every, **own}


def harmless(cell: object) -> object:
    """Text that no spreadsheet takes for a formula. A number is left as it is."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(STEERS) else cell


def cover(release: Release, measure: PublishedMeasure) -> list[tuple[str, str]]:
    """What a reader must know before quoting a figure: names and texts, a name left out where its text goes on."""
    site, source = release.config.site, measure.source
    address = permalink(release, f"/measures/{measure.id}")
    texts = {
        say(words.WHAT): [measure.description],
        say(RELEASE): [f"{release.title} ({release.id})"],
        say(words.PUBLISHED): [moment(release.published_at)],
        say(words.UNIT): [unit_words(measure)],
        say(words.OF_THE_NEWEST): verdicts(release, measure),
        say(words.CAVEATS): list(measure.caveats),
        say(DOES_NOT_ADD_UP): [item.text for item in discrepancies_in(release, measure)],
        say(words.SOURCE): [f"{source.publisher}: {source.title}", source.link],
        say(words.LICENCE): [say(words.LICENCES[source.licence]), words.LICENCE_LINKS[source.licence]],
        say(words.ATTRIBUTION): [site.attribution],
        say(words.CITING): [f"{citation(release, measure.title, measure)} {address}"],
        say(CONTACT): [contact_text(site.contact)],
        say(words.STATUSES): [f"[{status}] {say(meaning)}" for status, meaning in STATUS_MEANINGS.items()],
        say(words.COLUMNS_HEAD): [f"{name}: {meaning}" for name, (_, meaning) in columns(measure).items()],
    }
    return [(name if n == 0 else "", text) for name, lines in texts.items() for n, text in enumerate(lines)]


def verdicts(release: Release, measure: PublishedMeasure) -> list[str]:
    """What is judged of the region's newest figure, as its tile says it; nothing where each change was judged."""
    tile = release.tile(measure.id, local_day(release.published_at))
    return [sentence for sentence in (tile.verdict_sentence, tile.usual_sentence) if sentence]


def unit_words(measure: PublishedMeasure) -> str:
    """What one figure counts, in words."""
    match measure.unit_row.wording:
        case "share":
            return say(words.PERCENTAGE, share=measure.share)
        case "noun" if measure.noun is not None:
            return say(words.NUMBER_OF, plural=measure.noun.plural)
        case _:
            return say(words.FIGURE_OF, what=what_words(measure))
