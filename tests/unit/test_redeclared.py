"""What a change of metrics.yaml alone does to frameworks, outcomes and dashboards, as `pcp diff` tells it."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from metrics.cli import cli
from metrics.declared.config import parse_config
from metrics.declared.framework import Config
from metrics.declared.texts import with_texts
from metrics.releasing.redeclared import redeclared
from metrics.releasing.redeclared_words import declared_headlines
from tests.running import ROOT
from tests.shipped import beside

SHIPPED = (ROOT / "config" / "metrics.yaml").read_text(encoding="utf-8")
BY_SEX = "      - show: breakdown\n        measures: homicide\n        dimension: sex\n"
ARTS = "  - id: arts\n    title: The arts\n    vision: Art.\n    description: What is painted.\n"
EXPLOITATION = SHIPPED[SHIPPED.index("  - id: exploitation\n") : SHIPPED.index("\n  # The plan of 2025")]


def declaration(*changes: tuple[str, str]) -> Config:
    text = SHIPPED
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    config, issues = parse_config(text)
    assert config is not None, issues
    return config


def lines(*changes: tuple[str, str]) -> list[str]:
    return list(declared_headlines(declaration(), declaration(*changes)))


HEADLINES = {
    "a panel that is gone": (
        [(BY_SEX, "")],
        'the dashboard of Violence is prevented and reduced: "breakdown of homicide by sex" is gone',
    ),
    "a panel that is new": (
        [("      - show: breakdown\n        measures: worry-about-crime", "      - show: areas\n        measures: trust-in-police\n      - show: breakdown\n        measures: worry-about-crime")],
        'the dashboard of Londoners feel safer: "areas of trust-in-police" is new',
    ),
    "a title of a panel": (
        [("title: Trust and confidence on one axis", "title: Both on one axis")],
        "the dashboard of Trust and confidence increases: "
        '"together of trust-in-police, confidence-in-police".title is another',
    ),
    "panels in another order": (
        [(BY_SEX, ""), ("      - show: side-by-side\n", BY_SEX + "      - show: side-by-side\n")],
        "the dashboard of Violence is prevented and reduced: order is another",
    ),
    "a framework that is added": (
        [("\noutcomes:\n", ARTS + "\noutcomes:\n")],
        "the framework The arts (arts) is added",
    ),
    "another vision": (
        [("vision: London is a safe city for all.", "vision: Safe.")],
        "1 text declared otherwise: framework pcp (vision)",
    ),
    "an outcome in other words": (
        [("description: Fewer people are hurt or killed.", "description: Fewer are hurt.")],
        "1 text declared otherwise: outcome violence (description)",
    ),
    "a measure under another outcome": (
        [("  - id: homicide\n    outcome: violence", "  - id: homicide\n    outcome: safer")],
        "Homicide stands under the outcome safer now, before under violence",
    ),
    "outcomes in another order": (
        [(EXPLOITATION, ""), ("\noutcomes:\n", "\noutcomes:\n" + EXPLOITATION)],
        "the outcomes stand in another order",
    ),
    "a caveat that is gone": (
        [("      - A single month has few victims, so the count goes up and down by chance.\n", "")],
        '1 text declared otherwise: measure homicide (caveats."A single month has few victims, so the count goes up and do…")',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "headline"), HEADLINES.values(), ids=HEADLINES)
def test_what_readers_see_otherwise_is_a_headline(changes: list[tuple[str, str]], headline: str) -> None:
    assert lines(*changes) == [headline]


def test_another_text_of_a_page_is_told_with_its_lines_and_by_no_other_sentence() -> None:
    def with_text(text: str) -> Config:
        return with_texts(declaration(), {"pages/custody-visiting.md": text})

    earlier, later = with_text("One.\n\nTwo.\n"), with_text("One.\n\nThree.\n\nFour.\n")
    assert list(declared_headlines(earlier, later)) == [
        "the text of the page Independent custody visiting has changed: 3 lines new, 1 line gone"
    ]
    assert list(declared_headlines(earlier, with_text("One.\n\nTwo.\n"))) == []


def test_a_page_that_is_added_is_told_once() -> None:
    page = SHIPPED[SHIPPED.index("  - id: custody-visiting\n") : SHIPPED.index("\nclaims:\n")]
    lines_told = list(declared_headlines(declaration((page, "")), declaration()))
    assert [line for line in lines_told if "custody" in line] == [
        "the page Independent custody visiting (custody-visiting) is added"
    ]


def test_laws_and_bodies_that_are_added_or_gone_are_told_once() -> None:
    overseen = SHIPPED[SHIPPED.index("duties:\n") : SHIPPED.index("\nclaims:\n")]
    without = declaration((overseen, ""))
    law = "the law The Specified Information Order (specified-information) is"
    panel = "the body Joint audit panel (joint-audit-panel) is"
    added, gone = declared_headlines(without, declaration()), declared_headlines(declaration(), without)
    for headlines, state in ((list(added), "added"), (list(gone), "gone")):
        assert len(headlines) == 7
        assert {f"{law} {state}", f"{panel} {state}"} <= set(headlines)


def test_another_framework_in_front_is_another_first_page() -> None:
    assert lines(("frameworks:\n", "frameworks:\n" + ARTS))[0] == (
        "the first page is of the framework The arts now, before of Police and Crime Plan outcomes"
    )


def test_an_outcome_that_is_gone_takes_its_page_with_it() -> None:
    earlier = declaration(
        ("\npages:\n", "  - {id: arts, framework: pcp, title: The arts, description: Art.}\npages:\n")
    )
    assert list(declared_headlines(earlier, declaration())) == [
        "the outcome The arts (arts) is gone, and its page with it"
    ]  # fmt: skip


def test_the_same_declaration_has_nothing_otherwise() -> None:
    assert (lines(), list(redeclared(declaration(), declaration()))) == ([], [])


def test_values_are_told_as_an_analyst_writes_them(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("declared") / "metrics.yaml"
    beside(file.parent)
    text = SHIPPED.replace(BY_SEX, "")
    for old, new in (
        ("ignore: [Homicide Offence Type, Solved Status,", "ignore: [Solved Status, Homicide Offence Type,"),
        ("              aliases: 13 to19\n", "              aliases: [13 to19, 13-19]\n"),
        ("    rate:\n      per: 100000\n", ""),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    file.with_name("boundaries.geojson").write_bytes((ROOT / "config" / "boundaries.geojson").read_bytes())
    done = CliRunner().invoke(cli, ["--root", str(ROOT), "diff", "--config", str(file)])
    part = done.stdout.partition("\nDeclared otherwise\n")[2].partition("\n\n")[0]
    assert [line for line in part.splitlines() if not line.startswith("  areas: boundaries")] == [
        '  outcome violence: dashboard."breakdown of homicide by sex" is gone',
        "  measure homicide: rate was {per: 100000}, now not there",
        '  measure homicide: source.dimensions.age-group.categories."13 to 19".aliases.13-19 is new',
        "  measure homicide: source.ignore.order is another",
    ]
