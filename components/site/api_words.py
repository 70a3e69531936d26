"""The words of the API: what stands at each address, what a query may hold, and why a request can be refused."""

from __future__ import annotations

from collections.abc import Mapping

# By the rules of addresses, as serving/api/routes.py has them.
ADDRESS_SUMMARIES: Mapping[str, str] = {
    "/api/v1": "What there is to read, and where.",
    "/api/v1/openapi.json": "This description.",
    "/api/v1/framework": "The top-level framework: its outcomes with the tiles of their measures.",
    "/api/v1/frameworks": "Every framework with its outcomes, and how each of their measures stands.",
    "/api/v1/frameworks/<framework_id>": "One framework: its outcomes with the tiles of their measures.",
    "/api/v1/measures": "Every measure: its unit, its areas and its dimensions, and where its figures are.",
    "/api/v1/measures/<measure_id>": "A measure's tile, with its metadata beside it.",
    "/api/v1/measures/<measure_id>/observations": "A measure's figures, oldest first.",
    "/api/v1/areas": "{region}, its {districts} and the groups of {districts} ({divisions}).",
    "/api/v1/areas/<area_id>": "Every measure that has figures of an area, with {region} beside it.",
    "/api/v1/releases": "Every release, with what became of it, and the days that are announced.",
    "/api/v1/releases/<release_id>/revisions": "Every figure that a release revised, with what it was and is.",
    "/api/v1/accounts": "Every account of money, with what is said of it first.",
    "/api/v1/accounts/<account_id>": "One account: its amounts in pounds, to each day, and what does not add up.",
    "/api/v1/trackers": "Every tracker of what was promised, with how many items stand where.",
    "/api/v1/trackers/<tracker_id>": "One tracker: its items, their days, and by how many these slipped.",
    "/api/v1/trackers/<tracker_id>/<item_name>": "One item of a tracker, with each day that was promised.",
    "/api/v1/checks": "What does not add up in the figures that publishers gave.",
    "/api/v1/inspections": "Reports of inspections, how an answer to each stands on the day, and every clock.",
    "/api/v1/claims": "What was said in public of the figures, and what the sum comes to.",
    "/api/v1/duties": "What must be published by law, item by item, and how each item stands.",
    "/api/v1/oversight": "Who holds whom to account, what is evidence of each duty, and the gaps.",
    "/api/v1/record": "How often we were right: how the firm words of releases stand by later figures.",
}
# What stands in the place of a part of an address, or in a query.
PARAMETER_MEANINGS: Mapping[str, str] = {
    "framework_id": "The framework's id.",
    "release_id": "The release's id, such as {release}.",
    "measure_id": "The measure's id, such as {measure}.",
    "account_id": "The account's id.",
    "tracker_id": "The tracker's id.",
    "item_name": "The item's name in addresses: its reference in plain letters, such as 2-8-3a for 2.8-3a.",
    "area_id": "An area's code or name, such as {examples}.",
    "area": "An area's code or name, such as {examples}. Without it, {region}. "
    "For observations also all: {region} and every {district} that has figures.",
    "comparison": "What the figure is compared with, where the measure has that. Without it, as it is declared.",
    "dimension": "The id of a dimension: {region's} figure for each of its categories.",
    "from": "The id of the first period wanted, such as 2024-01, 2023-Q3, 2024-CQ1, 2023, 2023-24, AY2023-24 "
    "or 2024-W05.",
    "to": "The id of the last period wanted; for a tile, of the period that it speaks of in place of the newest.",
    "window": "What one figure covers: single, or a window of the measure, or all of them. Without it, the one of "
    "its tile.",
    "limit": "How many items of the list to send at most. Without it, all of them.",
    "offset": "How many items of the list to leave out first. Without it, none.",
    "as_of": "The figures as they were then: a day, as it was at its end by UK time, such as 2024-02-08; a moment "
    "with its offset; or the id of a release.",
}
# Each reason for a refusal by its code: its title, and what it means.
PROBLEMS: Mapping[str, tuple[str, str]] = {
    "unknown-address": ("Nothing at this address", "No rule of the API, or no file, has this address."),
    "unknown-measure": ("Unknown measure", "No measure of this release has the id."),
    "unknown-framework": ("Unknown framework", "No framework of this release has the id."),
    "unknown-area": ("Unknown area", "No area has the code or the name, or the measure has no such area."),
    "unknown-dimension": ("Unknown dimension", "The measure is not broken down by this."),
    "unknown-comparison": ("Unknown comparison", "The measure is not compared in this way."),
    "unknown-window": ("Unknown window", "The measure has no figures of this window."),
    "unknown-period": ("Unknown period", "The measure has no figure of this period."),
    "unknown-account": ("Unknown account", "No account of money has the id."),
    "unknown-tracker": ("Unknown tracker", "No tracker has the id."),
    "unknown-item": ("Unknown item", "The tracker has no item of this name."),
    "unknown-inspection": ("Unknown inspections", "No table of inspections has the id."),
    "unknown-release": ("Unknown release", "No release that is public has the id."),
    "unknown-parameter": (
        "Unknown parameter",
        "The query holds a word that this address does not have. It is not passed over, or a slip would give "
        "other figures than those that were meant.",
    ),
    "repeated-parameter": ("Parameter twice", "The query holds a word twice."),
    "empty-parameter": ("Parameter without a value", "This word of a query needs a value."),
    "malformed-period": ("Malformed period", "The text is no id of a period of this measure."),
    "malformed-number": ("Malformed number", "The text is no number in the range that is allowed."),
    "malformed-moment": (
        "Malformed moment",
        "The text is no day, no moment with its offset, and no release.",
    ),
    "in-the-future": ("In the future", "Nobody can know what will be published by then."),
    "nothing-public-then": ("Nothing public then", "No release was public at that moment."),
    "empty-span": ("Empty span", "The first period comes after the last one."),
    "region-alone": ("{region} alone", "A breakdown is of {region} alone."),
    "no-figures-for-area": ("No figures for the area", "The measure has none of this area."),
    "no-figures": ("No figures", "The measure has no figures, so there is no file of them."),
    "no-recommendations": ("No recommendations", "The table has no single recommendations."),
    "too-many-rows": ("Too many rows", "A spreadsheet cannot hold so many rows. The CSV file can."),
    "withdrawn": (
        "Withdrawn",
        "The release was withdrawn, and the reason is given. What it said is not repeated.",
    ),
    "method-not-allowed": ("Only GET", "This site is for reading alone: ask by GET."),
    "host": ("Unclear host", "The request does not name the site that it asks in one Host header."),
    "address-too-long": (
        "Address too long",
        "The address of the request, its query included, is longer than 8 kB.",
    ),
    "headers-too-large": ("Headers too large", "The headers of the request are too long."),
    "busy": ("Busy", "Too much is made at this moment. The header Retry-After says when to ask again."),
    "unreadable": ("Not readable", "What is stored of the release cannot be read at the moment."),
    "nothing-published": ("Nothing published yet", "There is no release to read yet."),
    "unavailable": ("Not reachable", "The program behind the site cannot be reached at the moment."),
    "failed": ("A mistake of ours", "Something went wrong on our side. The request may be right."),
}
