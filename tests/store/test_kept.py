"""Stores that were published by earlier versions, and by this one, say on /as-at what they said on their day."""

from functools import cache
from pathlib import Path

import pytest

from metrics.declared.upgrades import language
from metrics.releasing.verification import verify
from tests.store.kept import (
    CORRECTED,
    DATA,
    FIRST,
    STORES,
    WITHDRAWN,
    client_of,
    differences,
    expectations,
    kept_stores,
    lacking,
    page_of,
    seen,
)
from tools.write_store import write_store

EXPECTED = [
    pytest.param(store, release_id, path, expected, id=f"{store.name}/{release_id}{path}")
    for store in kept_stores()
    for release_id, addresses in expectations(store).items()
    for path, expected in addresses.items()
]
client = cache(client_of)
PAGE = b"""<main><h1>Crime</h1><div data-measure="crime"><p><b data-field="value">6,100</b> offences</p></div>
<nav><p>Elsewhere</p></nav><table><tr><th>Month</th><th>Offences</th></tr><tr><td>May</td><td>6,100</td></tr></table>
<p>There were <b>6,100</b> offences.</p><svg><text>May</text></svg></main>"""
READ = {
    "tiles": {"crime": {"value": "6,100"}},
    "lines": ["Crime", "6,100 offences", "Month | Offences", "May | 6,100", "There were 6,100 offences."],
}


@pytest.mark.parametrize(("store", "release_id", "path", "expected"), EXPECTED)
def test_a_stored_release_says_what_it_said_on_its_day(
    store: Path, release_id: str, path: str, expected: object
) -> None:
    now = seen(client(store), release_id, path)
    assert (differences if path in DATA else lacking)(expected, now) == []


@pytest.mark.parametrize("store", kept_stores(), ids=lambda store: store.name)
def test_a_kept_store_is_byte_for_byte_what_was_published(store: Path) -> None:
    assert verify(store) == ([FIRST, WITHDRAWN, CORRECTED], [])


@pytest.mark.parametrize("store", kept_stores(), ids=lambda store: store.name)
def test_a_withdrawn_release_is_not_shown_and_its_reason_is(store: Path) -> None:
    answer = client(store).get(f"/as-at/{WITHDRAWN}/")
    assert (answer.status_code, "Half of Camden was left out." in answer.text) == (410, True)


def test_a_store_of_each_version_is_kept() -> None:
    assert [store.name for store in kept_stores()] == [f"v{number}" for number in range(1, language() + 1)]


def test_a_store_is_written_with_the_commands_of_this_version(tmp_path: Path) -> None:
    write_store(tmp_path / "store")
    assert verify(tmp_path / "store") == ([FIRST, WITHDRAWN, CORRECTED], [])
    assert list(expectations(tmp_path / "store")) == [FIRST, CORRECTED]


def test_a_store_that_was_written_is_never_written_anew() -> None:
    with pytest.raises(FileExistsError, match="v1 exists: a store that was written is never written anew"):
        write_store(STORES / "v1")


def test_a_page_is_read_as_its_tiles_and_lines() -> None:
    page = page_of(PAGE)
    assert {name: page[name] for name in READ} == READ


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<p>There were <b>6,100</b> offences.</p>", b"<div>There were 6,100 <i>offences</i>.</div>"),
        (b"<td>May</td><td>6,100</td>", b"<td>May</td><td>new</td><td>6,100</td>"),
        (b"</h1>", b"</h1><p>More words.</p>"),
    ],
    ids=["other markup", "another column", "more words"],
)
def test_another_layout_says_the_same(old: bytes, new: bytes) -> None:
    assert PAGE.count(old) == 1
    assert lacking(READ, page_of(PAGE.replace(old, new))) == []


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        (b"There were", b"There are", "There were 6,100 offences."),
        (b"<td>6,100</td>", b"<td>6,101</td>", "May | 6,100"),
        (b'"value">6,100', b'"value">6,10', "crime: {'value': '6,100'}"),
    ],
    ids=["another sentence", "another cell", "another tile"],
)
def test_another_word_or_figure_is_told(old: bytes, new: bytes, missing: str) -> None:
    assert PAGE.count(old) == 1
    assert missing in lacking(READ, page_of(PAGE.replace(old, new)))


def test_json_may_be_added_to_and_not_changed() -> None:
    expected = {"value": 1, "parts": [{"text": "a"}]}
    assert differences(expected, {"value": 1, "new": 2, "parts": [{"text": "a", "new": 3}]}) == []
    assert differences(expected, {"parts": [{"text": "b"}]}) == [
        '/value: "nothing" and not 1',
        '/parts/0/text: "b" and not "a"',
    ]
