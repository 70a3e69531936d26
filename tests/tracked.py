"""Trackers for tests, of rows that the tests write: what a report of March 2022 says, and made-up later dates.

Facts are from the report to the joint audit panel of 28 March 2022, and from GOV.UK's progress reports (OGL v3.0).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from metrics.declared.framework import Config
from metrics.declared.tracker import Tracker
from metrics.figures.records import Records
from metrics.figures.release import Release
from metrics.promises.items import Counts, Item, Step, Tracked
from metrics.releasing.releases import load_release
from serving.front import Front
from serving.releases.current import CurrentRelease

ROOT = Path(__file__).resolve().parents[1]
FRAMEWORK = "mopac-partnership"

DUE = ("original_due", "due", "completed")
SOURCE: Mapping[str, Any] = {
    "publisher": "The office",
    "title": "Report to the panel",
    "link": "https://example.org/report",
    "licence": "OGL-3.0",
    "files": "items.csv",
    "reference": {"column": "reference"},
    "item": {"column": "item"},
    "status": {"column": "status"},
}
TRACKER: Mapping[str, Any] = {
    "id": "milestones",
    "framework": "pcp",
    "title": "Milestones of oversight",
    "description": "What was to be done in four fields of work.",
    "noun": {"singular": "milestone", "plural": "milestones"},
    "words": {
        "date-revised": {"label": "slipped", "singular": "has slipped", "plural": "have slipped"},
        "not-started": {"label": "to come", "singular": "is to come", "plural": "are to come"},
    },
    "source": SOURCE,
}
ROLES = {"deputy": "Deputy Mayor", "finance": "Head of finance"}
MILESTONES = """\
reference,area,item,due_words,original_due,due,status
2.6-1,MPS oversight,Outline approach is approved,End December,2021-12-31,2021-12-31,complete
2.6-2,MPS oversight,Proposals are explained,December/January,2022-01-31,2022-01-31,complete
2.6-3,MPS oversight,Senior team is consulted,December/January,2022-01-31,2022-01-31,complete
2.6-4,MPS oversight,Revised after feedback,January/February,2022-02-28,2022-02-28,complete
2.6-5,MPS oversight,Signed off by the Mayor,March,2022-03-31,2022-03-31,not-started
2.6-6,MPS oversight,Put into practice,March-June,2022-06-30,2022-06-30,not-started
2.7-1,Data framework,Draft is in place,December,2021-12-31,2021-12-31,complete
2.7-2,Data framework,Draft is explained,January/February,2022-02-28,2022-02-28,complete
2.7-3,Data framework,Draft is revised,February,2022-02-28,2022-02-28,complete
2.7-4,Data framework,Draft is signed off,March,2022-03-31,2022-03-31,not-started
2.7-5,Data framework,Partnership framework is developed,April-June,2022-06-30,2022-06-30,not-started
2.7-6,Data framework,Measures are developed,April-July,2022-07-31,2022-07-31,not-started
2.7-7,Data framework,Goes live,August,2022-08-31,2022-08-31,not-started
2.8-1,Published information,Workshops on the website,December,2021-12-31,2021-12-31,complete
2.8-2,Published information,Landing page is developed,January-March,2022-03-31,2022-03-31,complete
2.8-3a,Published information,Workshop on the outline,Wednesday 2 Feb,2022-02-02,2022-02-02,complete
2.8-3b,Published information,Scope is written,18 February,2022-02-18,2022-02-18,complete
2.8-3c,Published information,Board signs off,1 March,2022-03-01,2022-03-01,complete
2.8-4,Published information,Taxonomy is developed,March/April,2022-04-30,2022-04-30,not-started
2.8-5,Published information,Users try it,March/April,2022-04-30,2022-04-30,not-started
2.8-6,Published information,Technical work,April-July,2022-07-31,2022-07-31,not-started
2.8-7,Published information,Goes live,August,2022-08-31,2022-08-31,not-started
2.9-1,Financial oversight,Summary of what there is,February,2022-02-28,2022-02-28,complete
2.9-2,Financial oversight,First consultation,February,2022-02-28,,date-revised
2.9-3,Financial oversight,Proposals are developed,February,2022-02-28,,date-revised
2.9-4,Financial oversight,Detailed development,April/May,2022-05-31,2022-05-31,not-started
"""
# Examples, made up for tests: what a second and a third release might have said.
LATER: Sequence[Mapping[str, dict[str, str]]] = (
    {
        "2.9-2": {"due": "2022-03-30"},  # 30 days after its first
        "2.9-3": {"due": "2022-05-31"},  # 92 days after its first
        "2.6-5": {"status": "complete", "completed": "2022-04-14"},
    },
    {
        "2.9-2": {"due": "2022-04-29", "status": "complete"},  # 60 days after its first, moved twice
        "2.9-3": {"due": "2022-05-31"},
        "2.6-5": {"status": "complete", "completed": "2022-04-14"},
        "2.7-4": {"due": "2022-04-15", "status": "date-revised"},  # 15 days after its first
        "2.8-4": {
            "due": "2022-06-29",
            "status": "date-revised",
            "owner": "deputy",
        },  # 60 days after its first
    },
)
DAYS = (date(2022, 3, 28), date(2022, 5, 2), date(2022, 6, 6))
RELEASES = ("2024-25-q2", "2025-26-q2", "2026-27-q1")  # of the site that ships


def tracker(**changes: Any) -> Tracker:
    """A tracker as it is declared, with some keys changed."""
    return Tracker.model_validate({**TRACKER, **changes})


def items_of(text: str, changes: Mapping[str, dict[str, str]] | None = None) -> tuple[Item, ...]:
    """Items read from rows, with some cells changed by reference."""
    rows = [{**row, **(changes or {}).get(row["reference"], {})} for row in csv.DictReader(io.StringIO(text))]
    return tuple(Item(**{name: _cell(name, cell) for name, cell in row.items()}) for row in rows)


def _cell(name: str, text: str) -> Any:
    return (date.fromisoformat(text) if text else None) if name in DUE else text


def milestones(release: int = 0) -> Tracked:
    """The 26 milestones as a release has them: the first is the report's, the later ones are made up."""
    steps = list[Step]()
    for number in range(release):
        newest = {step.reference: step for step in steps}
        for item in _milestones(number):
            step = Step(
                item.reference, RELEASES[number], DAYS[number], item.original_due, item.due, item.status
            )
            before = newest.get(item.reference)
            if before is None or _stand(before) != _stand(step):
                steps.append(step)
    return Tracked(tracker(), DAYS[release], _milestones(release), steps=tuple(steps))


def _milestones(release: int) -> tuple[Item, ...]:
    return items_of(MILESTONES, LATER[release - 1] if release else None)


def _stand(step: Step) -> tuple[object, ...]:
    return step.original_due, step.due, step.status


IMPROVEMENT = """\
reference,area,item,status,update
F1,Visits,Review the arrangements,complete,All areas are visited
B3,Projects,Improve how projects are run,date-revised,Planned anew in January 2022
C1,Business planning,Review the approach,date-revised,The work was complex
C5,Oversight model,Explain how the force is held to account,date-revised,Finance is developed
F2,Transparency,Review what is published,date-revised,A first audit is complete
F3,Inspections,Review how recommendations are tracked,date-revised,Shared within 40 days
G3,Risk,Link the risks of projects to those of the office,date-revised,Due in a quarter
"""


def improvement() -> Tracked:
    """The plan of 25 actions, of which the public report names seven, with the totals that it states."""
    totals = (
        {"as_at": "2022-01-01", "all": 25, "complete": 6},
        {"as_at": "2022-02-28", "all": 25, "complete": 7, "on-track": 7, "date-revised": 6, "on-hold": 4},
    )
    declared = tracker(
        id="improvement",
        title="Governance improvement plan 2021/22",
        noun={"singular": "action", "plural": "actions"},
        words={},
        declared_totals=totals,
        not_listed="They are marked, and not published.",
    )
    return Tracked(declared, date(2022, 2, 28), items_of(IMPROVEMENT))


def change_programme() -> Tracked:
    """The change programme, of which totals alone are stated."""
    declared = tracker(
        id="change-programme",
        title="Change programme",
        noun={"singular": "deliverable", "plural": "deliverables"},
        declared_totals=({"as_at": "2022-02-28", "all": 117, "complete": 36, "not-started": 81},),
        not_before="2022-12-01",
        source=None,
    )
    return Tracked(declared, date(2022, 2, 28))


INQUIRY = """\
2025-05-29,Construction,28,28,0
2025-05-29,Fire and rescue,13,13,0
2025-05-29,Response,14,14,0
2025-05-29,Vulnerable people,3,2,1
2025-05-29,Total,58,57,1
2025-09-30,Construction,28,28,0
2025-09-30,Fire and rescue,13,13,0
2025-09-30,Response,14,14,0
2025-09-30,Vulnerable people and the first phase,6,3,3
2025-09-30,Total,61,58,3
"""


def inquiry() -> Tracked:
    """The recommendations of a public inquiry, of which counts are published, theme by theme."""
    source = {
        **{name: SOURCE[name] for name in ("publisher", "title", "link", "licence")},
        "files": "counts.csv",
        "as_at": {"column": "as_at"},
        "group": {"column": "theme", "total": "Total"},
        "all": {"column": "all"},
        "counts": {"on-track": "in_progress", "complete": "complete"},
    }
    going = {"label": "in progress", "singular": "is in progress", "plural": "are in progress"}
    declared = tracker(
        id="inquiry",
        title="Recommendations of a public inquiry",
        kind="counts",
        noun={"singular": "recommendation", "plural": "recommendations"},
        words={"on-track": going},
        source=source,
    )
    rows = [line.split(",") for line in INQUIRY.splitlines()]
    counts = tuple(
        Counts(
            date.fromisoformat(day), theme, int(every), {"complete": int(complete), "on-track": int(progress)}
        )
        for day, theme, every, progress, complete in rows
    )
    return Tracked(declared, date(2025, 9, 30), counts=counts)


def every_tracked(release: int = 0) -> dict[str, Tracked]:
    """All of them by their ids, the milestones as a release has them."""
    return {
        tracked.tracker.id: tracked
        for tracked in (milestones(release), improvement(), change_programme(), inquiry())
    }


def with_trackers(release: Release, number: int = 0) -> Release:
    """A release with the trackers beside what it has."""
    ids = {framework.id for framework in release.config.frameworks}
    framework = FRAMEWORK if FRAMEWORK in ids else release.config.frameworks[0].id
    own = {
        name: replace(tracked, tracker=tracked.tracker.model_copy(update={"framework": framework}))
        for name, tracked in every_tracked(number).items()
    }
    declared = tuple(tracked.tracker for tracked in own.values())
    config: Config = release.config.model_copy(update={"trackers": declared, "roles": ROLES})
    return replace(release, config=config, records=Records(release.accounts, own))


def tracked_site(clock: Callable[[], datetime]) -> FlaskClient:
    """The site that ships, with the trackers beside what its releases have: the newest has the newest milestones."""
    server: Flask = create_app(ROOT, clock).server
    front: Front = server.extensions["front"]
    front.current = CurrentRelease(ROOT, clock, load=_load)
    client: FlaskClient = server.test_client()
    return client


def _load(root: Path, release_id: str) -> Release:
    release = load_release(root, release_id)
    return with_trackers(release, RELEASES.index(release_id)) if release_id in RELEASES else release
