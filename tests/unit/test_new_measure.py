"""pcp new-measure: what it makes of files that nobody has declared, in layouts known and never seen."""

from __future__ import annotations

import gzip
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from metrics.areas import districts, police_districts
from metrics.cli import cli
from metrics.declared.config import parse_config
from metrics.declared.framework import Config, PublishedMeasure
from metrics.declared.placeholders import filled
from metrics.issues import Refused
from metrics.profiling.appending import appended
from metrics.profiling.sample import MOST_BYTES, take_sample
from metrics.profiling.start import Options, start
from metrics.profiling.writing import PLAN, PUBLISH, published
from metrics.profiling.yaml_lines import scalar
from metrics.releasing.releases import load_release
from tests import books
from tests.shipped import beside

NOW = "2024-02-08T09:30:00+00:00"
CONFIG = """\
# A declaration of a site that has nothing yet.
site: {title: O, producer: The office, contact: C, statistics_status: S, update_schedule: U, attribution: A}
frameworks: [{id: pcp, title: Plan, vision: Safe., description: The plan}]
outcomes:
  - {id: safer, framework: pcp, title: Londoners are safer, description: Fewer victims}
  - {id: victims, framework: pcp, title: Victims are better supported, description: They get help}
measures:
  - {id: soon, outcome: safer, title: Soon, status: planned, description: D, owner: O, reason: R., expected: 2025-01-01}
"""
NAMES = [districts()[code].name for code in police_districts()]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "metrics.yaml").write_text(CONFIG)
    (tmp_path / "drop").mkdir()
    return tmp_path


def pcp(site: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--root", str(site), "--now", NOW, *arguments])


def put(site: Path, name: str, text: str, encoding: str = "utf-8") -> str:
    path = site / "drop" / name
    path.write_bytes(text.encode(encoding))
    return str(path)


def config_of(text: str) -> Config:
    config, issues = parse_config(text)
    assert config is not None, "\n".join(map(str, issues))
    return config


# What is written -------------------------------------------------------------------------------------------

WORRY = (
    "Quarter,Question,Share\nQ2 23-24,Worried about noise,0.41\nQ2 23-24,Worried about litter,0.30\n"
    "Q3 23-24,Worried about noise,0.42\nQ3 23-24,Worried about litter,0.31\n"
)
WITH_VALUES = """\
  # worry-about-noise: started by pcp new-measure. It is planned until you say otherwise.
  # Worry.csv holds 4 rows and 3 columns; it is utf-8, with commas between fields.
  # Its published form reads the file without an error. Each question mark waits for a person.
  - id: worry-about-noise
    outcome: safer  # ? could not tell which of "safer", "victims"
    title: Worry about noise  # ? made of the id: what readers see
    description: Worry about noise.  # ? what it measures, in plain words
    # The plan, until there is a figure to publish:
    status: planned
    owner: The office  # ? who has promised it
    reason: The extract is at hand, and the measure is being prepared.  # ? why there is no figure yet
    expected: not-announced  # or a date, such as 2024-05-09
    # To publish it: delete the plan, four lines, and the first "# " of each line below.
    # status: published
    # unit: percent  # every value lies between 0 and 1
    # share: of those asked  # ? what the percentage is of: these words follow the figure
    # polarity: neutral  # ? or higher-is-better, or lower-is-better
    # frequency: financial-quarter
    # comparison:
    #   basis: previous-period  # ? or same-period-last-year, or baseline
    #   materiality: 1.0  # ? the smallest change that is called one
    # caveats:  # ?
    #   - Write here what readers must know before they quote the figure.
    # next_update: not-announced  # or the date that the next figure is due
    # source:
    #   publisher: The publisher of the data  # ?
    #   title: The name of the data set  # ?
    #   link: https://example.org/where-readers-find-the-data-set  # ?
    #   licence: OGL-3.0  # ? is that its licence?
    #   files: Worry.csv
    #   layout: rows  # a row for each value: 4 rows
    #   period:  # 2 different, such as "Q2 23-24" and "Q3 23-24"
    #     column: Quarter
    #     format: Qn YY-YY
    #   value:
    #     column: Share
    #     written_as: proportion
    #   where:  # Question: "Worried about noise" is what the measure seems to be called by
    #     - column: Question
    #       values: Worried about noise
    #   absent: missing
    #   region: own-row
"""


def test_a_small_file_gives_these_lines(site: Path) -> None:
    done = pcp(site, "new-measure", "worry-about-noise", "--extract", put(site, "Worry.csv", WORRY))
    assert done.exit_code == 0
    above, _, below = done.stdout.partition(PUBLISH)
    lines = [
        line for line in below.splitlines()[1:] if not line.strip().removeprefix("#").strip().startswith("#")
    ]
    assert "\n".join([above + PUBLISH, *lines]) + "\n" == WITH_VALUES
    assert done.stderr == (
        "These lines go under measures: in metrics.yaml, as a planned measure that pcp check accepts.\n"
        "Its published form, in comments, reads the file without an error.\n"
    )


THEFTS = "Month,Borough,Type\n" + "".join(
    f"2023-{month:02},Camden,{kind}\n"
    for month in range(1, 13)
    for kind in ("Bicycle theft", "Other theft", "Theft from the person", "Burglary", "Burglary in a home")
)


@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("theft", '"Other theft", "Bicycle theft", "Theft from the person"'),
        ("theft-from-the-person", ""),
        ("burglary", ""),
        ("bicycle-theft", ""),
    ],
)
def test_a_name_that_several_categories_have_is_a_question(site: Path, name: str, choices: str) -> None:
    text = pcp(site, "new-measure", name, "--extract", put(site, "Street.csv", THEFTS)).stdout
    lines = [line.removeprefix("    # ").strip() for line in text.splitlines()]
    where = lines[next(at for at, line in enumerate(lines) if line.startswith("where:")) :][:3]
    if choices:
        assert where[0].endswith(f"# Type: ? which one is meant, {choices}")
        assert where[2] == 'values: "?"'
    else:
        assert "what the measure seems to be called by" in where[0]
        assert where[2].removeprefix("values: ").casefold().replace(" ", "-") == name


def keys_of(model: type[BaseModel]) -> Iterator[str]:
    for name, info in model.model_fields.items():
        yield name
        inner = info.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from keys_of(inner)


@pytest.mark.parametrize("extract", [(), ("Worry.csv", WORRY)], ids=["without-a-file", "with-one"])
def test_every_key_is_named(site: Path, extract: tuple[str, str] | tuple[()]) -> None:
    given_file = ["--extract", put(site, *extract)] if extract else []
    text = pcp(site, "new-measure", "one", *given_file).stdout
    assert [key for key in keys_of(PublishedMeasure) if not re.search(rf"\b{key}\b", text)] == []


def test_without_an_extract_it_is_planned_and_says_what_it_needs(site: Path) -> None:
    done = pcp(site, "new-measure", "one", "--title", "Số một", "--outcome", "victims", "--write")
    assert done.exit_code == 0
    added = config_of((site / "config" / "metrics.yaml").read_text()).measures[-1]
    assert (added.id, added.status, added.title, added.outcome) == ("one", "planned", "Số một", "victims")
    assert pcp(site, "check").exit_code == 0


def test_it_stands_under_the_outcome_that_its_name_is_like(site: Path) -> None:
    text = pcp(site, "new-measure", "support-of-victims").stdout
    assert "outcome: victims" in text


def test_a_file_that_another_measure_reads_is_described_as_there(site: Path) -> None:
    shutil.copy(Path(__file__).parents[2] / "config" / "metrics.yaml", site / "config" / "metrics.yaml")
    beside(site / "config")
    file = (
        "Quarter,Measure,Proportion\nQ3 21-22,Worried about noise,0.52\nQ4 21-22,Worried about noise,0.48\n"
    )
    text = pcp(site, "new-measure", "noise", "--extract", put(site, "PAS_Worry.csv", file)).stdout
    assert 'outcome: feel-safer  # ? as for the measure "worry-about-crime"' in text
    assert "title: Public Attitude Survey, in State of London\n" in text


# From the lines to a figure --------------------------------------------------------------------------------


def publish_as_written(site: Path, names: Sequence[str], measure_id: str) -> tuple[str, Any]:
    """Adds a measure, takes its comments away as the lines say, checks, publishes; its text and declaration."""
    options = [item for name in names for item in ("--extract", str(site / "drop" / name))]
    done = pcp(site, "new-measure", measure_id, *options, "--write")
    assert done.exit_code == 0, done.output
    file = site / "config" / "metrics.yaml"
    before = file.read_text()
    plan, below = before.partition(f"    {PLAN}\n")[2].partition(f"    {PUBLISH}\n")[::2]
    assert len(plan.splitlines()) == 4
    uncommented = "".join(line.replace("    # ", "    ", 1) for line in below.splitlines(keepends=True))
    file.write_text(filled(before.partition(f"    {PLAN}\n")[0] + uncommented))
    drop = str(site / "drop")
    checked = pcp(site, "check", "--drop", drop)
    assert checked.exit_code == 0, checked.output
    assert pcp(site, "publish", drop, "--release", "one").exit_code == 0
    release = load_release(site, "one")
    measure = release.config.measure(measure_id)
    return release.tile(measure_id, datetime(2024, 2, 8, tzinfo=UTC).date()).text, measure


def test_semicolons_quarters_in_the_header_and_points_between_thousands(site: Path) -> None:
    quarters = ["Q1 2022/23", "Q2 2022/23", "Q3 2022/23", "Q4 2022/23", "Q1 2023/24"]
    rows = [
        f"{name};{theme};1.200;1.201;1.202;1.203;1.204" for name in NAMES for theme in ("Noise", "Litter")
    ]
    put(site, "quarters.csv", "\n".join([";".join(["Borough", "Theme", *quarters]), *rows]) + "\n")
    text, measure = publish_as_written(site, ["quarters.csv"], "noise")
    assert (text, measure.frequency, measure.source.layout) == (
        "38,528",
        "financial-quarter",
        "periods-as-columns",
    )


def test_iso_dates_and_districts_by_their_codes(site: Path) -> None:
    ends = ["2023-10-31", "2023-11-30", "2023-12-31"]
    rows = [f"{end},{code},{10}" for end in ends for code in police_districts()]
    put(site, "codes.csv", "\n".join(["period_end,ons_code,stops", *rows]) + "\n")
    text, measure = publish_as_written(site, ["codes.csv"], "stops")
    assert (text, measure.frequency, measure.source.region) == ("320", "month", "all-rows")


def test_a_column_for_each_question_with_their_base(site: Path) -> None:
    rows = [
        f"{year}/{year % 100 + 1} Q{n},{1000 + n},{60 + n}.5,{40 + n}.25"
        for year in (2021, 2022)
        for n in (1, 2, 3, 4)
    ]
    put(site, "questions.csv", "\n".join(["Quarter,Base,Feel safe,Feel informed", *rows]) + "\n")
    text, measure = publish_as_written(site, ["questions.csv"], "feel-informed")
    assert (text, measure.source.value.column, measure.source.base.column) == (
        "44%",
        ("Feel informed",),
        ("Base",),
    )
    assert measure.source.ignore == ("Feel safe",)


def test_financial_years_tabs_thousands_and_percentages_as_text(site: Path) -> None:
    years = [f"{year}-{(year + 1) % 100:02d}" for year in range(2012, 2023)]
    rows = [f"{year}\t{1000 + 111 * n:,}\t{20 + n}%" for n, year in enumerate(years)]
    put(site, "years.csv", "\n".join(["Financial year\tStops made\tShare found", *rows]) + "\n")
    text, measure = publish_as_written(site, ["years.csv"], "stops-made")
    assert (text, measure.frequency, measure.source.value.thousands) == ("2,110", "financial-year", ",")


def test_the_same_file_gives_its_percentages_to_another_measure(site: Path) -> None:
    put(site, "years.csv", "Year ending\tStops\tShare found\n2020-21\t1,000\t20%\n2021-22\t2,000\t30%\n")
    text, measure = publish_as_written(site, ["years.csv"], "share-found")
    assert (text, measure.unit, measure.source.value.written_as) == ("30%", "percent", "percent")


def test_an_older_windows_file_with_marks_and_a_row_of_totals(site: Path) -> None:
    rows = [f"{month} 2023|{kind}|{n}" for month in ("Jan", "Feb", "Mar") for kind, n in KINDS.items()]
    put(site, "old.csv", "\n".join(["Month|Catégorie|Number", *rows]) + "\n", "cp1252")
    text, measure = publish_as_written(site, ["old.csv"], "incidents")
    assert (text, measure.source.encoding, measure.source.delimiter) == ("112", "cp1252", "|")
    assert [(dimension.column, dimension.headline) for dimension in measure.source.dimensions] == [
        (("Catégorie",), "Total")
    ]


KINDS = {"Café": "12", "Rue – nuit": "*", "Total": "112"}


def test_first_days_of_months_and_a_row_for_each_event(site: Path) -> None:
    rows = [
        f"2023-{month:02d}-01,{name},{kind}" for month in (10, 11) for name in NAMES for kind in ("A", "B")
    ]
    put(site, "events.csv", "\n".join(["month_start,borough,kind", *rows]) + "\n")
    text, measure = publish_as_written(site, ["events.csv"], "events")
    assert (text, measure.source.layout, measure.source.period.day) == ("64", "events", "first")


def test_a_column_for_each_district_and_one_for_region(site: Path) -> None:
    header = ["Month", "Theme", *NAMES, "Heathrow Airport", "London", "Checks made"]
    rows = [
        ",".join([f"2023-{month}", theme, *["2"] * 32, "1", "65", "7"])
        for month in (10, 11)
        for theme in ("Noise", "Litter")
    ]
    put(site, "columns.csv", "\n".join([",".join(header), *rows]) + "\n")
    text, measure = publish_as_written(site, ["columns.csv"], "litter")
    source = measure.source
    assert (text, source.layout, source.region, source.ignore, source.area.no_area) == (
        "65",
        "areas-as-columns",
        "own-row",
        ("Checks made",),
        ("Heathrow Airport",),
    )


def test_columns_of_districts_alone_are_added_up(site: Path) -> None:
    put(site, "boroughs.csv", f"Month,{','.join(NAMES)}\n2023-10,{','.join(['2'] * 32)}\n")
    text, measure = publish_as_written(site, ["boroughs.csv"], "noise")
    assert (text, measure.source.region, measure.source.area.aliases) == ("64", "all-rows", {})


def layout_line(site: Path, name: str) -> str:
    done = pcp(site, "new-measure", "knives", "--title", "Knives", "--extract", str(site / "drop" / name))
    return next(line for line in done.stdout.splitlines() if "layout: " in line).strip(" #")


def test_columns_of_categories_beside_their_sum(site: Path) -> None:
    rows = ["2023-10,Camden,1204,4,1200,30", "2023-10,Barnet,9,5,4,31", "2023-11,Camden,8,3,5,30"]
    put(site, "kinds.csv", "\n".join(["Month,Borough,All,Knife,Other weapon,Base", *rows]) + "\n")
    assert layout_line(site, "kinds.csv") == (
        'layout: categories-as-columns  # a column for each category: 3 rows; "All" is the sum of the others'
    )
    text, measure = publish_as_written(site, ["kinds.csv"], "knives")
    (kinds,) = measure.source.dimensions
    assert (text, measure.source.layout, measure.source.ignore) == ("8", "categories-as-columns", ("Base",))
    assert (kinds.column, kinds.headline, [item.name for item in kinds.categories]) == (
        None,
        "All",
        ["All", "Knife", "Other weapon"],
    )


def test_columns_of_ages_without_a_sum_are_proposed_as_a_question(site: Path) -> None:
    put(site, "ages.csv", "Month,Age 10-17,Age 18-24\n2023-10,3,5\n2023-11,4,4\n")
    assert layout_line(site, "ages.csv") == (
        'layout: categories-as-columns  # a column for each category: 2 rows; ? are "Age 10-17", "Age 18-24" '
        "parts of one whole; if not, it is rows, and one of them is the value"
    )
    text, measure = publish_as_written(site, ["ages.csv"], "knives")
    (ages,) = measure.source.dimensions
    assert (text, ages.id, ages.title, ages.headline) == ("8", "by-age", "Age", None)


def test_other_columns_of_numbers_may_be_categories_and_that_is_asked(site: Path) -> None:
    put(site, "sexes.csv", "Month,Female,Male\n2023-10,3,5\n2023-11,4,4\n")
    assert layout_line(site, "sexes.csv") == (
        "layout: rows  # a row for each value: 2 rows; ? or categories-as-columns, if the columns of numbers are "
        "parts of one whole"
    )


def test_two_files_that_join_and_a_name_for_region(site: Path) -> None:
    put(site, "a.csv", "Date;Area;Share\n30/09/2023;MPS;0,5\n31/12/2023;MPS;0,6\n")
    put(site, "b.csv", "Date;Area;Share;MPS\n30/09/2023;Camden;0,7;0,5\n31/12/2023;Camden;0,7;0,6\n")
    text, measure = publish_as_written(site, ["a.csv", "b.csv"], "trust")
    assert (text, measure.frequency, measure.source.area.aliases) == (
        "60%",
        "financial-quarter",
        {"MPS": "London"},
    )


REAL = {
    "robbery": (["MPS Borough Level Crime (most recent 24 months).csv"], "2,963"),
    "everything": (["MPS Borough Level Crime (most recent 24 months).csv"], "75,382"),
    "homicides": (["MPS Homicide Victims 2003-2023.csv"], "8"),
    "trust": (["PAS_MPS.csv", "PAS_Borough.csv"], "69%"),
    "listen-to-concerns": (["PAS_MPS.csv"], "57%"),
    "satisfaction-online": (["USS_TDIU_Satisfaction.csv"], "32%"),
    "worry-about-anti-social-behaviour": (["PAS_Worry.csv"], "41%"),
}


@pytest.mark.parametrize("measure_id", REAL)
def test_the_real_files_are_published_from_what_it_writes(
    site: Path, extracts: Path, measure_id: str
) -> None:
    names, text = REAL[measure_id]
    for name in names:
        shutil.copy(extracts / "drop-2024-02" / name, site / "drop" / name)
    assert publish_as_written(site, names, measure_id)[0] == text


# What cannot be read ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Year,Month,Count\n2023/24,1,5\n2023/24,2,6\n",
            "the year and the month stand in two columns that cannot be read together; ask for one column with both, such "
            "as 2024-01",
        ),
        (
            f"Month,{','.join(NAMES)}\n2023-01,{','.join(['few'] * 32)}\n",
            "the header holds areas, and what stands below them are no numbers; ask how they are to be read",
        ),
        (
            f"When,{','.join(NAMES)}\nlately,{','.join(['1'] * 32)}\n",
            "no column holds periods in a format that can be read; docs/measures.md has the formats",
        ),
        (
            "Month,Minutes\n2023-01,113.5\n2023-02,126.5\n",
            '"unit" could not be told: "Minutes" says "minutes", which is neither a count nor a percentage; ask for the '
            "counts behind it",
        ),
        (
            "Month,Borough,Share\n2023-01,Camden,51%\n2023-01,Barnet,52%\n",
            '"region" could not be told: percentages do not add up, and no row is London\'s own; ask for one',
        ),
        (
            "Week ending,Count\nweek 3,5\nweek 4,6\n",
            'the column "Week ending" seems to hold periods, and "week 3", "week 4" is none that can be read in one '
            "way; docs/measures.md has the formats, and a date is the last day of its period",
        ),
        ("Name,Colour\na,b\nc,d\n", "no column holds periods in a format that can be read"),
    ],
)
def test_a_layout_that_no_declaration_reads_says_what_to_ask_for(site: Path, text: str, message: str) -> None:
    done = pcp(site, "new-measure", "one", "--extract", put(site, "x.csv", text), "--write")
    assert (done.exit_code, f"Not told, or not right yet: {message}" in done.stderr) == (0, True), done.stderr
    assert pcp(site, "check").exit_code == 0


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("x.csv", b"", "x.csv:1:1: error: the file is empty; was it cut off on its way?"),
        ("x.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "x.csv:1:"),
        ("x.csv", b"PK\x03\x04 xl/workbook", "x.csv:1:1: error: it is an Excel workbook (xlsx)"),
        ("x.csv", "a,b\n1,2\n".encode("utf-16"), "x.csv:1:1: error: the file is UTF-16, not utf-8"),
        ("x.csv", b"Month,Count\n", "x.csv:1:1: error: the file holds a header and no rows"),
        ("x.csv", b"Month,Count,Count\n2023-01,5,5\n", 'x.csv:1:1: error: columns of one name: "Count"'),
        ("x.csv", b"Month,Count\n2023-01,5\n2023-02\n", "x.csv:3:"),
        (
            "x.txt",
            b"Month,Count\n2023-01,5\n",
            "x.txt:1:1: error: a declaration names files that end in .csv",
        ),
    ],
)
def test_a_file_that_is_no_table_is_a_fault_and_no_traceback(
    site: Path, name: str, data: bytes, message: str
) -> None:
    (site / "drop" / name).write_bytes(data)
    done = pcp(site, "new-measure", "one", "--extract", str(site / "drop" / name))
    assert (done.exit_code, done.exception.__class__) == (1, SystemExit)
    assert message in done.stdout and "1 error, 0 warnings.\n" in done.stdout


def test_a_folder_and_a_file_that_is_not_there_are_faults(site: Path) -> None:
    assert (
        "it is a folder, not a plain file; name the file itself"
        in pcp(site, "new-measure", "a", "--extract", str(site)).stdout
    )
    gone = pcp(site, "new-measure", "a", "--extract", str(site / "gone.csv"))
    assert (gone.exit_code, "it cannot be read: No such file or directory" in gone.stdout) == (1, True)


def test_of_a_huge_file_the_start_is_looked_at_and_that_is_said(site: Path) -> None:
    months = ("2023-10", "2023-11", "2023-12")
    rows = "".join(f"{month},{name},{'x' * 60}\n" for month in months for name in NAMES)
    file = put(site, "x.csv", "Month,Borough,Text\n" + rows * (MOST_BYTES // len(rows) + 2))
    done = pcp(site, "new-measure", "one", "--extract", file)
    assert (done.exit_code, "was looked at in its first 4 MiB, which hold" in done.stdout) == (0, True)
    assert "layout: events" in done.stdout


@settings(max_examples=60)
@given(st.one_of(st.binary(max_size=300), st.text(alphabet='ab,;\t|"\n\r0123456789%-./é \0', max_size=300)))
def test_whatever_a_file_holds_there_are_lines_or_faults(held: bytes | str) -> None:
    data = held if isinstance(held, bytes) else held.encode()
    sample, issues = take_sample("x.csv", data, "x.csv")
    if sample is None:
        assert issues
    else:
        draft = start(CONFIG, config_of(CONFIG), Options("one", "One"), [sample], parse_config)
        assert config_of(appended(CONFIG, draft.block)).measures[-1].id == "one"


# The command line, and the file it adds to -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["Robbery"], 2, '"Robbery" is not an id: small letters, digits and single hyphens, a letter first'),
        (["1a"], 2, "is not an id"),
        (["soon"], 3, 'refused: the measure "soon" is declared already; choose another id'),
        (["one", "--outcome", "victm"], 2, 'there is no outcome "victm"; did you mean "victims"?'),
        (["one", "--title", " "], 2, "it is blank"),
    ],
)
def test_what_cannot_be_started_says_why(site: Path, arguments: list[str], status: int, message: str) -> None:
    done = pcp(site, "new-measure", *arguments)
    assert (done.exit_code, message in done.stderr) == (status, True)


def test_a_declaration_with_faults_is_mended_first(site: Path) -> None:
    (site / "config" / "metrics.yaml").write_text(
        CONFIG.replace("producer: The office", "producr: The office")
    )
    done = pcp(site, "new-measure", "one", "--write")
    assert (done.exit_code, 'did you mean "producer"?' in done.stdout) == (1, True)


@pytest.mark.parametrize(
    "text",
    [
        CONFIG,
        CONFIG.rstrip("\n"),
        CONFIG.replace("\n", "\r\n"),
        CONFIG + "\n# The end.\n\n",
        CONFIG.replace("measures:\n  - {", "measures:  # all of them\n- {"),
        CONFIG.replace("measures:\n  - {", "measures:\n      - {"),
        CONFIG.partition("outcomes:")[0]
        + "measures:"
        + CONFIG.partition("measures:")[2]
        + "\n# The outcomes\n"
        "outcomes:" + CONFIG.partition("outcomes:")[2].partition("measures:")[0],
        CONFIG.replace("\nmeasures:\n", "\n\n# What is watched\nmeasures:\n"),
    ],
    ids=["plain", "no-last-line", "crlf", "comment", "flush", "deep", "not-last", "commented"],
)
def test_not_a_byte_of_what_stood_there_is_changed(text: str) -> None:
    draft = start(text, config_of(text), Options("one", "One"), [], parse_config)
    new_text = appended(text, draft.block)
    at = next(n for n in range(len(text) + 1) if n == len(text) or new_text[n] != text[n])
    ends = [cut for cut in range(at + 1) if new_text.startswith(text[:cut]) and new_text.endswith(text[cut:])]
    assert ends and [measure.id for measure in config_of(new_text).measures] == ["soon", "one"]
    assert ("\r\n" in new_text) == ("\r\n" in text) and "\n\n\n" not in new_text.replace(
        text[max(ends) :], ""
    )


def test_a_second_measure_stands_below_the_comments_of_the_first() -> None:
    first = appended(CONFIG, start(CONFIG, config_of(CONFIG), Options("one", "One"), [], parse_config).block)
    both = appended(first, start(first, config_of(first), Options("two", "Two"), [], parse_config).block)
    assert both.startswith(first) and [measure.id for measure in config_of(both).measures] == [
        "soon",
        "one",
        "two",
    ]


def test_measures_without_a_line_of_their_own_are_not_added_to() -> None:
    with pytest.raises(Refused, match='has no line "measures:" of its own'):
        appended(CONFIG.partition("measures:")[0] + "measures: []\n", "  - id: one\n")


@given(st.text(min_size=1, max_size=40))
def test_any_text_is_the_same_when_it_is_read_again(text: str) -> None:
    written = appended(
        CONFIG, start(CONFIG, config_of(CONFIG), Options("one", "One"), [], parse_config).block
    )
    line = f"title: {scalar(text)}\n"
    config, issues = parse_config(written.replace("title: One\n", line, 1))
    assert config is None or config.measures[-1].title == text, issues


def test_the_published_form_is_what_is_left_without_the_plan() -> None:
    block = start(CONFIG, config_of(CONFIG), Options("one", "One"), [], parse_config).block
    left = published(block)
    assert PLAN not in left and PUBLISH not in left and "status: planned" not in left
    assert "    status: published\n" in left


# Workbooks, what is packed, and titles above a header -----------------------------------------------------------

SHEETS = """== Notes
Published each quarter
== Table 3
Table 3: worry by quarter

Quarter,Area,Share
Q1 23-24,MPS,61%
Q2 23-24,MPS,60%
Q3 23-24,MPS,63%

A note on the data.
"""


def published_form(text: str) -> str:
    return "\n".join(line.removeprefix("    # ") for line in text.splitlines() if line.startswith("    # "))


def test_a_workbook_asks_for_its_sheet_and_lists_them_with_their_sizes(site: Path) -> None:
    (site / "drop" / "Worry.xlsx").write_bytes(books.xlsx(books.sheets(SHEETS)))
    done = pcp(site, "new-measure", "worry", "--extract", str(site / "drop" / "Worry.xlsx"))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.endswith(
        "Error: Worry.xlsx has 2 sheets; name one with --sheet NAME:\n"
        "  Notes: 1 row, 1 column\n  Table 3: 8 rows, 3 columns\n"
    )
    other = pcp(
        site, "new-measure", "worry", "--extract", str(site / "drop" / "Worry.xlsx"), "--sheet", "Table 4"
    )
    assert (other.exit_code, 'no sheet "Table 4"; did you mean "Table 3"?' in other.stdout) == (1, True)


@pytest.mark.parametrize(("write", "name"), [(books.xlsx, "Worry.xlsx"), (books.ods, "Worry.ods")])
def test_of_a_sheet_its_header_and_cells_are_proposed(
    site: Path, write: Callable[[books.Sheets], bytes], name: str
) -> None:
    (site / "drop" / name).write_bytes(write(books.sheets(SHEETS)))
    done = pcp(site, "new-measure", "worry", "--extract", str(site / "drop" / name), "--sheet", "Table 3")
    assert (done.exit_code, "reads the file without an error" in done.stderr) == (0, True), done.stderr
    form = published_form(done.stdout)
    assert f"  files: {name}\n" in form and "  sheet: Table 3\n" in form and '  range: "A3:C6"' in form
    assert (
        "    written_as: percent\n" in form
        and "delimiter" not in form.split("written_as")[0].split("# delimiter")[0]
    )


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("x.csv", b"Title of it\n\nMonth,Count\n2023-01,5\n2023-02,6\n", "  header: 3\n"),
        (
            "x.csv",
            b'Theft, by month\n"Source: a force, 2024"\n\nMonth,Count\n2023-01,5\n2023-02,6\n',
            "  header: 4\n",
        ),
        ("x.csv.gz", gzip.compress(b"Month;Count\n2023-01;5\n2023-02;6\n", mtime=0), '  delimiter: ";"\n'),
        ("x.csv", b"Month,Count\n\n2023-01,5\n2023-02,6\n2023-03,6\n", "x.csv:2:1: error: the row is blank"),
    ],
)
def test_titles_and_packed_files_are_looked_through(
    site: Path, name: str, data: bytes, expected: str
) -> None:
    (site / "drop" / name).write_bytes(data)
    done = pcp(site, "new-measure", "one", "--extract", str(site / "drop" / name))
    assert expected in (published_form(done.stdout) if done.exit_code == 0 else done.stdout), (
        done.stdout + done.stderr
    )


def test_a_parquet_file_is_looked_at(site: Path) -> None:
    books.parquet("month,count\n2023-01-01,5\n2023-02-01,6\n", site / "drop" / "x.parquet")
    done = pcp(site, "new-measure", "one", "--extract", str(site / "drop" / "x.parquet"))
    assert (done.exit_code, "    day: first\n" in published_form(done.stdout)) == (0, True), done.stderr


def test_without_its_library_a_parquet_file_says_how_it_is_installed(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    books.parquet("month,count\n2023-01-01,5\n", site / "drop" / "x.parquet")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    done = pcp(site, "new-measure", "one", "--extract", str(site / "drop" / "x.parquet"))
    assert (done.exit_code, "pip install --require-hashes -r requirements-parquet.lock" in done.stdout) == (
        1,
        True,
    )
