"""What a release is called, from its identifier."""

from __future__ import annotations

import re


def release_title(release_id: str) -> str:
    """What a release is called: ``2023-24-q3`` is ``Q3 2023/24``, ``2023-24-q3-b`` is ``Q3 2023/24 (b)``.

    Any other identifier is its own title.
    """
    match = re.fullmatch(r"(\d{4})-(\d{2})-q([1-4])(?:-(.+))?", release_id)
    if match is None:
        return release_id
    again = f" ({match[4].replace('-', ' ')})" if match[4] else ""
    return f"Q{match[3]} {match[1]}/{match[2]}{again}"
