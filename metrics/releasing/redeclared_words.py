"""What a change of the declaration does to frameworks, outcomes, dashboards and texts, in plain English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from metrics.declared.body import Body
from metrics.declared.duty import Law
from metrics.declared.framework import Config
from metrics.figures.numbers import counted
from metrics.releasing.areas_words import area_headlines
from metrics.releasing.redeclared import ORDER, Redeclaration, redeclared

MOST_LISTED = 5
# The keys of a measure that decide what its figure is, and what is said of its change.
DECIDING_KEYS = (
    *("unit", "decimals", "polarity", "frequency", "window"),
    *("comparison.basis", "comparison.baseline", "comparison.materiality", "comparison.test"),
    *("comparison.verdict", "comparison.season", "comparison.judged", "sample.rounded_to"),
    *("sample.size", "sample.area_size", "sample.design_effect", "sample.unreliable_below", "breaks"),
    *("control_chart.periods", "rate.per", "suppression.threshold", "comparison.change"),
    *("money.given_in", "money.shown_in", "duration.given_in", "duration.average"),
    *("per.number", "index.base", "index.value"),
)
# The keys of a source that readers see; the others say how its file is read.
SOURCE_WORDS = ("source.publisher", "source.title", "source.link", "source.licence")
# What is told in a sentence of its own, and is no text.
PAGE_TEXT = "text"
OWN_SENTENCES = ("framework", "outcome", "dashboard", ORDER)


def declared_headlines(earlier: Config, later: Config) -> Iterator[str]:
    """What readers see otherwise by another declaration; what tiles, states and rules tell is left out."""
    yield from _first_page(earlier, later)
    for kind in ("framework", "outcome", "page"):
        yield from _pages(kind, earlier, later)
    yield from _overseen("law", earlier.duties, later.duties)
    yield from _overseen("body", earlier.bodies, later.bodies)
    yield from _claims(earlier, later)
    redeclarations = list(redeclared(earlier, later))
    yield from area_headlines(earlier, later)
    yield from _homes(redeclarations, later)
    yield from _dashboards(redeclarations, later)
    yield from (f"the {item.of} stand in another order" for item in redeclarations if item.key == ORDER)
    yield from _page_texts(redeclarations, later)
    yield from _texts(redeclarations)


def _first_page(earlier: Config, later: Config) -> Iterator[str]:
    was, now = earlier.frameworks[0], later.frameworks[0]
    if was.id != now.id:
        yield f"the first page is of the framework {now.title} now, before of {was.title}"


def _pages(kind: str, earlier: Config, later: Config) -> Iterator[str]:
    """Frameworks or outcomes that are new, and those that are gone with their page."""
    before, after = ({item.id: item for item in getattr(side, f"{kind}s")} for side in (earlier, later))
    yield from (f"the {kind} {after[name].title} ({name}) is added" for name in after if name not in before)
    for name in before:
        if name not in after:
            yield f"the {kind} {before[name].title} ({name}) is gone, and its page with it"


def _overseen(kind: str, earlier: Sequence[Law | Body], later: Sequence[Law | Body]) -> Iterator[str]:
    """Laws or bodies that are new, and those that are gone."""
    before, after = ({item.id: item.title for item in side} for side in (earlier, later))
    yield from (f"the {kind} {after[name]} ({name}) is added" for name in after if name not in before)
    yield from (f"the {kind} {before[name]} ({name}) is gone" for name in before if name not in after)


def _claims(earlier: Config, later: Config) -> Iterator[str]:
    """Claims that are new, and those that are gone."""
    before, after = ({claim.id: claim for claim in side.claims} for side in (earlier, later))
    yield from (f"the claim {name} is added: “{after[name].words}”" for name in after if name not in before)
    yield from (f"the claim {name} is gone: “{before[name].words}”" for name in before if name not in after)


def _homes(redeclarations: Sequence[Redeclaration], later: Config) -> Iterator[str]:
    """What stands under another outcome, or in another framework."""
    for item in redeclarations:
        kind, _, name = item.of.partition(" ")
        if kind == "measure" and item.key == "outcome":
            title = later.measure(name).title
            yield f"{title} stands under the outcome {item.after} now, before under {item.before}"
        elif kind == "outcome" and item.key == "framework":
            title = later.outcome(name).title
            yield f"{title} stands in the framework {item.after} now, before in {item.before}"


def _dashboards(redeclarations: Sequence[Redeclaration], later: Config) -> Iterator[str]:
    for outcome in later.outcomes:
        keys = [
            (item.key.removeprefix("dashboard."), item.state)
            for item in redeclarations
            if item.of == f"outcome {outcome.id}" and item.key.startswith("dashboard")
        ]
        if keys:
            panels = "; ".join(
                f"{key} is {'another' if state == 'other' else state}" for key, state in keys[:MOST_LISTED]
            )
            yield f"the dashboard of {outcome.title}: {panels}{_more(len(keys))}"


def _page_texts(redeclarations: Sequence[Redeclaration], later: Config) -> Iterator[str]:
    """The pages in words whose own text is another, with how many of its lines are new, and how many gone."""
    titles = {f"page {page.id}": page.title for page in later.pages}
    for item in redeclarations:
        if item.key == PAGE_TEXT and item.of in titles:
            new, gone = _lines_changed(str(item.before), str(item.after))
            lines = f"{counted(new, 'line')} new, {counted(gone, 'line')} gone"
            yield f"the text of the page {titles[item.of]} has changed: {lines}"


def _lines_changed(before: str, after: str) -> tuple[int, int]:
    """How many lines of a text are new, and how many are gone; a line in other words is both."""
    old, new = before.splitlines(), after.splitlines()
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    same = sum(block.size for block in blocks)
    return len(new) - same, len(old) - same


def _texts(redeclarations: Sequence[Redeclaration]) -> Iterator[str]:
    restated = {item.of for item in redeclarations if item.key == "status"}
    texts = [
        f"{item.of} ({item.key})" for item in redeclarations if item.of not in restated and _is_text(item)
    ]
    if texts:
        yield (
            f"{counted(len(texts), 'text')} declared otherwise: {', '.join(texts[:MOST_LISTED])}{_more(len(texts))}"
        )


def _more(number: int) -> str:
    return f" and {number - MOST_LISTED} more" if number > MOST_LISTED else ""


def _is_text(item: Redeclaration) -> bool:
    kind = item.of.partition(" ")[0]
    if (
        (kind == "page" and item.key == PAGE_TEXT)
        or item.key.startswith(OWN_SENTENCES)
        or (
            kind in ("framework", "outcome", "page", "claim", "law", "body")
            and None in (item.before, item.after)
        )
    ):
        return False
    if kind == "measure" and item.key.startswith((*DECIDING_KEYS, "title")):
        return False
    return not item.key.startswith("source.") or item.key in SOURCE_WORDS
