"""The texts of pages that staff write, read from beside the declaration: each with its page, or with its faults."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from metrics.checking.site_files import read_beside
from metrics.declared.framework import Config
from metrics.declared.texts import with_texts
from metrics.issues import Issue, error
from metrics.reading.markdown import read_text, text_faults


def read_pages(
    config: Config, folder: Path, prefix: str, areas: Collection[str] | None = None
) -> tuple[Config, dict[str, bytes], list[Issue]]:
    """The declaration whose pages have their texts, the bytes of these by their names, and every fault of them.

    ``prefix`` is what stands before their names in issues. ``areas`` are the codes and the names in addresses of
    the site's areas, None where nobody knows them.
    """
    data, texts, issues = dict[str, bytes](), dict[str, str](), list[Issue]()
    declared = {**_ids(config), **({} if areas is None else {"areas": areas})}
    for page in config.pages:
        file = prefix + page.file
        try:
            data[page.file] = read_beside(folder, page.file)
        except OSError as problem:
            message = f"the page cannot be read: {problem.strerror or problem}"
            issues.append(error(file, 1, 1, "page-text", message))
            continue
        texts[page.file], faults = read_text(data[page.file], file)
        issues += faults or text_faults(texts[page.file], file, declared)
    return with_texts(config, texts), data, issues


def _ids(config: Config) -> Mapping[str, Collection[str]]:
    """The ids that addresses of the site may have, by the first part of these."""
    return {
        "measures": [name for item in config.measures for name in (item.id, *item.formerly)],
        "outcomes": [item.id for item in config.outcomes],
        "frameworks": [item.id for item in config.frameworks],
        "pages": [item.id for item in config.pages],
        "accounts": [item.id for item in config.accounts],
        "trackers": [item.id for item in config.trackers],
        "packs": [f"{body.id}-{meeting.on}" for body in config.bodies for meeting in body.meetings],
    }
