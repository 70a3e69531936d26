"""Where bytes stand that are more than a plain letter: the same as one byte looked at after the other"""

from __future__ import annotations

import random

import numpy as np
import pytest

from metrics.reading.engines import marks
from metrics.reading.engines.marks import Marks, marks_of

LETTERS = 'ABZaz019+ ,;"\n\r@[/:é'


def text_of(seed: int, size: int = 700) -> bytes:
    chance = random.Random(seed)
    return ("".join(chance.choices(LETTERS, k=size)) + "\n").encode()


def by_each_byte(data: bytes, delimiter: str) -> list[int]:
    """The places that a reader of one byte after the other comes to."""
    edges = {*range(33), ord('"'), ord(delimiter)}
    places = []
    for at, byte in enumerate(data):
        ends = byte in b"ABZ" and data[at + 1] in edges
        begins = byte in b"0+" and (at == 0 or data[at - 1] in edges)
        if byte == ord('"') or byte >= 128 or ends or begins:
            places.append(at)
    return places


def of_bytes(data: bytes, delimiter: str = ",") -> Marks:
    return marks_of(np.frombuffer(data, np.uint8), ord(delimiter))


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("piece", [1, 2, 7, 64, 700, 64 * 1024])
def test_pieces_of_any_size_give_the_places_of_each_byte(
    seed: int, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marks, "_PIECE", piece)
    data, delimiter = text_of(seed), ",;"[seed % 2]
    own = of_bytes(data, delimiter)
    assert own.places.tolist() == by_each_byte(data, delimiter)
    assert (own.lines, own.delimiters) == (data.count(b"\n"), data.count(delimiter.encode()))
    assert bytes(own.letters) == bytes(data[place] for place in own.places)
    assert [data[place : place + 1] for place in own.quotes] == [b'"'] * data.count(b'"')
    assert own.beyond.tolist() == [at for at, byte in enumerate(data) if byte >= 128]


@pytest.mark.parametrize(
    ("cell", "is_likely"),
    [
        ("NW1 2AB", True),
        ("NW12AB ", True),
        ("AB123456C", True),
        ("AB 12 34 56 C", True),
        ("020 7946 0018", True),
        ("(0)20", False),
        ("+44 20", True),
        ("0.5", False),
        ("BURGLARY", False),
        ("Café", True),
        ("-0.51", False),
        ("E09000007", False),
    ],
)
@pytest.mark.parametrize("before", ["x,", 'x,"', "x, "])
@pytest.mark.parametrize("behind", [",", '"\n', " \n"])
def test_how_a_cell_begins_or_ends_may_tell_of_a_person(
    cell: str, is_likely: bool, before: str, behind: str
) -> None:
    data = f"{before}{cell}{behind}\n".encode()
    start, end = len(before.encode()), len(f"{before}{cell}".encode())
    places = of_bytes(data).likely(np.frombuffer(data, np.uint8))
    assert 0 in places
    assert any(start <= place < end for place in places.tolist()) == is_likely
