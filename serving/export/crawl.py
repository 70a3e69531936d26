"""What the application answers for every address that its rules name and its pages lead to, without a server."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from flask import Flask, request

from components.site.addresses import addresses_of
from components.site.context import View
from metrics.declared.among import areas_of
from serving.export.processes import AnswersOf
from serving.front import Front
from serving.http.answer import Answer


def ruled_addresses(front: Front, view: View) -> list[str]:
    """The addresses that the application's own rules name for a release."""
    with areas_of(view.release.config):
        return [address for rule in front.rules for address in addresses_of(view, rule)]


def answer_of(server: Flask, address: str) -> Answer:
    """What the application answers for an address."""
    front: Front = server.extensions["front"]
    with server.test_request_context(address):
        return front.answer(request)


def crawl(
    starts: Iterable[str], answers_of: AnswersOf, links: Callable[[Answer, str], Iterable[str]]
) -> Iterator[tuple[str, Answer]]:
    """Each address once, with its answer: some to start with, then what they lead to by ``links``, nearest first.

    All addresses that are equally far are asked for together.
    """
    level = list(dict.fromkeys(starts))
    seen = set(level)
    while level:
        following = list[str]()
        for address, answer in zip(level, answers_of(level), strict=True):
            yield address, answer
            new = dict.fromkeys(link for link in links(answer, address) if link not in seen)
            seen.update(new)
            following.extend(new)
        level = following
