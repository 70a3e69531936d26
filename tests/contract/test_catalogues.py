"""The catalogues of words: the template holds all that is said, and a translation has what its source has."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from metrics.catalogues import LANGUAGES, catalogue
from metrics.language import SOURCE
from tools.write_catalogue import (
    ELSEWHERE,
    FOLDER,
    TEMPLATE,
    counted_templates,
    every_file,
    frame_words,
    template,
    template_bytes,
    templates,
    unresolved,
    updated,
)

OTHERS = tuple(own for own in LANGUAGES if own != SOURCE)
each_language = pytest.mark.parametrize("own", OTHERS)


def file_of(own: str) -> Path:
    return FOLDER / f"{LANGUAGES[own]}.po"


def messages(own: str) -> Catalog:
    with file_of(own).open("rb") as opened:
        return read_po(opened)


def placeholders(text: str) -> list[str]:
    """The names that a template has for what fills it, each as often as it stands there."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def several_of(id: str | list[str] | tuple[str, ...]) -> str:
    """The id of a message; of one with forms beside numbers that which stands beside most."""
    return id if isinstance(id, str) else id[-1]


def test_the_template_is_what_the_tool_writes() -> None:
    assert TEMPLATE.read_bytes() == template_bytes()


def test_the_template_holds_what_is_said_in_every_way_of_saying_it() -> None:
    ids = {message.id for message in template() if message.id}
    assert {
        "Skip to the main content",  # a name that is imported
        "Accessibility statement",  # a name of a module of words
        "12 months to {month}",  # a text
        "Frameworks",  # a name of a page in the navigation
        "every quarter",  # a row of a table
        "Moved on {when} to {day}: {reason}",  # what a function returns
        "A release is promised {every}. The next was due by {day}, and is {days} late.",  # one of two
    } <= ids


def test_what_is_said_beside_a_number_has_one_other_form_in_the_source() -> None:
    pairs = counted_templates(every_file())
    singles = {single for single, _ in pairs}
    assert len(singles) == len(pairs)
    assert singles & set(templates(every_file())) == set()


def test_what_the_tool_cannot_find_by_itself_it_is_told() -> None:
    assert set(unresolved()) == set(ELSEWHERE)


@each_language
def test_a_file_has_every_message_and_is_as_the_tool_leaves_it(own: str) -> None:
    before = file_of(own).read_bytes()
    assert updated(before, own) == before
    assert {message.id for message in messages(own)} >= {message.id for message in template()}


@each_language
def test_a_translation_has_the_placeholders_of_its_source(own: str) -> None:
    pairs = [
        (several_of(message.id), text)
        for message in messages(own)
        if message.id
        for text in ([message.string] if isinstance(message.string, str) else message.string or ())
    ]
    assert [id for id, text in pairs if text and placeholders(id) != placeholders(text)] == []


@each_language
def test_a_translation_begins_and_ends_with_the_spaces_of_its_source(own: str) -> None:
    ends = {id: (id[:1] == " ", id[-1:] == " ") for id in catalogue(own)}
    assert {id: (text[:1] == " ", text[-1:] == " ") for id, text in catalogue(own).items()} == ends


@each_language
def test_no_translation_is_in_doubt(own: str) -> None:
    assert [message.id for message in messages(own) if message.id and message.fuzzy] == []


@each_language
def test_every_word_of_the_frame_is_translated(own: str) -> None:
    assert [text for text in frame_words() if text not in catalogue(own)] == []


def test_a_new_sentence_is_added_and_one_that_vanished_is_kept_as_obsolete() -> None:
    file = file_of("cy").read_text("utf-8").replace('msgid "Search"', 'msgid "Seek"')
    again = updated(file.encode(), "cy").decode()
    assert '#~ msgid "Seek"\n#~ msgstr "Chwilio"' in again
    assert 'msgid "Search"\nmsgstr ""' in again
    assert 'msgid "Status"\nmsgstr "Statws"' in again


def test_the_same_words_give_the_same_bytes_without_dates_or_places() -> None:
    text = template_bytes().decode()
    assert "Date" not in text.partition("\n\n")[0] and "\n#: " not in text
    assert templates(every_file()) == sorted(set(templates(every_file())))
