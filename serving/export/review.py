"""The review of a drop as one file for a second reader: everything is in it, and nothing runs.

``python -m serving.export.review FILE --config CONFIG [--drop DROP]`` finds what ``pcp diff`` finds, and writes it.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path

import click

from components.release import review_words as words
from components.release.review import review_content
from metrics.declared.among import areas_of
from metrics.issues import Issue
from metrics.language import language
from metrics.periods import UK
from metrics.releasing.diff_report import report_parts
from metrics.releasing.review import Review, review
from serving.export.private import write_private
from serving.export.standalone import site_style, standalone
from serving.http.html import render


def review_file(report: Review, issues: list[Issue], today: date, style: str) -> bytes:
    """The document, with its stylesheet in it."""
    with areas_of(report.diff.later.config):
        parts = report_parts(report.diff, report.odd, report.unsettled)
        content = render(review_content(report.diff, parts, [str(issue) for issue in issues], today))
        spoken_in = language()
    banner = (
        f'<aside class="banner preview" aria-label="{escape(words.REVIEW_TITLE)}"><p class="band"><strong>'
        f"{escape(words.REVIEW_NOT_PUBLISHED)}</strong></p></aside>\n"
    )
    return standalone(words.REVIEW_TITLE, content, style, spoken_in, banner)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--config", type=click.Path(path_type=Path), required=True)
@click.option("--drop", type=click.Path(path_type=Path))
def main(file: Path, config: Path, drop: Path | None) -> None:
    """Write the review of a drop to FILE."""
    now = datetime.fromisoformat(os.environ["PCP_NOW"]) if "PCP_NOW" in os.environ else datetime.now(UTC)
    root = Path(os.environ.get("PCP_ROOT", "."))
    report, issues = review(root, config, drop, config.name, now)
    if report is None:
        sys.exit(1)
    try:
        write_private(file, review_file(report, issues, now.astimezone(UK).date(), site_style()))
    except OSError as problem:
        click.echo(f"refused: {file} cannot be written: {problem.strerror}", err=True)
        sys.exit(3)


if __name__ == "__main__":
    main()
