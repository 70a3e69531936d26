"""What answers the addresses of pages: the ones that are registered with Dash."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from inspect import Parameter, signature
from keyword import iskeyword

from components.site.context import Elsewhere, UnknownAddress, View, showing
from metrics.language import say, spoken
from serving.cards.routes import card_of, is_described
from serving.feeds.dataset import dataset_block
from serving.http import html
from serving.http.answer import Answer
from serving.http.endpoint import Answering, Endpoint, Linked, Page, PageRequest, Values
from serving.http.headers import STYLED_INSIDE, WITH_DASH, WITH_SCRIPT
from serving.http.media_types import HTML, TEXT


def page_endpoints(pages: Iterable[Page], linked: Linked) -> list[Endpoint]:
    """The pages that have an address; the one for addresses that do not exist is none of them."""
    return [
        Endpoint(
            _rule(page),
            _named(page["layout"]),
            _page_answer(page, linked),
            frozenset(page.get("repeated", ())),
            names_site=True,
        )
        for page in pages
        if not _is_missing_page(page)
    ]


def navigation(pages: Iterable[Page]) -> tuple[tuple[str, str], ...]:
    """What every page leads to: the addresses of pages that have a place in the navigation, with their names."""
    placed = [page for page in pages if "place_in_navigation" in page]
    placed.sort(key=lambda page: int(page["place_in_navigation"]))
    return tuple((str(page["path"]), str(page["name"])) for page in placed)


def missing_page_answer(
    pages: Iterable[Page], linked: Linked
) -> Callable[[View, str, UnknownAddress], Answer]:
    """What answers an address that does not exist."""
    page = next(filter(_is_missing_page, pages))
    return lambda view, path, problem: _document(page, linked, PageRequest(view, path), problem=problem)


def _rule(page: Page) -> str:
    return str(page["path_template"] or page["path"])


def _is_missing_page(page: Page) -> bool:
    return str(page["module"]).endswith("not_found_404")


def _named(layout: Callable[..., object]) -> frozenset[str]:
    """The parameters that a layout calls by name; whatever else is in a query makes no difference.

    ``from`` is a word of Python's own, so a layout that understands it has a parameter ``from_``.
    """
    kinds = (Parameter.POSITIONAL_OR_KEYWORD, Parameter.KEYWORD_ONLY)
    names = (name for name, item in signature(layout).parameters.items() if item.kind in kinds)
    return frozenset(name.rstrip("_") for name in names)


def _spelled(query: Values) -> dict[str, str]:
    """A query's values by the names that a layout has for them."""
    return {f"{name}_" if iskeyword(name) else name: value for name, value in query.items()}


def _page_answer(page: Page, linked: Linked) -> Answering:
    def answer(request: PageRequest) -> Answer:
        try:
            return _document(page, linked, request)
        except Elsewhere as elsewhere:
            address = f"{request.view.prefix}{elsewhere.address}"
            return Answer(b"", TEXT, 303, headers=(("Location", address),))

    return answer


def _document(page: Page, linked: Linked, request: PageRequest, **more: object) -> Answer:
    """A page's layout as HTML; ``more`` are values for it that stand in no address."""
    view, missing = request.view, _is_missing_page(page)
    with showing(view), _of_frame(view) if missing else nullcontext():
        description = _text(page["description"], request)
        document = html.page(
            content=page["layout"](**_spelled(request.query), **request.variables, **more),
            title=_text(page["title"], request),
            description=description,
            view_release_id=view.release.id,
            release_title=view.release.title,
            stylesheet=linked.stylesheet,
            script="" if view.kind == "as-at" else linked.script,
            readout=linked.readout,
            path=""
            if missing
            else request.path,  # no answer but that there is none: all of them are the same
            prefix=view.prefix,
            noindex=missing or view.kind != "current",
            card=None if missing or view.kind == "preview" else _card(request, description),
            dataset=dataset_block(request),
        )
    policy = (("Content-Security-Policy", _policy(document, linked)),)
    return Answer(document.encode(), HTML, 404 if missing else 200, headers=policy)


def _of_frame(view: View) -> AbstractContextManager[None]:
    """The language in which the page for addresses that do not exist is: it has words of the frame alone."""
    return spoken(view.release.config.site.language)


def _policy(document: str, linked: Linked) -> str:
    """What a page may load and run, by the scripts that it names."""
    policies = ((linked.script, WITH_DASH), (linked.readout, WITH_SCRIPT))
    of_scripts = [policy for script, policy in policies if script and f'src="{script}"' in document]
    return of_scripts[0] if of_scripts else STYLED_INSIDE


def _card(request: PageRequest, description: str) -> html.Picture:
    """The picture of a page, by its whole address as far as the site's own is known."""
    view, address = request.view, card_of(request)
    return html.Picture(
        f"{view.site_address}{view.prefix}{address}", description if is_described(address) else ""
    )


def _text(text: str | Callable[..., str], request: PageRequest) -> str:
    """A title or description; what is made for a request gets its variables, and of its query what it names."""
    if not callable(text):
        return say(text)
    names = _named(text)
    query = {name: value for name, value in request.query.items() if name in names}
    return text(**_spelled(query), **request.variables)
