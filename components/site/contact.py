"""How readers reach the people behind the figures: in words, and by what they can press where it is declared."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.site import words
from metrics.declared.site import Contact
from metrics.language import say


def contact_content(contact: Contact) -> list[str | Component]:
    """The words, then e-mail, telephone and form as links."""
    content: list[str | Component] = [f"{contact.text.removesuffix('.')}."]
    if contact.email is not None:
        content += [f" {say(words.EMAIL)}: ", html.A(contact.email, href=f"mailto:{contact.email}"), "."]
    if contact.telephone is not None:
        number = "".join(sign for sign in contact.telephone if sign.isdigit() or sign == "+")
        content += [f" {say(words.TELEPHONE)}: ", html.A(contact.telephone, href=f"tel:{number}"), "."]
    if contact.form is not None:
        content += [" ", html.A(say(words.FORM), href=contact.form), "."]
    return content


def contact_text(contact: Contact) -> str:
    """The same for files, which nobody can press."""
    ways = {
        say(words.EMAIL): contact.email,
        say(words.TELEPHONE): contact.telephone,
        say(words.FORM): contact.form,
    }
    further = [f"{name}: {way}." for name, way in ways.items() if way is not None]
    return " ".join([f"{contact.text.removesuffix('.')}.", *further])
