"""What never changes is compressed once, on the disk by its content; without that, in memory."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import brotli
import pytest
from plotly.offline import get_plotlyjs_version

from serving.http.answer import Answer, fingerprint, packed
from serving.http.media_types import HTML
from serving.http.packing import packed_from, write_packed
from serving.http.places import PACKED_AHEAD, SMALL_PLOTLY
from serving.interactive.scripts import NO_EXPLORER, Explorer, suite
from serving.static_assets import main, static_answers

BODY = b"The same words again and again. " * 100
STYLE = b"p { color: black }\n" * 100
NAME = fingerprint(BODY)
KEPT = {f"{NAME}.br": brotli.compress(BODY, quality=11), f"{NAME}.gz": gzip.compress(BODY, 9, mtime=0)}


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def forms(answer: Answer) -> dict[str, bytes]:
    return {form.encoding: form.body for form in answer.forms}


def test_each_body_is_written_in_two_forms_named_by_its_content(tmp_path: Path) -> None:
    write_packed(tmp_path / "new" / "folder", [BODY, BODY])
    assert contents(tmp_path / "new" / "folder") == KEPT


def test_what_is_packed_already_is_not_written_again(tmp_path: Path) -> None:
    write_packed(tmp_path, [BODY])
    for name in KEPT:
        os.utime(tmp_path / name, (0, 0))
    write_packed(tmp_path, [BODY])
    assert [(tmp_path / name).stat().st_mtime for name in KEPT] == [0, 0]


def test_an_answer_is_sent_in_the_forms_that_lie_there(tmp_path: Path) -> None:
    other = brotli.compress(BODY, quality=1)
    (tmp_path / f"{NAME}.br").write_bytes(other)
    answer = packed_from([tmp_path], Answer(BODY, HTML))
    assert forms(answer) == {"identity": BODY, "br": other, "gzip": KEPT[f"{NAME}.gz"]}
    assert [form.etag for form in answer.forms] == [
        f"{fingerprint(form.body)}-{form.encoding}" for form in answer.forms
    ]


def test_without_a_folder_an_answer_is_packed_in_memory_and_nothing_is_written(tmp_path: Path) -> None:
    assert packed_from([tmp_path / "none"], Answer(BODY, HTML)) == packed(Answer(BODY, HTML))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", [b"", b"nothing of the kind", b"cut", b"other"])
def test_a_damaged_form_is_passed_over_and_then_written_anew(tmp_path: Path, damage: bytes) -> None:
    others = {f"{NAME}.br": brotli.compress(b"other"), f"{NAME}.gz": gzip.compress(b"other")}
    for name, form in KEPT.items():
        broken = {b"cut": form[:-9], b"other": others[name]}.get(damage, damage)
        (tmp_path / name).write_bytes(broken)
    assert packed_from([tmp_path], Answer(BODY, HTML)) == packed(Answer(BODY, HTML))
    write_packed(tmp_path, [BODY])
    assert contents(tmp_path) == KEPT


def project(folder: Path) -> Path:
    """A project with a stylesheet, the page's own script and a small plotly."""
    (folder / "pyproject.toml").touch()
    (folder / "assets").mkdir()
    (folder / "assets" / "site.css").write_bytes(STYLE)
    (folder / "assets" / "explore.js").write_bytes(b"const parts = /* PARTS */ null;\n" + BODY)
    (folder / SMALL_PLOTLY).mkdir(parents=True)
    (folder / SMALL_PLOTLY / "package.json").write_text(json.dumps({"version": get_plotlyjs_version()}))
    (folder / SMALL_PLOTLY / "plotly-basic.min.js").write_bytes(BODY * 2)
    return folder


def test_all_that_never_changes_is_packed_ahead_and_read_as_it_was(tmp_path: Path) -> None:
    main(project(tmp_path))
    kept = contents(tmp_path / PACKED_AHEAD)
    answers, _ = static_answers(tmp_path / "assets", Explorer(suite(tmp_path)))
    assert {
        f"{fingerprint(answer.body)}{ending}": forms(answer)[encoding]
        for answer in answers.values()
        for encoding, ending in {"br": ".br", "gzip": ".gz"}.items()
        if encoding in forms(answer)
    } == kept


def test_where_nothing_can_be_written_the_step_says_so_and_all_works(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project(tmp_path) / "build").write_text("a file in the place of the folder")
    main(tmp_path)
    assert capsys.readouterr().err.startswith("warning: not all was compressed ahead (")
    answers, _ = static_answers(tmp_path / "assets", NO_EXPLORER)
    lasting = f"/assets/site.{fingerprint(STYLE)}.css"
    assert forms(answers[lasting]) == forms(packed(Answer(STYLE, HTML)))
