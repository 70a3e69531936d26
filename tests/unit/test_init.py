"""`pcp init`: a folder of content to start from, written whole or not at all, and never over anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import run

NOW = ("--now", "2026-02-28T09:30:00+00:00")
WRITTEN = {
    ".gitignore",
    "README.md",
    "config/areas.csv",
    "config/metrics.yaml",
    "config/pages/neighbourhood-visits.md",
    "data/drops/example/Burglary.csv",
    "data/drops/example/Survey.csv",
}


def files(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}


def test_a_new_folder_is_written_and_the_next_commands_are_told(tmp_path: Path) -> None:
    done = run(tmp_path, *NOW, "init", "county/site")
    assert (done.returncode, done.stderr) == (0, "")
    assert files(tmp_path / "county" / "site") == WRITTEN
    assert done.stdout == (
        "Wrote 7 files to county/site: an invented county, to put your own in its place. Next:\n\n"
        "  cd county/site\n"
        "  pcp check --drop data/drops/example\n"
        '  pcp publish data/drops/example --release example --note "A first try."\n'
        "  pcp serve\n\n"
        "README.md there says how it becomes a site of your own.\n"
    )
    declared = (tmp_path / "county" / "site" / "config" / "metrics.yaml").read_text("utf-8")
    assert "reviewed: 2026-02-28\n    review_by: 2027-02-28\n" in declared
    assert "TODAY" not in declared and "IN-A-YEAR" not in declared


def test_the_folder_that_one_is_in_is_written_where_it_is_empty_but_for_git(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    done = run(tmp_path, *NOW, "init", ".")
    assert (done.returncode, files(tmp_path)) == (0, WRITTEN)
    assert "Wrote 7 files to this folder" in done.stdout and "  cd " not in done.stdout


@pytest.mark.parametrize("name", ["notes.txt", "config/metrics.yaml", ".gitignore"])
def test_a_folder_that_holds_anything_is_left_as_it_is(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    done = run(tmp_path, "init", ".")
    holds = name.split("/", maxsplit=1)[0]
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == f'refused: . is not empty, it holds "{holds}"; name a new or an empty folder\n'
    assert (files(tmp_path), (tmp_path / name).read_text()) == ({name}, "mine")


def test_a_file_is_no_folder_to_write(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    done = run(tmp_path, "init", "site")
    assert (done.returncode, done.stderr) == (3, "refused: site is a file; name a new or an empty folder\n")
    below = run(tmp_path, "init", "site/below")
    assert (below.returncode, below.stderr) == (
        3,
        "refused: site/below cannot be written: Not a directory; nothing was\n",
    )


@pytest.mark.parametrize("place", ["new", "empty"])
@pytest.mark.parametrize("failing", ["config", "README.md", "data"])
def test_where_something_cannot_be_written_nothing_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, failing: str
) -> None:
    (tmp_path / "empty").mkdir()
    rename = Path.rename

    def full(self: Path, target: Path) -> Path:
        if Path(target) == Path(place) / failing:
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    done = run(tmp_path, "init", place)
    assert done.returncode == 3
    assert done.stderr == f"refused: {place} cannot be written: No space left on device; nothing was\n"
    assert {file.name for file in tmp_path.rglob("*")} == {"empty"}


def test_the_last_day_of_february_has_a_day_a_year_later(tmp_path: Path) -> None:
    assert run(tmp_path, "--now", "2028-02-29T12:00:00+00:00", "init", "site").returncode == 0
    declared = (tmp_path / "site" / "config" / "metrics.yaml").read_text("utf-8")
    assert "reviewed: 2028-02-29\n    review_by: 2029-02-28\n" in declared


def test_help_says_what_is_written(tmp_path: Path) -> None:
    assert "a new or an empty FOLDER" in run(tmp_path, "init", "--help").stdout
    assert "  init " in run(tmp_path, "--help").stdout
    assert run(tmp_path, "init").returncode == 2
