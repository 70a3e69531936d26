"""The strip above each page of a preview that is watched: what is wrong with the declaration and the drop."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import marks
from components.site.preview_words import ISSUES_LABEL, RELOAD, STAYS, counted, more
from metrics.issues import Issue, gathered, has_errors
from metrics.language import SOURCE

MOST_ISSUES = 20


def strip(issues: Sequence[Issue]) -> Component:
    """Every issue with its place, errors first, and a way to show the page anew; in English always."""
    errors = sum(issue.severity == "error" for issue in issues)
    summary = f"{counted(errors, len(issues) - errors)} {STAYS if has_errors(issues) else ''}".strip()
    lines = [html.P([html.Strong(summary), " ", html.A(RELOAD, href="")])]
    ordered = sorted(gathered(issues), key=lambda issue: issue.severity)
    items = [html.Li(_issue(issue)) for issue in ordered[:MOST_ISSUES]]
    if len(ordered) > MOST_ISSUES:
        items.append(html.Li(more(len(ordered) - MOST_ISSUES)))
    inside = html.Div([*lines, html.Ol(items)], className="band")
    return html.Aside(inside, className="noticed", lang=SOURCE, **marks(aria_label=ISSUES_LABEL))


def _issue(issue: Issue) -> list[str | Component]:
    place = html.Code(f"{issue.file}:{issue.line}:{issue.column}")
    return [place, " ", html.Strong(issue.severity, className=issue.severity), f" {issue.message}"]
