"""Where everything stands: what pages are registered for, and the addresses that links lead to.

A page that nothing but the navigation leads to has its address in its own registration.
"""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from metrics.areas import area_slug, region_code
from metrics.declared.framework import Config

HOME = "/"
RELEASES = "/releases"
ABOUT = "/about"
METHOD_ANCHOR = "method-{}"  # of a method on it
RECORD = "/about/record"
ACCESSIBILITY = "/accessibility"
PRIVACY = "/privacy"
CLAIMS = "/claims"
CLAIM_ANCHOR = "claim-{}"  # of a claim on it
AREAS = "/areas"
COMPARE = "/areas/compare"
SEARCH = "/search"
DATA = "/data"
API_PAGE = "/api"
PROBLEM_ANCHOR = "problem-{}"  # of a reason for a refusal on it, by its code
NOT_FOUND = "/404"
# The rules of pages that there are several of: what stands in angles is an id.
FRAMEWORKS = "/frameworks"
STAFF_PAGE = "/pages/<page_id>"
FRAMEWORK = "/frameworks/<framework_id>"
OUTCOME = "/outcomes/<outcome_id>"
MEASURE = "/measures/<measure_id>"
MEASURES = "/measures"
LINEAGE = "/measures/<measure_id>/made"
AREA = "/areas/<area_id>"
AREA_PACK = "/areas/<area_id>/pack"
RELEASE = "/releases/<release_id>"
ACCOUNTS = "/accounts"
ACCOUNT = "/accounts/<account_id>"
CHECKS = "/checks"
TRACKERS = "/trackers"
TRACKER = "/trackers/<tracker_id>"
TRACKER_ITEM = "/trackers/<tracker_id>/<item_name>"
INSPECTIONS = "/inspections"
INSPECTION_ANCHOR = "inspections-{}"  # of a table on it
DUTIES = "/duties"
DUTY_ANCHOR = "duty-{}-{}"  # of an item of a law on it
OVERSIGHT = "/oversight"
BODY_ANCHOR = "body-{}"  # of a body on it
PACK = "/packs/<pack_id>"
# What is no page.
ALL_DATA = "/downloads/all.zip"
DATA_PACKAGE = "/downloads/datapackage.json"
REVISIONS = "/downloads/revisions-<release_id>.csv"
API = "/api/v1"
OPENAPI = "/api/v1/openapi.json"
OBSERVATIONS_AS_DATA = "/api/v1/measures/<measure_id>/observations"
MEASURE_AS_DATA = "/api/v1/measures/<measure_id>"
REVISIONS_AS_DATA = "/api/v1/releases/<release_id>/revisions"
FEED = "/feed.atom"
CALENDAR = "/calendar.ics"
LOGO = "/logo.<logo_ending>"
SITE_CARD = "/cards/general.png"
FRAMEWORK_CARD = "/cards/frameworks/<framework_id>.png"
OUTCOME_CARD = "/cards/outcomes/<outcome_id>.png"
MEASURE_CARD = "/cards/measures/<measure_id>.png"
AREA_CARD = "/cards/areas/<area_id>.png"
RECORD_AS_DATA = "/api/v1/record"
ACCOUNT_AS_DATA = "/api/v1/accounts/<account_id>"
ACCOUNT_FILE = "/downloads/account-<account_id>"
TRACKER_AS_DATA = "/api/v1/trackers/<tracker_id>"
TRACKER_ITEM_AS_DATA = "/api/v1/trackers/<tracker_id>/<item_name>"
TRACKER_FILE = "/downloads/tracker-<tracker_id>"
INSPECTIONS_AS_DATA = "/api/v1/inspections"
INSPECTIONS_FILE = "/downloads/inspections-<inspection_id>"
RECOMMENDATIONS_FILE = "/downloads/recommendations-<recommendations_id>"
CLAIMS_AS_DATA = "/api/v1/claims"
CLAIMS_FILE = "/downloads/claims.csv"
CLAIMS_COLUMNS = "/downloads/claims.csv-metadata.json"
DUTIES_AS_DATA = "/api/v1/duties"
DUTIES_FILE = "/downloads/duties.csv"
DUTIES_COLUMNS = "/downloads/duties.csv-metadata.json"
OVERSIGHT_AS_DATA = "/api/v1/oversight"


def variable(rule: str) -> str:
    """The name that a rule has for its id; empty where it has none."""
    return rule.partition("<")[2].partition(">")[0]


def filled(rule: str, item: str) -> str:
    """The address of a rule for an id."""
    return rule.replace(f"<{variable(rule)}>", item)


def framework_address(config: Config, framework_id: str) -> str:
    """The first framework is the first page; the others stand behind it."""
    return HOME if framework_id == config.frameworks[0].id else filled(FRAMEWORK, framework_id)


def method_address(method_id: str) -> str:
    """Where the page on how to read the site says how something is worked out."""
    return f"{ABOUT}#{METHOD_ANCHOR.format(method_id)}"


def staff_page_address(page_id: str) -> str:
    """A page that staff have written."""
    return filled(STAFF_PAGE, page_id)


def account_address(account_id: str) -> str:
    """The page of an account of money."""
    return filled(ACCOUNT, account_id)


def account_json_address(account_id: str) -> str:
    """The same as data."""
    return filled(ACCOUNT_AS_DATA, account_id)


def account_file_address(account_id: str, ending: str) -> str:
    """Its rows as a file; ``ending`` starts with a point."""
    return f"{filled(ACCOUNT_FILE, account_id)}{ending}"


def tracker_address(tracker_id: str) -> str:
    """The page of a tracker."""
    return filled(TRACKER, tracker_id)


def tracker_item_address(tracker_id: str, name: str) -> str:
    """The page of an item, by its name in addresses."""
    return filled(filled(TRACKER_ITEM, tracker_id), name)


def tracker_json_address(tracker_id: str) -> str:
    """A tracker as data."""
    return filled(TRACKER_AS_DATA, tracker_id)


def tracker_item_json_address(tracker_id: str, name: str) -> str:
    """An item as data, by its name in addresses."""
    return filled(filled(TRACKER_ITEM_AS_DATA, tracker_id), name)


def tracker_file_address(tracker_id: str, ending: str) -> str:
    """Its items, or its counts, as a file; ``ending`` starts with a point."""
    return f"{filled(TRACKER_FILE, tracker_id)}{ending}"


def inspection_address(inspection_id: str) -> str:
    """A table of reports, on the page of all of them."""
    return f"{INSPECTIONS}#{INSPECTION_ANCHOR.format(inspection_id)}"


def inspections_file_address(inspection_id: str, ending: str) -> str:
    """Its reports as a file; ``ending`` starts with a point."""
    return f"{filled(INSPECTIONS_FILE, inspection_id)}{ending}"


def recommendations_file_address(inspection_id: str, ending: str) -> str:
    """Their single recommendations as a file; ``ending`` starts with a point."""
    return f"{filled(RECOMMENDATIONS_FILE, inspection_id)}{ending}"


def claim_address(claim_id: str) -> str:
    """A claim, on the page of all of them."""
    return f"{CLAIMS}#{CLAIM_ANCHOR.format(claim_id)}"


def duty_address(law_id: str, anchor: str) -> str:
    """An item of a law, on the page of all duties to publish."""
    return f"{DUTIES}#{DUTY_ANCHOR.format(law_id, anchor)}"


def body_address(body_id: str) -> str:
    """A body, on the page of who holds whom to account."""
    return f"{OVERSIGHT}#{BODY_ANCHOR.format(body_id)}"


def pack_address(body_id: str, day: date) -> str:
    """The pack for a body's meeting on a day."""
    return filled(PACK, f"{body_id}-{day.isoformat()}")


def problem_address(code: str) -> str:
    """Where the page on the API says what a refusal means, by its code."""
    return f"{API_PAGE}#{PROBLEM_ANCHOR.format(code)}"


def outcome_address(outcome_id: str) -> str:
    return filled(OUTCOME, outcome_id)


def measure_address(measure_id: str, area: str = "", **query: str) -> str:
    """A measure's page, for the region or for the area of a code; ``query`` is the rest of a reader's view."""
    area = area or region_code()
    where = {} if area == region_code() else {"area": area_slug(area)}
    encoded = urlencode({**where, **query})
    return f"{filled(MEASURE, measure_id)}{f'?{encoded}' if encoded else ''}"


def areas_address(measure_id: str = "", **query: str) -> str:
    """The map of districts, by one measure; ``query`` is which map it is, and what it shows."""
    encoded = urlencode({name: text for name, text in {"measure": measure_id, **query}.items() if text})
    return f"{AREAS}{f'?{encoded}' if encoded else ''}"


def compare_address(*compared: str) -> str:
    """Some areas (codes) side by side."""
    return f"{COMPARE}?{urlencode([('area', area_slug(area)) for area in compared])}"


def lineage_address(measure_id: str, area: str = "") -> str:
    """The page that follows a measure's figure back to its rows."""
    area = area or region_code()
    where = "" if area == region_code() else "?" + urlencode({"area": area_slug(area)})
    return f"{filled(LINEAGE, measure_id)}{where}"


def area_address(area: str, find: str = "") -> str:
    """The page of an area (a code); ``find`` is what a reader typed who was led there."""
    return f"{filled(AREA, area_slug(area))}{'?' + urlencode({'find': find}) if find else ''}"


def area_pack_address(area: str) -> str:
    """What stands of an area (a code) on two printed pages."""
    return filled(AREA_PACK, area_slug(area))


def release_address(release_id: str) -> str:
    return filled(RELEASE, release_id)


def revisions_address(release_id: str) -> str:
    """Every figure that a release revised, as a file."""
    return filled(REVISIONS, release_id)


def revisions_json_address(release_id: str) -> str:
    """The same as data."""
    return filled(REVISIONS_AS_DATA, release_id)


def as_at_address(release_id: str, path: str = HOME) -> str:
    """A page, the first unless another is named, as it was published with a release."""
    return f"/as-at/{release_id}{path}"


def measure_json_address(measure_id: str, area: str = "", **query: str) -> str:
    """A measure's tile as data, for the region or an area's code; ``query`` is how it is compared, and to when."""
    area = area or region_code()
    encoded = urlencode({**({} if area == region_code() else {"area": area}), **query})
    return f"/api/v1/measures/{measure_id}{f'?{encoded}' if encoded else ''}"


def download_address(measure_id: str, ending: str, **filters: str) -> str:
    """A file of a measure's figures: of all of them, or of what is asked for. ``ending`` starts with a point."""
    return f"/downloads/{measure_id}{ending}{'?' + urlencode(filters) if filters else ''}"


def embed_address(measure_id: str) -> str:
    return f"/embed/{measure_id}"


def card_address(rule: str, item: str = "") -> str:
    """The picture of a page, for who is sent a link to it: ``rule`` is one of those above."""
    return filled(rule, item)


def interactive_address(release_id: str, measure_id: str, area: str = "") -> str:
    """Where the parts of an interactive chart are asked for; what lies below it never changes."""
    area = area or region_code()
    return f"/interactive/{release_id}/{measure_id}/{area_slug(area)}/"
