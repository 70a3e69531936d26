"""Where a finished page leads: the addresses of this site in its links, and those that its forms ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import product
from math import prod
from urllib.parse import urlencode, urljoin

MOST_CHOICES = 200
# Of a page what can lead somewhere: in attributes a ">" is escaped, so it ends a tag. A script is closed again, or
# all behind it would be taken for its text.
LEADING = re.compile(
    r"<[a-z][^>]*\s(?:href|src)=[^>]*>|</?(?:form|select|option|input|textarea)\b[^>]*>|</script>"
)
Attributes = dict[str, str]


def leads_to(document: str, address: str) -> list[str]:
    """The addresses that a page at an address leads to, in its order.

    A form leads to every combination of what can be chosen in it, without the empty values of what is not
    chosen. One in which anything can be typed leads nowhere that is known, and neither does one of too many
    choices.
    """
    page = _Page()
    page.feed("".join(LEADING.findall(document)))
    page.close()
    addresses = [*page.links, *(target for form in page.forms for target in form.addresses())]
    absolute = (urljoin(address, link).partition("#")[0] for link in addresses)
    return [link for link in absolute if link.startswith("/") and not link.startswith("//")]


class _Form:
    """A form that asks by GET: its action, and for each name the values that it may send."""

    def __init__(self, action: str) -> None:
        self.action = action
        self.choices: dict[str, list[str]] = {}
        self.is_open = False

    def offer(self, name: str, value: str) -> None:
        self.choices.setdefault(name, []).append(value)

    def addresses(self) -> Iterator[str]:
        if self.is_open or prod(map(len, self.choices.values())) > MOST_CHOICES:
            return
        for values in product(*self.choices.values()):
            chosen = {name: value for name, value in zip(self.choices, values, strict=True) if value}
            yield f"{self.action}?{urlencode(chosen)}" if chosen else self.action


class _Page(HTMLParser):
    """Gathers the links and the forms of a page while it is read."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[_Form] = []
        self._form: _Form | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.links += [attributes[name] for name in ("href", "src") if name in attributes]
        if tag == "form" and attributes.get("method", "get").lower() == "get":
            self._form = _Form(attributes.get("action", ""))
            self.forms.append(self._form)
        elif self._form is not None:
            self._field(self._form, tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None

    def _field(self, form: _Form, tag: str, attributes: Attributes) -> None:
        if tag == "select":
            self._select = attributes.get("name", "")
        elif tag == "option" and self._select:
            form.offer(self._select, attributes.get("value", ""))
        elif tag == "input" and attributes.get("type") in ("hidden", "radio"):
            form.offer(attributes.get("name", ""), attributes.get("value", ""))
        elif tag in ("input", "textarea"):
            form.is_open = True
