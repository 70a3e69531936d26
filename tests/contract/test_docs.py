"""The documentation against the code: every key, value, status and command is named, every example works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin

import click
import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from metrics.checking.checks import check_measure
from metrics.checking.ratios import check_ratio
from metrics.cli import cli
from metrics.declared.areas import AreaTables
from metrics.declared.config import parse_config
from metrics.declared.framework import Config, PublishedMeasure
from metrics.declared.measure_rules import MEASURE_RULES
from metrics.declared.ratio import is_ratio
from metrics.declared.schema import json_schema
from metrics.declared.source_rules import SOURCE_RULES
from metrics.declared.yaml_text import parse_yaml
from metrics.issues import has_errors
from metrics.reading.area_tables import parse_gazetteer
from metrics.statuses import STATUS_WORDS

ROOT = Path(__file__).resolve().parents[2]
MEASURES = (ROOT / "docs" / "measures.md").read_text(encoding="utf-8")
RECIPES = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
SHIPPED = (ROOT / "config" / "metrics.yaml").read_text(encoding="utf-8")
DROP = ROOT / "data" / "drops" / "2023-24-q3"

# The heading under which docs/measures.md describes each model.
HEADINGS = {
    "Config": "### The file",
    "Site": "### `site`",
    "Accessibility": "#### `accessibility`",
    "HttpsPromise": "#### `https`",
    "Framework": "### `frameworks`",
    "Outcome": "### `outcomes`",
    "Panel": "#### `dashboard`",
    "PlannedMeasure": "### `measures`, planned",
    "QualitativeMeasure": "### `measures`, qualitative",
    "RetiredMeasure": "### `measures`, retired",
    "PublishedMeasure": "### `measures`, published",
    "Noun": "#### `noun`",
    "Money": "#### `money`",
    "Duration": "#### `duration`",
    "Per": "#### `per`",
    "Index": "#### `index`",
    "Comparison": "#### `comparison`",
    "VerdictRule": "#### `comparison.verdict`",
    "Sample": "#### `sample`",
    "SizeUntil": "#### `sample.size`",
    "Break": "#### `breaks`",
    "Unusual": "#### `unusual`",
    "ControlChart": "#### `control_chart`",
    "Rate": "#### `rate`",
    "Suppression": "#### `suppression`",
    "MeasureReconciliation": "#### `reconcile`",
    "PercentageOf": "#### `reconcile.counts`",
    "Supplement": "#### `supplement`",
    "Target": "#### `targets`",
    "Gone": "#### `gone`",
    "AreaTables": "### `areas`",
    "Wording": "#### `areas.words`",
    "DistrictWords": "#### `areas.words.district`",
    "DivisionWords": "#### `areas.words.division`",
    "StaffPage": "### `pages`",
    "GoneMeasure": "### `gone_measures`",
    "Account": "### `accounts`",
    "Judgement": "#### `accounts.judge`",
    "Revised": "#### `accounts.revised`",
    "Reconciliation": "#### `accounts.reconcile`",
    "AccountSource": "#### `accounts.source`",
    "AccountColumn": "#### `accounts.source.budget`",
    "DayColumn": "#### `accounts.source.as_at`",
    "BodyColumn": "#### `accounts.source.body`",
    "VarianceColumn": "#### `accounts.source.variance`",
    "StageColumn": "#### `accounts.source.stage`",
    "Tracker": "### `trackers`",
    "StatusWords": "#### `trackers.words`",
    "DeclaredTotals": "#### `trackers.declared_totals`",
    "TrackerSource": "#### `trackers.source`",
    "TrackerColumn": "#### `trackers.source.reference`",
    "OwnerColumn": "#### `trackers.source.owner`",
    "ItemStatusColumn": "#### `trackers.source.status`",
    "Inspection": "### `inspections`",
    "ReportSource": "#### `inspections.source`",
    "ReportColumn": "#### `inspections.source.clock`",
    "ReportDay": "#### `inspections.source.published`",
    "AnswerDay": "#### `inspections.source.answered`",
    "KindColumn": "#### `inspections.source.kind`",
    "RecommendationSource": "#### `inspections.recommendations`",
    "Clock": "### `clocks`",
    "Law": "### `duties`",
    "Duty": "#### `duties.items`",
    "Evidence": "#### `duties.items.evidence`",
    "PublishedAt": "#### `duties.items.published`",
    "Body": "### `bodies`",
    "Meeting": "#### `bodies.meetings`",
    "Claim": "### `claims`",
    "ClaimSide": "#### `claims.from`",
    "Stated": "#### `claims.stated`",
    "OtherFigure": "### `other_figures`",
    "WorkedPair": "#### `other_figures.worked`",
    "Absent": "#### `absent_this_time`",
    "Contact": "#### `contact`",
    "Colours": "#### `colours`",
    "Logo": "#### `logo`",
    "EarlyAccess": "#### `early_access`",
    "SigningKey": "#### `signing_keys`",
    "Derived": "#### `derived`",
    "Part": "#### `derived.from`",
    "Source": "### `source`",
    "PeriodColumn": "#### `source.period`",
    "PeriodColumns": "#### `source.period.columns`",
    "AreaColumn": "#### `source.area`",
    "ValueColumn": "#### `source.value`",
    "BaseColumn": "#### `source.base`",
    "IntervalColumns": "#### `source.interval`",
    "Over": "#### `source.over`",
    "Condition": "#### `source.where`",
    "Dimension": "#### `source.dimensions`",
    "Category": "#### `source.dimensions.categories`",
    "Plausible": "#### `source.plausible`",
}


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that an annotation is made of, and those that they are made of in turn."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from models_in(field.annotation)
    for part in get_args(annotation):
        yield from models_in(part)


MODELS = {model.__name__: model for model in models_in(Config)}


def section(heading: str) -> str:
    """The text under a heading of docs/measures.md, up to the next heading."""
    _, separator, rest = MEASURES.partition(f"\n{heading}\n")
    assert separator, f"docs/measures.md has no heading {heading!r}"
    return re.split(r"\n#+ ", rest)[0]


def rows_of(heading: str) -> dict[str, tuple[str, str]]:
    """The keys that a section's table describes, each with its default and its meaning."""
    table = section(heading).partition("\n\n| format |")[0]
    rows = re.findall(r"^\| `(.+?)` \| (.+?) \| (.+) \|$", table, re.MULTILINE)
    return {key: (default, meaning) for key, default, meaning in rows}


def choices(annotation: Any) -> Iterator[str]:
    """The allowed values in an annotation, as metrics.yaml writes them; not those of models inside it."""
    if isinstance(annotation, type):
        return
    for part in get_args(annotation):
        if isinstance(part, str) and str(get_origin(annotation)) == "typing.Literal":
            yield part.replace("\t", "\\t")
        else:
            yield from choices(part)


def keyed(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a model by their keys."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def fields() -> list[Any]:
    return [
        pytest.param(name, key, field, id=f"{name}.{key}")
        for name, model in MODELS.items()
        for key, field in keyed(model).items()
    ]


def default_of(field: FieldInfo) -> str:
    """A field's default as docs/measures.md words it."""
    if field.is_required():
        return "needed"
    if isinstance(field.default, str):
        return f"`{field.default}`"
    return str(field.default) if isinstance(field.default, int | float) else "none"


def test_every_model_has_its_heading() -> None:
    assert set(MODELS) == set(HEADINGS)


@pytest.mark.parametrize("name", HEADINGS)
def test_a_section_describes_the_keys_of_its_model_and_no_others(name: str) -> None:
    assert sorted(rows_of(HEADINGS[name])) == sorted(keyed(MODELS[name]))


@pytest.mark.parametrize(("name", "key", "field"), fields())
def test_a_key_is_described_with_its_default(name: str, key: str, field: FieldInfo) -> None:
    assert rows_of(HEADINGS[name])[key][0] == default_of(field)


@pytest.mark.parametrize(("name", "key", "field"), fields())
def test_a_key_is_described_with_every_value_that_it_allows(name: str, key: str, field: FieldInfo) -> None:
    description = section(HEADINGS[name]).replace("\\|", "|")
    assert [value for value in choices(field.annotation) if f"`{value}`" not in description] == []


def test_some_keys_have_values_to_choose_from() -> None:
    assert set(choices(MODELS["PublishedMeasure"].model_fields["unit"].annotation)) == {
        "percent",
        "count",
        "small-count",
        "money",
        "duration",
        "rate",
        "number",
        "index",
    }
    assert list(choices(MODELS["Source"].model_fields["delimiter"].annotation)) == [",", ";", "\\t", "|"]


@pytest.mark.parametrize("status", STATUS_WORDS)
def test_every_status_is_explained(status: str) -> None:
    assert re.search(rf"^\| `\[{status}\]` \| .+ \| .+ \|$", section("## What a status means"), re.MULTILINE)


# Examples --------------------------------------------------------------------------------------------------

BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", MEASURES + RECIPES, re.MULTILINE | re.DOTALL)
MEASURE_BLOCKS = [block for block in BLOCKS if block.startswith("- id:")]
PARTS = [block for block in BLOCKS if not block.startswith("- id:")]


def with_measures(block: str) -> str:
    """The shipped declaration with further measures at its end."""
    return SHIPPED.rstrip("\n") + "\n\n" + "".join(f"  {line}\n" for line in block.splitlines())


def merged(base: Any, part: Any) -> Any:
    """A declaration with some of its keys replaced, at any depth."""
    if not (isinstance(base, dict) and isinstance(part, dict)):
        return part
    return base | {key: merged(base.get(key), value) for key, value in part.items()}


def test_there_are_examples_of_both_kinds() -> None:
    assert len(MEASURE_BLOCKS) >= 4 and len(PARTS) >= 10


@pytest.mark.parametrize("block", MEASURE_BLOCKS, ids=lambda block: block.split()[2])
def test_a_whole_measure_can_be_added_to_the_shipped_declaration(block: str) -> None:
    config, issues = parse_config(with_measures(block))
    assert config is not None, "\n".join(map(str, issues))
    added = [measure.id for measure in config.measures if f"- id: {measure.id}\n" in block]
    assert len(added) == block.count("- id:")


@pytest.mark.parametrize("block", PARTS, ids=lambda block: "-".join(block.split()[:4]))
def test_a_part_of_a_declaration_fits_where_it_belongs(block: str) -> None:
    document, faults = parse_yaml(block, "docs/measures.md")
    assert faults == []
    shipped, _ = parse_yaml(SHIPPED, "config/metrics.yaml")
    if set(document.data) <= set(MODELS["Config"].model_fields):
        MODELS["Config"].model_validate(merged(shipped.data, document.data))
    else:
        offences = next(item for item in shipped.data["measures"] if item["id"] == "violence-with-injury")
        MODELS["PublishedMeasure"].model_validate(merged(offences, document.data))


def test_the_worked_example_reads_the_shipped_extract() -> None:
    config, issues = parse_config(with_measures(MEASURE_BLOCKS[0]))
    assert config is not None, "\n".join(map(str, issues))
    added = config.published()[-1]
    (name,) = added.source.files
    cells, faults = check_measure(added, {name: (DROP / name).read_bytes()})
    assert cells is not None and not has_errors(faults), "\n".join(map(str, faults))


# Recipes ---------------------------------------------------------------------------------------------------

# One or several files, and what reads them.
RECIPE = re.compile(r"((?:^```csv\n.*?^```\n+)+)^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
READ = RECIPE.findall(RECIPES)
BASE = {
    "id": "recipe",
    "outcome": "violence",
    "title": "A recipe",
    "status": "published",
    "description": "What a recipe reads.",
    "noun": {"singular": "one", "plural": "several"},
    "share": "of them",
    "polarity": "neutral",
    "comparison": {"basis": "previous-period", "materiality": 1.0},
    "next_update": "not-announced",
    "source": {
        "publisher": "Somebody",
        "title": "A file",
        "link": "https://data.london.gov.uk/dataset/data",
        "licence": "OGL-3.0",
        "files": ("file.csv",),
    },
}


AREAS = re.findall(r"^```text\n(code,name,level.*?)^```$", RECIPES, re.MULTILINE | re.DOTALL)
HEADER, _ = AREAS[0].split("\n", 1)
TABLE = "\n".join([HEADER, *(line for text in AREAS for line in text.splitlines()[1:])])
GAZETTEER, FAULTS = parse_gazetteer(AreaTables(table="areas.csv"), {"areas.csv": TABLE.encode()})


def test_the_tables_of_areas_in_recipes_have_no_faults() -> None:
    assert (len(GAZETTEER.further), FAULTS) == (5, [])


def read(files: str, declared: str) -> tuple[Any, list[Any]]:
    """The cells that a recipe gives, and its issues."""
    document, faults = parse_yaml(declared, "docs/recipes.md")
    assert faults == []
    (data,) = document.data if isinstance(document.data, tuple) else (merged(BASE, document.data),)
    measure = PublishedMeasure.model_validate(data)
    measure = measure.model_copy(update={"source": measure.source.among(GAZETTEER)})
    wrong = [finding for rule in (*MEASURE_RULES, *SOURCE_RULES) for finding in rule(measure)]
    assert [finding.message for finding in wrong if finding.severity == "error"] == []
    texts = re.findall(r"^```csv\n(.*?)^```$", files, re.MULTILINE | re.DOTALL)
    named = {name: text.encode() for name, text in zip(measure.source.files, texts, strict=True)}
    if is_ratio(measure):
        checked, issues = check_ratio(measure, named, None)
        return (None if checked is None else checked.all_cells), issues
    return check_measure(measure, named)


def test_every_file_of_a_recipe_is_read_by_one() -> None:
    assert sum(files.count("```csv") for files, _ in READ) == RECIPES.count("```csv") >= 18


@pytest.mark.parametrize(("files", "declared"), READ, ids=[files.split("\n")[1][:40] for files, _ in READ])
def test_a_recipe_reads_the_file_that_stands_beside_it(files: str, declared: str) -> None:
    cells, issues = read(files, declared)
    assert [str(issue) for issue in issues if issue.code != "no-area"] == []
    assert not cells.empty


def test_region_from_districts_is_the_sum_that_the_recipe_says() -> None:
    (recipe,) = [entry for entry in READ if "City of Westminster" in entry[0]]
    cells, _ = read(*recipe)
    assert f"London has {cells['value'].sum():.0f} offences here" in RECIPES


LINK = re.compile(r"\]\(([a-z]*\.?m?d?)#([a-z0-9_-]+)\)")
PAGES = {file.name: file.read_text(encoding="utf-8") for file in (ROOT / "docs").glob("*.md")}


def anchors(text: str) -> set[str]:
    """What stands behind the # in links to the headings of a page."""
    plain = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", plain, re.MULTILINE)
    return {re.sub(r"[^a-z0-9 _-]", "", heading.casefold()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES)
def test_a_link_to_a_section_leads_there(page: str) -> None:
    lost = [
        f"{to}#{anchor}"
        for to, anchor in LINK.findall(PAGES[page])
        if anchor not in anchors(PAGES[to or page])
    ]
    assert lost == []


schema = cache(json_schema)


@pytest.mark.parametrize(("name", "key", "field"), fields())
def test_a_fault_of_a_key_leads_to_the_section_that_describes_it(
    name: str, key: str, field: FieldInfo
) -> None:
    del field
    described = schema() if name == "Config" else schema()["$defs"][name]
    anchor = described["properties"][key]["markdownDescription"].rpartition("#")[2]
    assert anchors(HEADINGS[name]) == {anchor}
    assert anchor in anchors(MEASURES)


# Commands --------------------------------------------------------------------------------------------------

GUIDES = "\n".join(file.read_text(encoding="utf-8") for file in [ROOT / "README.md", *ROOT.glob("docs/*.md")])
COMMANDS = [pytest.param(name, command, id=name) for name, command in cli.commands.items()]


def named_in(guides: str, text: str) -> bool:
    """Whether the guides name a thing: not merely a longer thing that starts with it."""
    return re.search(rf"(?<![\w-]){re.escape(text)}(?![\w-])", guides) is not None


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_every_command_is_named(name: str, command: click.Command) -> None:
    assert named_in(GUIDES, f"pcp {name}")


@pytest.mark.parametrize(("name", "command"), [*COMMANDS, pytest.param("pcp", cli, id="pcp")])
def test_every_option_of_a_command_is_named(name: str, command: click.Command) -> None:
    options = [option for param in command.params for option in param.opts if option.startswith("--")]
    assert [option for option in options if not named_in(GUIDES, option)] == []


def test_no_command_is_named_that_is_not_there() -> None:
    commands = set(re.findall(r"`pcp ([a-z][a-z-]*)", GUIDES))
    assert commands - set(cli.commands) == set()
