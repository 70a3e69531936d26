"""An answer is handed to the server in one piece, and what it was made from is closed"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from serving.http.one_piece import in_one_piece


class Body:
    """A body in pieces, which may fail, and notes that it was closed."""

    def __init__(self, *pieces: bytes, fault: Exception | None = None) -> None:
        self.pieces, self.fault, self.is_closed = pieces, fault, False

    def __iter__(self) -> Iterator[bytes]:
        yield from self.pieces
        if self.fault is not None:
            raise self.fault

    def close(self) -> None:
        self.is_closed = True


def begin(status: str, headers: list[tuple[str, str]]) -> Any:
    assert status
    return headers


@pytest.mark.parametrize("pieces", [(), (b"all",), (b"one, ", b"", b"two")])
def test_pieces_become_one_list(pieces: tuple[bytes, ...]) -> None:
    body = Body(*pieces)
    answer = in_one_piece(lambda environment, start: body)({}, begin)
    assert answer == [b"".join(pieces)]
    assert body.is_closed


def test_a_body_that_has_no_end_of_its_own_may_be_a_list() -> None:
    assert in_one_piece(lambda environment, start: [b"a", b"b"])({}, begin) == [b"ab"]


def test_a_body_that_fails_is_closed() -> None:
    body = Body(b"a", fault=ValueError("broken"))
    with pytest.raises(ValueError, match="broken"):
        in_one_piece(lambda environment, start: body)({}, begin)
    assert body.is_closed
