from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.running import run

ROOT = Path(__file__).parents[2]
DROP = "data/drops/2023-24-q3"
THEN = ("--now", "2026-08-13T08:30:00+00:00")  # later some of its pages are to be looked over again


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with the shipped declaration and drop, and no release."""
    shutil.copytree(ROOT / "config", tmp_path / "config")
    shutil.copytree(ROOT / "data" / "drops", tmp_path / "data" / "drops")
    return tmp_path


def pcp(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in the site's folder."""
    return run(site, *arguments, PCP_ACTOR="staff")


def declare(site: Path, old: str, new: str) -> None:
    file = site / "config" / "metrics.yaml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def place(site: Path, text: str) -> str:
    """Where a value stands in the declaration, as messages have it: ``config/metrics.yaml:67:11``."""
    lines = (site / "config" / "metrics.yaml").read_text().splitlines()
    number = next(number for number, line in enumerate(lines, start=1) if text in line)
    value = text.rpartition(": ")[2]
    return f"config/metrics.yaml:{number}:{lines[number - 1].index(value) + 1}"


def warnings(site: Path) -> list[str]:
    """The warnings of the shipped declaration: nobody has said when the planned measures will come."""
    lines = (site / "config" / "metrics.yaml").read_text().splitlines()
    line_numbers = [
        number for number, line in enumerate(lines, start=1) if line == "    expected: not-announced"
    ]
    names = (
        *("crime-prevalence", "justice-satisfaction", "mps-measures"),
        *("mopac-partnership-measures", "custody-visits", "finance-measures"),
    )
    return [
        f'config/metrics.yaml:{line}:15: warning: measure "{name}": no date is given for it'
        for line, name in zip(line_numbers, names, strict=True)
    ]


def test_a_sound_declaration_passes_with_its_warnings(site: Path) -> None:
    done = pcp(site, *THEN, "check")
    summary = "13 measures are declared: 0 errors, 10 warnings in config/metrics.yaml."
    *lines, last = done.stdout.splitlines()
    gaps = [line for line in lines if "readers see" in line]
    assert (done.returncode, last, len(gaps)) == (0, summary, 4)
    assert [line for line in lines if line not in gaps] == warnings(site)


def test_a_sound_drop_passes(site: Path) -> None:
    done = pcp(site, *THEN, "check", "--drop", DROP)
    assert done.returncode == 0
    summary = "6 measures are ready to be published: 0 errors, 19 warnings in config/metrics.yaml"
    assert done.stdout.endswith(f"{summary} and {DROP}.\n")


def test_a_fault_is_one_line_with_its_place(site: Path) -> None:
    declare(site, "unit: percent", "unit: percnt")
    done = pcp(site, "check")
    fault = f'{place(site, "unit: percnt")}: error: measure "worry-about-crime": unit "percnt" is not known'
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == f'{fault}; did you mean "percent"?\n1 error, 0 warnings in config/metrics.yaml.\n'


def test_json_holds_a_list_of_faults_and_nothing_else(site: Path) -> None:
    declare(site, "unit: percent", "unit: percnt")
    done = pcp(site, "check", "--format", "json")
    assert json.loads(done.stdout) == [
        {
            "file": "config/metrics.yaml",
            "line": int(place(site, "unit: percnt").split(":")[1]),
            "column": 11,
            "severity": "error",
            "code": "unknown-value",
            "message": 'measure "worry-about-crime": unit "percnt" is not known; did you mean "percent"?',
        }
    ]


def test_github_shows_a_fault_beside_its_line_and_nothing_else(site: Path) -> None:
    declare(site, "unit: percent", "unit: 100%")
    done = pcp(site, "check", "--format", "github")
    line = place(site, "unit: 100%").split(":")[1]
    assert done.stdout == (
        f"::error file=config/metrics.yaml,line={line},col=11::measure "
        '"worry-about-crime": unit "100%25" is not known; allowed: "percent", "count", "small-count", '
        '"money", "duration", "rate", "number", "index"\n'
    )


def test_a_name_that_holds_a_comma_or_a_colon_does_not_break_a_command_for_github(site: Path) -> None:
    shutil.copyfile(site / "config" / "metrics.yaml", site / "a,b:c.yaml")
    done = pcp(site, "check", "--format", "github", "--config", "a,b:c.yaml")
    assert done.stdout.startswith("::warning file=a%2Cb%3Ac.yaml,line=")


def test_faults_of_a_drop_name_the_file_the_line_and_the_field(site: Path) -> None:
    file = site / DROP / "USS_TDIU_Satisfaction.csv"
    file.write_text(file.read_text().replace("71%", "171%", 1))
    done = pcp(site, "check", "--drop", DROP)
    fault = f'{DROP}/USS_TDIU_Satisfaction.csv:2:3: error: percentage "171%" is above 100'
    assert done.returncode == 1
    assert f"{fault}; percentages run from 0 to 100\n" in done.stdout


def test_all_missing_files_are_told_at_once(site: Path) -> None:
    (site / DROP / "PAS_MPS.csv").unlink()
    (site / DROP / "PAS_Worry.csv").unlink()
    done = pcp(site, *THEN, "check", "--drop", DROP)
    line_starts = [line.split(":")[0] for line in done.stdout.splitlines() if "error" in line]
    summary = f"2 errors, 19 warnings in config/metrics.yaml and {DROP}."
    assert (done.returncode, line_starts) == (1, [f"{DROP}/PAS_MPS.csv", f"{DROP}/PAS_Worry.csv", summary])


def test_a_declaration_that_is_not_there_is_a_fault_and_no_traceback(site: Path) -> None:
    (site / "config" / "metrics.yaml").unlink()
    done = pcp(site, "check")
    expected = "config/metrics.yaml:1:1: error: the file cannot be read: No such file or directory\n"
    summary = "1 error, 0 warnings in config/metrics.yaml.\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, expected + summary, "")


def test_a_drop_with_faults_is_not_published(site: Path) -> None:
    (site / DROP / "PAS_Worry.csv").write_text("Quarter,Measure,Proportion\n")
    done = pcp(site, *THEN, "publish", DROP, "--release", "2023-24-q3")
    assert (done.returncode, done.stderr) == (1, "1 error, 21 warnings. Nothing was published.\n")
    assert not (site / "data" / "releases").exists()


def test_an_id_that_exists_is_refused(site: Path) -> None:
    assert pcp(site, "publish", DROP, "--release", "first").returncode == 0
    done = pcp(site, "publish", DROP, "--release", "first")
    assert done.returncode == 3
    assert done.stderr.startswith('refused: the release "first" exists already')


@pytest.mark.parametrize(
    "arguments",
    [
        ("publish", DROP),
        ("publish", DROP, "--release", "../escape"),
        ("publish", DROP, "--release", "Q3"),
        ("--now", "yesterday", "check"),
        ("--now", "2024-02-08T09:30:00", "check"),
        ("--root", "nowhere", "check"),
        ("check", "--format", "xml"),
        ("chek",),
    ],
)
def test_a_wrong_command_line_is_status_2(site: Path, arguments: tuple[str, ...]) -> None:
    done = pcp(site, *arguments)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("Error: ")


def test_the_schema_is_json(site: Path) -> None:
    schema = json.loads(pcp(site, "schema").stdout)
    assert set(schema["required"]) == {"site", "frameworks", "outcomes", "measures"}


def test_a_file_that_two_names_find_is_an_error_and_no_measure_is_dropped(site: Path) -> None:
    declare(site, "files: PAS_Worry.csv", "files: [PAS_Worry.csv, PAS_W*.csv]")
    done = pcp(site, "check", "--drop", DROP)
    fault = f'{DROP}/PAS_Worry.csv:1:1: error: "worry-about-crime" asks for 2 files'
    assert done.returncode == 1
    assert f'{fault}, and "PAS_Worry.csv", "PAS_W*.csv" find only 1 of them\n' in done.stdout


@pytest.mark.parametrize("command", ["releases", "verify", "serve"])
def test_a_folder_that_is_no_site_is_told_and_not_taken_for_an_empty_one(
    tmp_path: Path, command: str
) -> None:
    done = pcp(tmp_path, command)
    message = f"there is no config/ or data/ in {tmp_path.resolve()}; name the folder with --root"
    assert (done.returncode, done.stderr.splitlines()[-1]) == (2, f"Error: {message}")


def test_a_missing_file_is_not_taken_for_one_that_another_measure_reads(site: Path) -> None:
    (site / DROP / "PAS_MPS.csv").unlink()
    done = pcp(site, "check", "--drop", DROP)
    fault = f"{DROP}/PAS_MPS.csv:1:1: error: the file is not in the drop; the drop holds 6 others: "
    others = sorted(path.name for path in (site / DROP).iterdir())
    fault += ", ".join(f'"{name}"' for name in others)
    assert done.returncode == 1
    assert f"{fault} (declared in config/metrics.yaml:" in done.stdout
