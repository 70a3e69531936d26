"""Every page for search engines (sitemaps.org), with whole addresses, as the protocol wants them."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from flask import Request

from components.basics.days import local_day
from components.site.addresses import addresses
from components.site.context import View
from serving.http.answer import Answer, packed
from serving.http.headers import MINUTE, NOT_STORED
from serving.http.media_types import TEXT, XML
from serving.http.site_address import requested_address

SITEMAP, ROBOTS = "/sitemap.xml", "/robots.txt"
ALL_MAY_BE_READ = "User-agent: *\nAllow: /\n"
NAMELESS = b"a map of this site needs the site's name in the Host of the request\n"
NAMES = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap_answer(view: View, incoming: Request) -> Answer:
    """The map below the site's declared address.

    While none is declared it stands below the address that the reader asked at. Anybody can ask with any
    name in Host, so such an answer is for that reader alone: it is kept nowhere, and neither is the refusal where
    no Host says which address that is.
    """
    declared = view.release.config.site.address
    if declared:
        return Answer(sitemap(view, declared), XML, cache_control=MINUTE)
    base = requested_address(incoming)
    if not base:
        return Answer(NAMELESS, TEXT, 400, NOT_STORED)
    return Answer(sitemap(view, base), XML, cache_control=NOT_STORED)


def robots_answer(view: View | None) -> Answer:
    """That robots may read everything, also while there is no release; and where the map of the site is.

    That takes a whole address, and anybody can ask with any name in Host: the declared one stands there, or none.
    """
    declared = view.release.config.site.address if view is not None else None
    led = f"\nSitemap: {declared}{SITEMAP}\n" if declared else ""
    return packed(Answer(f"{ALL_MAY_BE_READ}{led}".encode(), TEXT))


def sitemap(view: View, base: str) -> bytes:
    """Every page that a reader can be led to, each with the day of the release."""
    root = ET.Element("urlset", {"xmlns": NAMES})
    day = local_day(view.release.published_at).isoformat()
    for path in addresses(view):
        url = ET.SubElement(root, "url")
        ET.SubElement(url, "loc").text = f"{base}{path}"
        ET.SubElement(url, "lastmod").text = day
    written: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return written + b"\n"
