"""Abbreviations are written out where a reader meets them first on a page."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app import create_app
from tests.running import ROOT

WRITTEN_OUT = {
    "MPS": "Metropolitan Police Service",
    "MOPAC": "Mayor’s Office for Policing and Crime",
    "BCU": "Basic Command Unit",
    "USS": "User Satisfaction Survey",
    "PAS": "Public Attitude Survey",
    "p.p.": "percentage point",
    "HMICFRS": "Inspectorate of Constabulary and Fire & Rescue Services",
    "PEEL": "Police Effectiveness, Efficiency and Legitimacy",
    "IOPC": "Independent Office for Police Conduct",
    "DMPC": "Deputy Mayor for Policing and Crime",
    "SLT": "enior leadership team",
    "ICV": "ndependent custody visiting",
    "GLA": "Greater London Authority",
    "PCP": "Police and Crime Plan",
    "NPCC": "National Police Chiefs’ Council",
    "MoJ": "Ministry of Justice",
}
# A plan's own name of an objective stays as it is.
OWN_NAMES = ("Increasing Trust and Confidence in the MPS",)
NEAR = 300  # characters: the way up, the heading and the sentences below it, or a number and its words
PAGES = [
    "/",
    "/outcomes/victims",
    "/outcomes/violence",
    "/outcomes/trust",
    "/measures/crime-prevalence",
    "/measures/victim-satisfaction",
    "/measures/violence-with-injury",
    "/measures/violence-with-injury?area=camden",
    "/measures/trust-in-police",
    "/areas",
    "/areas/camden",
    "/areas/central-west",
    "/areas/compare?area=camden&area=central-west",
    "/releases",
    "/releases/2026-27-q1",
    "/about",
    "/about/record",
    "/claims",
    "/trackers",
    "/trackers/governance-improvement-plan",
    "/trackers/oversight-milestones",
    "/trackers/oversight-milestones/2-6-2",
    "/inspections",
    "/duties",
    "/oversight",
    "/packs/joint-audit-panel-2026-10-01",
    "/data",
    "/search?q=trust",
    "/embed/victim-satisfaction",
]


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    application: FlaskClient = create_app(
        ROOT, lambda: datetime(2026, 11, 1, tzinfo=UTC)
    ).server.test_client()
    return application


@pytest.mark.parametrize("path", PAGES)
def test_an_abbreviation_is_written_out_where_it_stands_first(client: FlaskClient, path: str) -> None:
    page = BeautifulSoup(client.get(path).data, "html.parser")
    assert page.body is not None
    for choice in page.body.select("select"):
        choice.decompose()
    text = " ".join(page.body.get_text(" ").split()).replace("'", "’")
    for own in OWN_NAMES:
        text = text.replace(own, "")
    for short, name in WRITTEN_OUT.items():
        first = re.search(rf"(?<!\w){re.escape(short)}(?!\w)", text)
        if first is not None:
            around = text[: first.end() + NEAR]
            assert name in around, f"{path}: …{text[max(0, first.start() - 60) : first.end() + 60]}…"
