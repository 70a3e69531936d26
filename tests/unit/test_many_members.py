"""A file packed with gzip in ever so many members, as some programs write it, is read in one go."""

import gzip
import time
import zlib

import pytest

from metrics.reading.packed import Unread, gunzipped


def test_the_time_that_members_take_grows_with_their_number_alone() -> None:
    begun = time.process_time()
    assert gunzipped(gzip.compress(b"x") * 100_000) == b"x" * 100_000
    assert time.process_time() - begun < 20  # each would else copy all that is left: some minutes


@pytest.mark.parametrize("size", [0, 1, 16_383, 16_384, 16_385, 70_000])
def test_members_of_any_size_are_put_together(size: int) -> None:
    noise = bytes(zlib.crc32(number.to_bytes(4, "big")) % 256 for number in range(size))
    packed = gzip.compress(noise) + gzip.compress(b"") + gzip.compress(noise)
    assert gunzipped(packed) == gunzipped(packed + bytes(20_000)) == noise * 2


@pytest.mark.parametrize("cut", [1, 8, 9, 16_384, 30_000])
def test_a_member_that_was_cut_off_is_damage(cut: int) -> None:
    noise = b"".join(zlib.crc32(number.to_bytes(4, "big")).to_bytes(4, "big") for number in range(20_000))
    with pytest.raises(Unread, match="damaged"):
        gunzipped((gzip.compress(b"first") + gzip.compress(noise))[:-cut])


def test_nothing_holds_nothing() -> None:
    assert gunzipped(b"") == b""
