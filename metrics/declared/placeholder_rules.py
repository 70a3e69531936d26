"""Rules on what is published: nothing stands in it that was left for somebody to write."""

from __future__ import annotations

from collections.abc import Iterator

from metrics.declared.document import Path
from metrics.declared.findings import Finding
from metrics.declared.framework import PublishedMeasure
from metrics.declared.placeholders import is_made_of_id, is_placeholder, nobodys_site


def nothing_is_left_to_write(measure: PublishedMeasure) -> Iterator[Finding]:
    """Readers see what was meant for them: no placeholder, no link to nobody's site, no noun made of an id."""
    for path, text in _texts(measure):
        if is_placeholder(text):
            message = f'"{text.strip()}" waits to be written, and readers would see it; write what is meant'
            yield Finding(path, message, "placeholder")
    host = nobodys_site(measure.source.link)
    if host and not is_placeholder(measure.source.link):
        message = f'link leads to "{host}", which is kept for examples; where do readers find the data set?'
        yield Finding(("source", "link"), message, "placeholder")
    for key, noun in () if measure.noun is None else measure.noun:
        if is_made_of_id(noun, measure.id):
            message = f'"{noun}" is the id in other words; write what is counted, as readers call it'
            yield Finding(("noun", key), message, "placeholder")


def _texts(measure: PublishedMeasure) -> Iterator[tuple[Path, str]]:
    yield ("title",), measure.title
    yield ("description",), measure.description
    yield ("share",), measure.share or ""
    yield ("subject",), measure.subject or ""
    yield from ((("noun", key), noun) for key, noun in measure.noun or ())
    yield from ((("caveats", index), caveat) for index, caveat in enumerate(measure.caveats))
    for key in ("publisher", "title", "link"):
        yield ("source", key), getattr(measure.source, key)
