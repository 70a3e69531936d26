"""What can be searched for: measures with their breakdowns, outcomes, areas, methods, and releases."""

from __future__ import annotations

from collections.abc import Iterator

from components.about.claims import claims_told
from components.about.methods_of_others_words import Method
from components.about.methods_words import METHODS
from components.account.content import account_title
from components.account.words import DOES_NOT_ADD_UP
from components.basics.words import lower_first, upper_first
from components.measure.words import BEFORE_QUOTING
from components.release.words import RELEASES_DESCRIPTION
from components.search import words
from components.search.ranking import Entry
from components.site.context import View
from components.site.lookup import place_of_further
from components.site.urls import (
    ABOUT,
    RELEASES,
    account_address,
    area_address,
    body_address,
    claim_address,
    duty_address,
    framework_address,
    inspection_address,
    measure_address,
    outcome_address,
    release_address,
    staff_page_address,
    tracker_address,
    tracker_item_address,
)
from components.tracker.item import item_title
from metrics.areas import areas
from metrics.declared.among import gazetteer_of
from metrics.declared.body import Body
from metrics.declared.claim import Claim
from metrics.declared.duty_standing import Standing, standings
from metrics.declared.framework import AnyMeasure, Config, PublishedMeasure
from metrics.declared.staff_page import StaffPage
from metrics.declared.taxonomy import Framework, Outcome
from metrics.figures.area_sentences import by_chance, short_name
from metrics.figures.discrepancies import discrepancies_in, discrepancies_of
from metrics.figures.release import NO_DATA
from metrics.language import say
from metrics.money.entries import Ledger
from metrics.money.sentences import account_sentences
from metrics.oversight.duty_sentences import DUTY_STATE_WORDS, standing_sentences
from metrics.oversight.inspection_sentences import report_sentences, table_sentence
from metrics.oversight.inspections import InspectionTable
from metrics.promises.addresses import item_names
from metrics.promises.date_sentences import item_by_itself
from metrics.promises.items import Tracked
from metrics.promises.sentences import tracker_sentences
from metrics.reading.markdown import parsed, words_of
from metrics.releasing.published import Published


def entries(view: View) -> tuple[Entry, ...]:
    """All that a view's readers can search for. What they look for most comes first."""
    config = view.release.config
    return (
        *(_of_measure(view, measure) for measure in config.measures),
        *(_of_outcome(outcome) for outcome in config.outcomes),
        *(_of_framework(config, framework) for framework in config.frameworks),
        *(_of_account(view, book) for book in view.release.accounts.values()),
        *map(_of_tracker, view.release.trackers.values()),
        *(entry for tracked in view.release.trackers.values() for entry in _of_items(view, tracked)),
        *(entry for item in view.release.inspections.values() for entry in _of_inspection(view, item)),
        *map(_of_staff_page, config.pages),
        *map(_of_claim, claims_told(view)),
        *map(_of_body, config.bodies),
        *map(_of_duty, standings(config, view.today)),
        *(Entry(say(words.KIND_AREA), short_name(code), area_address(code)) for code in areas()),
        *_further_areas(view),
        *(entry for measure in config.published() for entry in _breakdowns(view, measure)),
        *map(_of_method, METHODS),
        Entry(
            say(words.KIND_RELEASE),
            say(words.REVISIONS_AND_CORRECTIONS),
            f"{RELEASES}#revised",
            ((say(words.HAS_DESCRIPTION), say(RELEASES_DESCRIPTION)),),
        ),
        *map(_of_release, view.past),
    )


def _further_areas(view: View) -> Iterator[Entry]:
    """The wards and forces that have figures, each with the way to them."""
    gazetteer = gazetteer_of(view.release.config)
    for code in gazetteer.further:
        if address := place_of_further(view.release, code):
            yield Entry(say(words.KIND_AREA), gazetteer.name(code), address)


def in_area(view: View, code: str) -> tuple[Entry, ...]:
    """The measures that have figures of an area (a code), each with the area in its title."""
    measures = [
        item
        for item in view.release.config.published()
        if code in view.release.data.get(item.id, NO_DATA).areas()
    ]
    return tuple(
        Entry(
            say(words.KIND_MEASURE),
            say(words.IN_AREA, measure=measure.title, area=short_name(code)),
            measure_address(measure.id, code),
            ((say(words.HAS_NOW), view.release.tile(measure.id, view.today, code).says),),
        )
        for measure in measures
    )


def _of_measure(view: View, measure: AnyMeasure) -> Entry:
    tile = view.release.tile(measure.id, view.today)
    texts = [
        (say(words.HAS_NOW), tile.says),
        (say(words.HAS_NOW), tile.supplement),
        (say(words.HAS_DESCRIPTION), measure.description),
    ]
    if isinstance(measure, PublishedMeasure):
        texts += [(say(BEFORE_QUOTING), caveat) for caveat in measure.caveats]
        texts += [(say(DOES_NOT_ADD_UP), item.text) for item in discrepancies_in(view.release, measure)]
        texts.append((say(words.HAS_SOURCE), f"{measure.source.title}, {measure.source.publisher}"))
    else:
        texts.append((say(words.HAS_REASON), measure.reason))
    return Entry(
        say(words.KIND_MEASURE),
        measure.title,
        measure_address(measure.id),
        tuple(pair for pair in texts if pair[1]),
    )


def _of_outcome(outcome: Outcome) -> Entry:
    texts = ((say(words.HAS_DESCRIPTION), outcome.description),)
    return Entry(say(words.KIND_OUTCOME), outcome.title, outcome_address(outcome.id), texts)


def _of_framework(config: Config, framework: Framework) -> Entry:
    texts = ((say(words.HAS_VISION), framework.vision), (say(words.HAS_DESCRIPTION), framework.description))
    return Entry(say(words.KIND_FRAMEWORK), framework.title, framework_address(config, framework.id), texts)


def _of_account(view: View, book: Ledger) -> Entry:
    account = book.account
    texts = [(say(words.HAS_NOW), sentence) for sentence in account_sentences(book)]
    texts += [(say(DOES_NOT_ADD_UP), item.text) for item in discrepancies_of(view.release, account.id)]
    texts.append((say(words.HAS_DESCRIPTION), account.description))
    texts.append((say(words.HAS_SOURCE), f"{account.source.title}, {account.source.publisher}"))
    return Entry(say(words.KIND_ACCOUNT), account_title(account), account_address(account.id), tuple(texts))


def _of_tracker(tracked: Tracked) -> Entry:
    tracker = tracked.tracker
    texts = [(say(words.HAS_NOW), sentence) for sentence in tracker_sentences(tracked)]
    texts.append((say(words.HAS_DESCRIPTION), tracker.description))
    if tracker.source is not None:
        texts.append((say(words.HAS_SOURCE), f"{tracker.source.title}, {tracker.source.publisher}"))
    return Entry(say(words.KIND_TRACKER), tracker.title, tracker_address(tracker.id), tuple(texts))


def _of_items(view: View, tracked: Tracked) -> Iterator[Entry]:
    """The items of a tracker, each with where it stands on the day."""
    names, roles = item_names(tracked), view.release.config.roles
    kind = upper_first(tracked.tracker.noun.singular)
    for item in tracked.items:
        texts = [(say(words.HAS_NOW), text) for text in item_by_itself(tracked, item, view.today)]
        texts += [
            (say(words.HAS_DESCRIPTION), text) for text in (item.update, item.area, roles.get(item.owner, ""))
        ]
        address = tracker_item_address(tracked.tracker.id, names[item.reference])
        yield Entry(kind, item_title(item), address, tuple(pair for pair in texts if pair[1]))


def _of_inspection(view: View, item: InspectionTable) -> Iterator[Entry]:
    """A table of reports, and each report."""
    declared, address = item.inspection, inspection_address(item.inspection.id)
    texts = (
        (say(words.HAS_NOW), table_sentence(item, view.today)),
        (say(words.HAS_DESCRIPTION), declared.description),
    )
    yield Entry(say(words.KIND_INSPECTION), declared.title, address, texts)
    for report in item.reports:
        now = " ".join(report_sentences(item, report, view.today))
        yield Entry(say(words.KIND_REPORT), report.report, address, ((say(words.HAS_NOW), now),))


def _of_staff_page(page: StaffPage) -> Entry:
    paragraphs = [words_of(node) for node in parsed(page.text).walk() if node.type == "inline"]
    texts = [
        (say(words.HAS_DESCRIPTION), page.description),
        *((say(words.HAS_METHOD_TEXT), text) for text in paragraphs),
    ]
    return Entry(say(words.KIND_PAGE), page.title, staff_page_address(page.id), tuple(texts))


def _of_claim(claim: Claim) -> Entry:
    texts = ((say(words.HAS_ORIGIN), claim.said_in),)
    return Entry(say(words.KIND_CLAIM), claim.words, claim_address(claim.id), texts)


def _of_body(body: Body) -> Entry:
    texts = ((say(words.HAS_DESCRIPTION), body.description),)
    return Entry(say(words.KIND_BODY), body.title, body_address(body.id), texts)


def _of_duty(item: Standing) -> Entry:
    duty, state = item.duty, say(DUTY_STATE_WORDS[item.state])
    texts = [(say(words.HAS_NOW), f"{state}. {' '.join(standing_sentences(item))}")]
    texts.append((say(words.HAS_SOURCE), f"{item.law.title}, {item.law.law}"))
    name = f"{duty.item}: {duty.what}"
    return Entry(say(words.KIND_DUTY), name, duty_address(item.law.id, duty.anchor), tuple(texts))


def _of_method(method: Method) -> Entry:
    texts = tuple((say(words.HAS_METHOD_TEXT), say(text, **by_chance())) for text in method.paragraphs)
    return Entry(say(words.KIND_METHOD), say(method.title), f"{ABOUT}#method-{method.id}", texts)


def _of_release(published: Published) -> Entry:
    notes = [published.note, *(notice.text for notice in published.corrections)]
    texts = tuple((say(words.HAS_NOTE), note) for note in notes if note)
    return Entry(
        say(words.KIND_RELEASE),
        say(words.TITLE_OF_RELEASE, title=published.title),
        release_address(published.id),
        texts,
    )


def _breakdowns(view: View, measure: PublishedMeasure) -> Iterator[Entry]:
    """The breakdowns that have figures, each with the names of its categories."""
    data = view.release.data.get(measure.id, NO_DATA)
    for dimension in measure.source.dimensions:
        if categories := data.categories(dimension.id):
            yield Entry(
                say(words.KIND_BREAKDOWN),
                say(words.TITLE_OF_BREAKDOWN, measure=measure.title, dimension=lower_first(dimension.title)),
                measure_address(measure.id, dimension=dimension.id),
                ((say(words.HAS_CATEGORIES), "; ".join(categories)),),
            )
