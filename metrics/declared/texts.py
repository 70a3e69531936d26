"""A declaration with the texts of its pages, which stand in files beside it."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.declared.framework import Config


def with_texts(config: Config, texts: Mapping[str, str]) -> Config:
    """The same declaration, each page of which has its text; ``texts`` are these by the names of their files."""
    if not config.pages:
        return config
    pages = tuple(page.with_text(texts.get(page.file, "")) for page in config.pages)
    return config.model_copy(update={"pages": pages})
