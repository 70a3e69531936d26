"""What an address means: the framework, outcome, measure, release or area of an id, or the nearest there is."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from datetime import date

from components.basics.days import local_day
from components.site.addresses import unknown_address
from components.site.context import UnknownAddress, View
from components.site.urls import (
    AREAS,
    FRAMEWORK,
    PACK,
    RELEASES,
    account_address,
    area_address,
    as_at_address,
    filled,
    measure_address,
    outcome_address,
    release_address,
    staff_page_address,
    tracker_address,
    tracker_item_address,
)
from components.site.words import NO_SUCH
from metrics.areas import area_slug, region_code
from metrics.declared.account import Account
from metrics.declared.among import gazetteer_of
from metrics.declared.body import Body
from metrics.declared.framework import AnyMeasure
from metrics.declared.staff_page import StaffPage
from metrics.declared.taxonomy import Framework, Outcome
from metrics.figures.release import Release
from metrics.finder import addressed_area, exact_area, search
from metrics.gazetteer import SHIPPED, Gazetteer
from metrics.oversight.pack_days import pack_days
from metrics.promises.addresses import item_at, item_names
from metrics.promises.items import Item, Tracked
from metrics.releasing.published import Past, Published, find
from metrics.spelling import slug

ISO_DAY = re.compile(r"-\d{4}-\d{2}-\d{2}", re.ASCII)  # at the end of the id of a pack


def find_framework(view: View, framework_id: str) -> Framework:
    """The framework of an id. Raises UnknownAddress."""
    try:
        return view.release.config.framework(framework_id)
    except KeyError:
        raise unknown_address(view, filled(FRAMEWORK, framework_id), "framework") from None


def find_staff_page(view: View, page_id: str) -> StaffPage:
    """The page that staff have written of an id. Raises UnknownAddress."""
    page = next((page for page in view.release.config.pages if page.id == page_id), None)
    if page is None:
        raise unknown_address(view, staff_page_address(page_id))
    return page


def find_account(view: View, account_id: str) -> Account:
    """The account of an id. Raises UnknownAddress."""
    if account_id not in view.release.accounts:
        raise unknown_address(view, account_address(account_id), "account")
    return view.release.config.account(account_id)


def find_tracker(view: View, tracker_id: str) -> Tracked:
    """The tracker of an id. Raises UnknownAddress."""
    tracked = view.release.trackers.get(tracker_id)
    if tracked is None:
        raise unknown_address(view, tracker_address(tracker_id))
    return tracked


def find_tracker_item(view: View, tracker_id: str, name: str) -> tuple[Tracked, Item]:
    """A tracker, and its item of a name in addresses. Raises UnknownAddress, with the nearest of its items."""
    tracked = find_tracker(view, tracker_id)
    item = item_at(tracked, name)
    if item is None:
        names = item_names(tracked)
        near = [names[own.reference] for own in tracked.items]
        close = difflib.get_close_matches(slug(name), near, n=1, cutoff=0.5)
        guess = tracker_item_address(tracker_id, close[0]) if close else tracker_address(tracker_id)
        raise UnknownAddress(NO_SUCH["page"], guess)
    return tracked, item


def find_meeting(view: View, pack_id: str) -> tuple[Body, date]:
    """The body and the day of a pack's id, such as joint-audit-panel-2022-03-28.

    Raises UnknownAddress, for a day too of which no pack can tell anything.
    """
    body_id, day = pack_id[:-11], pack_id[-10:]
    body = next((item for item in view.release.config.bodies if item.id == body_id), None)
    if body is None or ISO_DAY.fullmatch(pack_id[-11:]) is None:
        raise unknown_address(view, filled(PACK, pack_id))
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise unknown_address(view, filled(PACK, pack_id)) from None
    releases = (view.release.published_at, *(published.at for published in view.past))
    first, last = pack_days(body, view.release.config.frameworks, local_day(min(releases)), view.today)
    if not first <= on <= last:
        raise unknown_address(view, filled(PACK, pack_id), "pack")
    return body, on


def find_outcome(view: View, outcome_id: str) -> Outcome:
    """The outcome of an id. Raises UnknownAddress."""
    try:
        return view.release.config.outcome(outcome_id)
    except KeyError:
        raise unknown_address(view, outcome_address(outcome_id), "outcome") from None


def find_measure(view: View, measure_id: str) -> AnyMeasure:
    """The measure of an id. Raises UnknownAddress."""
    try:
        return view.release.config.measure(measure_id)
    except KeyError:
        address, release_id = measure_address(measure_id), last_release_of(view, [measure_id])
        frozen = as_at_address(release_id, address) if release_id else ""
        raise unknown_address(view, address, "measure", frozen) from None


def last_release_of(view: View, ids: Collection[str]) -> str:
    """The id of the newest release that has figures of a measure by one of its ids, and stands; else nothing."""
    standing = (published for published in view.past if published.withdrawn is None)
    return next(
        (
            published.id
            for published in standing
            if not set(ids).isdisjoint(view.newest_days(published.id) or ())
        ),
        "",
    )


def find_release(past: Past, release_id: str) -> Published:
    """The release of an id, as far as readers may know of it. Raises UnknownAddress."""
    if published := find(past, release_id):
        return published
    ids = [release.id for release in past]
    close = difflib.get_close_matches(release_id.casefold(), ids, n=1, cutoff=0.6)
    raise UnknownAddress(NO_SUCH["release"], release_address(close[0]) if close else RELEASES)


def find_area(
    measure_id: str, area: object, with_figures: tuple[str, ...], gazetteer: Gazetteer = SHIPPED
) -> str:
    """The code of the area that a reader asks for by code, slug or name; the region when none is named.

    ``gazetteer`` has the areas of the site. Raises UnknownAddress for what is no area, or one for which the measure
    has no figures.
    """
    text = str(area).strip()
    code = addressed_area(text) if text else region_code()
    if code == region_code() or code in with_figures:
        return str(code)
    if placed := gazetteer.placed(text, with_figures):
        return placed
    near = {area_slug(code).casefold(): code for code in with_figures}
    close = difflib.get_close_matches(text.casefold(), near, n=1, cutoff=0.6)
    guess = measure_address(measure_id, near[close[0]] if close else region_code())
    raise UnknownAddress(NO_SUCH["area"], guess)


def place_of_further(release: Release, area_id: str) -> str:
    """Where figures of an area of the site stand, by its code or name: a ward's on the page of its district.

    A force's stand on that of the first measure that has any; empty for what is no such area, or has no figures.
    """
    gazetteer = gazetteer_of(release.config)
    code = gazetteer.placed(area_id, gazetteer.further)
    if not code:
        return ""
    measures = (
        item.id for item in release.config.published() if code in release.data[item.id].further_areas()
    )
    first = next(measures, "")
    if not first:
        return ""
    return (
        area_address(gazetteer.district(code)) if gazetteer.district(code) else measure_address(first, code)
    )


def find_place(area_id: str) -> str:
    """The code of an area that has a page, by its slug, code or name. Raises UnknownAddress."""
    if (code := exact_area(area_id)) is not None:
        return code
    match = search(area_id)
    guesses = [code for code in (match.clear, *match.near) if code]
    raise UnknownAddress(NO_SUCH["area"], area_address(guesses[0]) if guesses else AREAS)
