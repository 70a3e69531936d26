"""Where a link of a page that staff write may lead on the site itself: the rules of its addresses."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from urllib.parse import unquote, urlsplit

from metrics.finder import exact_area
from metrics.issues import nearest, shortened

# Pages that there is one of, by what stands after the first slash.
PAGES = (
    *(
        "",
        "about",
        "about/record",
        "accessibility",
        "accounts",
        "api",
        "areas",
        "areas/compare",
        "checks",
        "claims",
    ),
    *(
        "data",
        "duties",
        "frameworks",
        "inspections",
        "measures",
        "oversight",
        "privacy",
        "releases",
        "search",
    ),
    "trackers",
)
# Pages that there are several of: by the first part of their addresses, what may stand after an id.
BELOW: Mapping[str, Collection[str]] = {
    "measures": ("", "made"),
    "outcomes": ("",),
    "frameworks": ("",),
    "pages": ("",),
    "areas": ("", "pack"),
    "accounts": ("",),
    "releases": ("",),
    "trackers": ("",),
    "packs": ("",),
}
# Those below which anything may stand that a file names: the items of a tracker.
FURTHER = ("trackers",)
# What is no page, or is one of an earlier release: it is not looked into.
UNCHECKED = ("downloads", "api", "as-at", "cards", "embed", "interactive")
FILES = ("404", "feed.atom", "calendar.ics", "sitemap.xml", "logo.svg", "logo.png")


def own_fault(target: str, declared: Mapping[str, Collection[str]], headings: Collection[str]) -> str:
    """Why a link that starts with a slash, or with the mark of a heading, leads nowhere; nothing where it leads.

    ``declared`` are the ids that the site has, by the first part of their addresses: of what is not among its keys
    any id is taken. ``headings`` are the ids of the headings of the page itself.
    """
    if target.startswith("#"):
        name = unquote(target[1:])
        if name in headings or not name:
            return ""
        return f'"{shortened(target)}" is no heading of this page{nearest(name, headings)}'
    path = unquote(urlsplit(target).path).strip("/")
    first, _, rest = path.partition("/")
    if path in PAGES or path in FILES or first in UNCHECKED:
        return ""
    if first not in BELOW or not rest:
        return f'"{shortened(target)}" is no page of this site{nearest(path, filter(None, PAGES))}'
    item, _, below = rest.partition("/")
    if below not in BELOW[first] and first not in FURTHER:
        return f'"{shortened(target)}" is no page of this site: nothing stands at "{shortened(below)}"'
    is_there = item in declared.get(first, (item,)) or (first == "areas" and exact_area(item) is not None)
    return (
        "" if is_there else f'"{shortened(target)}" is no page of this site{nearest(item, declared[first])}'
    )
