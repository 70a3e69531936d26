"""Every page: the small print that the regulator asks for, and what is said of a frozen one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from metrics.declared.schedule import Updates
from metrics.language import say

ABOUT_THIS_PAGE = "About this page"
MAIN_WAYS = "Main"
TRAIL = "breadcrumb"
FROZEN = "As published with release {release} on {when}."
CORRECTS_THIS = "Release {release} corrects this one"
MAY_BE_REVISED = "This page is frozen, and figures may have been revised since."
AS_IT_IS_NOW = "See this page as it is now"
OR = "or"
WHAT_BECAME = "what became of this release"

ALSO_STANDS = "It also stands under "
RELEASE_LATE = "The release announced for {day} has not come: it is {days} late."
RELEASE_NOT_COME = "The release announced for {day} has not come."
FIGURES_LATE = "The figures due on {day} have not come: they are {days} late."
FIGURE_LATE = "The next figure was due on {day}. It is {days} late."
PROMISE_LATE = "A newer figure is promised {every}. It was due by {day}, and is {days} late."
NOTHING_NEWER = "The publisher has supplied nothing newer since the release of {day} ({release})."
RELEASE_PROMISED = "A release is promised {every}. The next was due by {day}, and is {days} late."
RELEASE_ANNOUNCED = "The next release is announced for {day}."
ANNOUNCED = "Announced on {when}: {reason}"
ANNOUNCED_FIRST = "First announced on {when}, for {day}: {reason}"
DECLARED_FIRST = "It was due on {day} at first."
MOVED_TO = "Moved on {when} to {day}: {reason}"
CANCELLED = "Cancelled on {when}: {reason}"
ANNOUNCED_AGAIN = "Announced again on {when}: {reason}"


DAY, DAYS = "{number:,} day", "{number:,} days"
# How often something is promised.
PROMISES: Mapping[Updates, str] = {updates: updates for updates in get_args(Updates)}


def days(number: int) -> str:
    """``3 days``."""
    return say(DAY, number=number) if number == 1 else say(DAYS, number=number)


SMALL_PRINT = "About these statistics"
PRODUCER = "Producer and sources"
SOURCES = "Sources of each measure"
STATUS = "Status"
LIMITS = "Strengths and limits"
LIMITS_LINK = "What the figures can and cannot tell"
REVISIONS = "Revisions and corrections"
REVISIONS_LINK = "When a figure changes"
WHAT_WAS_REVISED = "What was revised"
COHERENCE = "Coherence"
COHERENCE_LINK = "How they fit with other figures"
INSPECTIONS_LINK = "Inspections and their answers"
OVERSIGHT_LINK = "Oversight: bodies, evidence and gaps"
DUTIES_LINK = "Duties to publish"
CLAIMS_LINK = "What others said of them"
RELEASE = "Release"
UPDATES = "Updates and other formats"
RELEASE_AND_DAY = "{release}, published on {when}."
PLAN = "Plan to maintain"
PLAN_LINK = "How this site is kept up"
ACCESSIBILITY = "Accessibility"
STATEMENT = "Accessibility statement"
CONTACT = "Contact"
EMAIL = "E-mail"
TELEPHONE = "Telephone"
FORM = "Write by a form"
PRIVACY = "Privacy and cookies"
STAMP = "Release {release}, published on {when}."
STAMP_ADDRESS = " Address: {path}"


CARD_RELEASE = "Release {release}"
CARD_AS_PUBLISHED = "As published in release {release}, {when}"
TITLE_AS_PUBLISHED = "{title}, as published in release {release}"


# By what was looked for there.
NO_SUCH: Mapping[str, str] = {
    "page": "There is no page at this address.",
    "framework": "There is no framework at this address.",
    "outcome": "There is no outcome at this address.",
    "account": "There is no account at this address.",
    "measure": "There is no measure at this address.",
    "area": "There is no area at this address.",
    "release": "There is no release at this address.",
    "pack": "There is no pack for this day: they begin with the first release, plan or meeting, and end in two "
    "years.",
}
NOT_FOUND_TITLE = "Page not found"
NOT_FOUND_DESCRIPTION = NO_SUCH["page"]
SLIPS = "If you typed the address, check it for slips. If you followed a link, it may be old."
DID_YOU_MEAN = "Did you mean "
MEASURES_TITLE = "All measures"
STOOD_EARLIER = "An earlier release had a page here, which is kept as it was published: "
WAYS = "Where you can go from here"
HOME = "All outcomes"
# In the place of pages: while there is no release, where a release has taken another's place, of a mistake of ours.
NOTHING_YET = (
    "Nothing published yet",
    "Nothing has been published yet",
    "There are no figures to show at the moment. Please come back later.",
)
ANOTHER_RELEASE = "There is another release now."
WENT_WRONG = "Something went wrong on our side."
BUSY = "Many files are being put together at this moment. Please ask again in a few seconds."


# What each part of a view is called where a measure does not have it.
KINDS: Mapping[str, str] = {
    "from": "period",
    "to": "period",
    "comparison": "comparison",
    "dimension": "breakdown",
    "view": "view",
}
HAS_NONE = "This measure has no {kind} “{text}”."


SKIP = "Skip to the main content"
NAV_OUTCOMES = "Outcomes"
NAV_AREAS = "Areas"
NAV_RELEASES = "Releases"
NAV_DATA = "Data"
FORMATS = "Downloads, the API and a feed"
NAV_ABOUT = "How to read this"
PREVIEW = "Preview: not published"
WILL_BE = "It will be release {release} ({id}), on {when}."
WITH_NOTE = "Its note: {text}"
WITH_CORRECTION = "Its correction: {text}"
NO_CHART = "There is no chart of this measure."
