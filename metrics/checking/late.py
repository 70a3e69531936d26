"""A file that is not in the drop because its publisher is late: what can be done until it comes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from metrics.checking.previous import Previous
from metrics.issues import Issue, printable
from metrics.reading.files import matching


def late_files(issues: Iterable[Issue], previous: Previous | None) -> list[Issue]:
    """The issues of files, with the way out where the current release has the file that is missing.

    Its figures then stay as they are, and readers are told why.
    """
    return [issue if previous is None else _with_way_out(issue, previous) for issue in issues]


def _with_way_out(issue: Issue, previous: Previous) -> Issue:
    names = matching(issue.file.rpartition("/")[2], previous.files) if issue.code == "missing-file" else []
    if not names:
        return issue
    message = (
        f"{issue.message}; if its publisher is late, declare absent_this_time with a reason on each measure "
    )
    message += (
        f'that reads it: its figures stay as release "{previous.id}" has them, and readers are told why'
    )
    return replace(issue, message=printable(message))
