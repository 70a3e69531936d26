"""The history as a chain: whatever is lost, altered or put elsewhere is told, and a crash is told from it."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from metrics.releasing.chain import chain_faults, heads_of, parse_head
from metrics.releasing.history import read_history
from metrics.releasing.verification import verify, verify_history
from tests.running import ROOT, run
from tests.store.sites import NOW, RELEASES, errors, make_site, prepare

HISTORY, HEAD = "history.jsonl", "last-event.json"


def pcp(root: Path, *arguments: str) -> tuple[int, str]:
    done = run(ROOT, "--root", str(root), "--now", NOW.isoformat(), *arguments, PCP_ACTOR="staff")
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with six events: two releases, three announcements, a withdrawal."""
    root = make_site(tmp_path_factory.mktemp("chain") / "site")
    prepare(root, "one")
    prepare(root, "two")
    for day in ("2024-05-09", "2024-06-13", "2024-07-11"):
        assert pcp(root, "announce", day, "--reason", "New figures.", "--further")[0] == 0
    assert pcp(root, "withdraw", "two", "--reason", "A mistake.")[0] == 0
    return root


@pytest.fixture
def root(made_once: Path, tmp_path: Path) -> Path:
    """A copy of it: a backup is a copy of a folder."""
    return Path(shutil.copytree(made_once, tmp_path / "site"))


def lines(root: Path) -> list[bytes]:
    return (root / RELEASES / HISTORY).read_bytes().splitlines(keepends=True)


def write(root: Path, changed: list[bytes]) -> None:
    (root / RELEASES / HISTORY).write_bytes(b"".join(changed))


def faults_of(root: Path) -> list[str]:
    """What is wrong with the store, each as file:line code."""
    return [
        f"{Path(issue.file).relative_to(root / RELEASES)}:{issue.line} {issue.code}"
        for issue in verify(root)[1]
    ]


# What an event holds ----------------------------------------------------------------------------------------


def test_each_event_holds_the_checksum_of_the_line_before_and_of_its_manifest(root: Path) -> None:
    items = [json.loads(line) for line in lines(root)]
    before = [hashlib.sha256(line).hexdigest() for line in lines(root)]
    assert items[0]["chain"]["all_before"] == hashlib.sha256().hexdigest()
    assert [item["chain"].get("before") for item in items[1:]] == before[:-1]
    assert [item["chain"]["number"] for item in items] == [1, 2, 3, 4, 5, 6]
    manifests = {
        name: hashlib.sha256((root / RELEASES / name / "manifest.json").read_bytes()).hexdigest()
        for name in ("one", "two")
    }
    spoken = [manifests.get(item["release"]) for item in items]
    assert [item["chain"].get("manifest") for item in items] == spoken
    assert (spoken[0], spoken[-1], spoken[2]) == (manifests["one"], manifests["two"], None)


def test_the_head_beside_the_history_is_the_checksum_of_its_last_line(root: Path) -> None:
    stored = json.loads((root / RELEASES / HEAD).read_bytes())
    assert stored == {"events": 6, "sha256": hashlib.sha256(lines(root)[-1]).hexdigest()}


def test_what_is_whole_has_no_fault_and_pcp_verify_names_the_head(root: Path) -> None:
    head = json.loads((root / RELEASES / HEAD).read_bytes())["sha256"]
    assert faults_of(root) == []
    status, output = pcp(root, "verify")
    assert (status, output) == (
        0,
        f"Head of the chain, after 6 events: {head}\n2 releases verified: 0 errors, 0 warnings.\n",
    )


# What is lost or altered ------------------------------------------------------------------------------------

Change = Callable[[list[bytes]], list[bytes]]
reason = (b'"reason": "New figures."', b'"reason": "Other figures."')
CHANGES: dict[str, tuple[Change, list[str]]] = {
    "the last line is lost": (lambda own: own[:-1], ["history.jsonl:5 lost-events"]),
    "two lines are lost at the end": (lambda own: own[:-2], ["history.jsonl:4 lost-events"]),
    "the last line is altered": (
        lambda own: [*own[:-1], own[-1].replace(b"A mistake.", b"No mistake.")],
        ["history.jsonl:6 altered-event"],
    ),
    "one in the middle is altered": (
        lambda own: [*own[:2], own[2].replace(*reason), *own[3:]],
        ["history.jsonl:3 altered-event"],
    ),
    "two in the middle are altered": (
        lambda own: [own[0], own[1], own[2].replace(*reason), own[3], own[4].replace(*reason), own[5]],
        ["history.jsonl:3 altered-event", "history.jsonl:5 altered-event"],
    ),
    "the first is altered": (
        lambda own: [own[0].replace(b"staff", b"nobody"), *own[1:]],
        ["history.jsonl:1 altered-event"],
    ),
    "one is taken out of the middle": (
        lambda own: [*own[:2], *own[3:]],
        ["history.jsonl:3 missing-event"],
    ),
    "the first is taken out": (
        lambda own: own[1:],
        ["history.jsonl:1 missing-event", "one:1 unnamed"],
    ),
    "two change places": (
        lambda own: [*own[:2], own[3], own[2], *own[4:]],
        [
            "history.jsonl:3 misplaced-event",
            "history.jsonl:4 misplaced-event",
            "history.jsonl:5 misplaced-event",
        ],
    ),
    "one stands there twice": (
        lambda own: [*own[:4], own[3], *own[4:]],
        ["history.jsonl:5 misplaced-event"],
    ),
    "the file is emptied": (
        lambda own: [],
        ["history.jsonl:1 lost-events", "one:1 unnamed", "two:1 unnamed"],
    ),
}


@pytest.mark.parametrize(("change", "faults"), CHANGES.values(), ids=CHANGES)
def test_whatever_is_lost_altered_or_put_elsewhere_is_told_with_its_line(
    root: Path, change: Change, faults: list[str]
) -> None:
    write(root, change(lines(root)))
    assert faults_of(root) == faults
    assert pcp(root, "verify")[0] == 1
    with pytest.raises(ValueError, match="the chain of the history is broken, line"):
        read_history(root)
    status, output = pcp(root, "withdraw", "one", "--reason", "Wrong.")
    assert (
        status,
        output.startswith("refused: the store is damaged: the chain of the history is broken"),
    ) == (
        3,
        True,
    )


def test_a_history_that_was_removed_is_told(root: Path) -> None:
    (root / RELEASES / HISTORY).unlink()
    assert faults_of(root) == ["history.jsonl:1 no-history"]
    for release in ("one", "two"):
        shutil.rmtree(root / RELEASES / release)
    assert faults_of(root) == ["history.jsonl:1 no-history"]


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        (None, "no-head"),
        ("{", "damaged-head"),
        ('{"events": "6", "sha256": ""}', "damaged-head"),
    ],
)
def test_a_head_that_has_gone_or_cannot_be_read_is_told(root: Path, head: str | None, fault: str) -> None:
    file = root / RELEASES / HEAD
    file.unlink() if head is None else file.write_text(head)
    assert faults_of(root) == [f"last-event.json:1 {fault}"]
    assert pcp(root, "announce", "2024-08-01", "--reason", "Figures.")[0] == 3


def test_a_manifest_that_was_altered_with_its_files_is_told_and_never_shown(root: Path) -> None:
    release = root / RELEASES / "one"
    file, manifest = release / "observations" / "violence-with-injury.csv", release / "manifest.json"
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    file.write_bytes(file.read_bytes().replace(b"6101", b"6100"))
    after = hashlib.sha256(file.read_bytes()).hexdigest()
    manifest.write_text(manifest.read_text().replace(before, after))
    assert before != after
    assert faults_of(root) == ["one/manifest.json:1 altered-manifest"]
    assert "line 1 of history.jsonl has another checksum" in errors(root)[0]
    status, output = pcp(root, "verify", "one")
    assert (status, "it is not what was published" in output) == (1, True)


# A crash is no fault ----------------------------------------------------------------------------------------


def test_an_event_whose_head_was_not_written_any_more_is_kept_and_told_as_a_crash(root: Path) -> None:
    head = root / RELEASES / HEAD
    before, event_lines = head.read_bytes(), lines(root)
    assert pcp(root, "announce", "2024-08-01", "--reason", "Figures.")[0] == 0
    after = head.read_bytes()
    head.write_bytes(before)  # as a power failure leaves it
    assert faults_of(root) == ["last-event.json:1 head-behind"]
    assert (errors(root), len(read_history(root))) == ([], len(event_lines) + 1)
    status, output = pcp(root, "announce", "2024-08-01", "--reason", "Figures.")
    assert (status, "is announced already" in output) == (3, True)
    assert (head.read_bytes(), faults_of(root)) == (after, [])


# Histories of earlier versions ------------------------------------------------------------------------------


def earlier(root: Path, *, events: int = 5) -> Path:
    """The same site as an earlier version wrote it: no chain and no head."""
    items = [json.loads(line) for line in lines(root)[:events]]
    bare = ({name: text for name, text in item.items() if name != "chain"} for item in items)
    write(root, [json.dumps(item).encode() + b"\n" for item in bare])
    (root / RELEASES / HEAD).unlink()
    return root


def test_a_history_without_checksums_is_read_and_covered_from_the_next_event_on(root: Path) -> None:
    earlier(root)
    text = (root / RELEASES / HISTORY).read_bytes()
    assert (faults_of(root), len(read_history(root))) == ([], 5)
    assert pcp(root, "announce", "2024-08-01", "--reason", "Figures.", "--further")[0] == 0
    chain = json.loads(lines(root)[-1])["chain"]
    assert (chain["number"], chain["all_before"]) == (6, hashlib.sha256(text).hexdigest())
    assert sorted(chain["manifests"]) == ["one", "two"]
    assert faults_of(root) == []
    write(root, [lines(root)[0].replace(b"staff", b"nobody"), *lines(root)[1:]])
    assert faults_of(root) == ["history.jsonl:5 altered-event"]


def test_the_manifests_of_earlier_releases_are_covered_from_then_on(root: Path) -> None:
    earlier(root)
    assert pcp(root, "announce", "2024-08-01", "--reason", "Figures.", "--further")[0] == 0
    manifest = root / RELEASES / "two" / "manifest.json"
    manifest.write_text(manifest.read_text() + "\n")
    assert faults_of(root) == ["two/manifest.json:1 altered-manifest"]


def test_an_event_that_an_earlier_version_added_to_a_chain_is_a_warning(root: Path) -> None:
    bare = {name: text for name, text in json.loads(lines(root)[2]).items() if name != "chain"}
    write(root, [*lines(root), json.dumps(bare).encode() + b"\n"])
    assert faults_of(root) == ["history.jsonl:7 unchained-event", "last-event.json:1 head-behind"]
    assert pcp(root, "announce", "2024-08-01", "--reason", "Figures.", "--further")[0] == 0
    assert (faults_of(root), errors(root)) == (["history.jsonl:7 unchained-event"], [])


# A head that was noted down, and a chain begun anew ---------------------------------------------------------


def test_every_head_that_was_is_part_of_the_chain_and_no_other(root: Path) -> None:
    heads = heads_of((root / RELEASES / HISTORY).read_bytes())
    assert [head.events for head in heads] == list(range(7))
    status, output = pcp(root, "verify", "--head", heads[3].checksum[:12].upper())
    assert (status, f"The head {heads[3].checksum[:12]} is part of the chain" in output) == (0, True)
    status, output = pcp(root, "verify", "--head", "0123456789ab")
    assert (status, "error: 0123456789ab is no head of the chain" in output) == (1, True)
    assert pcp(root, "verify", "--head", "short")[0] == 2


def test_a_head_after_an_altered_event_is_no_part_of_the_chain(root: Path) -> None:
    heads = heads_of((root / RELEASES / HISTORY).read_bytes())
    write(root, [*lines(root)[:2], lines(root)[2].replace(*reason), *lines(root)[3:]])
    outputs = [pcp(root, "verify", "--head", head.checksum)[1] for head in heads[1:]]
    assert ["is part of the chain" in text for text in outputs] == [True, True, False, False, False, False]


def test_a_chain_is_begun_anew_with_a_reason_where_no_copy_has_what_was_lost(root: Path) -> None:
    why = "The disk failed, and no copy has the last line."
    assert pcp(root, "verify", "--renew-chain", why) == (
        3,
        "refused: the chain is whole, so that there is nothing to begin anew\n",
    )
    write(root, lines(root)[:-1])
    status, output = pcp(root, "verify", "--renew-chain", why)
    assert (status, output.startswith("The chain was begun anew.")) == (0, True)
    assert faults_of(root) == []
    *_, last = read_history(root)
    assert (last.event, last.reason, last.actor) == ("renewed", why, "staff")
    assert pcp(root, "announce", "2024-08-01", "--reason", "Figures.", "--further")[0] == 0
    assert faults_of(root) == []


def test_the_head_of_a_chain_is_read_as_it_was_written_or_not_at_all() -> None:
    assert (
        parse_head(b"[]")
        == parse_head(b"\xff")
        == "it does not say how many events there are, and their checksum"
    )
    assert [str(fault) for fault in chain_faults(b"", "why")] == ["last-event.json: it cannot be read: why"]


def test_where_events_are_missing_lines_that_do_not_count_are_told(tmp_path: Path) -> None:
    """The shipped history ends with a publication of three lines, of which the last makes the others count."""
    (tmp_path / RELEASES).mkdir(parents=True)
    shutil.copy(ROOT / RELEASES / HEAD, tmp_path / RELEASES / HEAD)
    write(tmp_path, lines(ROOT)[:-1])
    (fault,) = verify_history(tmp_path)[1]
    assert (fault.line, fault.message) == (
        len(lines(ROOT)) - 3,
        f"events are missing at the end: {HEAD} counts {len(lines(ROOT))}, and there are {len(lines(ROOT)) - 3} "
        "that count: what stands after them is of a publication whose own line is not there",
    )
