"""What is stored, verified: each event, each file, and the chain that holds them together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from metrics.issues import Issue, error, has_errors, warning
from metrics.plain_files import plain_bytes
from metrics.releasing.chain import ChainFault, Heads, chain_faults, sound_heads
from metrics.releasing.history import (
    MANIFEST,
    History,
    happened,
    head_file,
    history_faults,
    history_file,
    parse_history,
    publications,
    release_folders,
    releases_folder,
    stored_head,
)
from metrics.releasing.store import (
    UNFINISHED,
    DamagedRelease,
    NewerRelease,
    must_be_as_approved,
    must_be_as_linked,
    read_manifest,
    verified,
)

NOT_COUNTED = " that count: what stands after them is of a publication whose own line is not there"


def verify(root: Path) -> tuple[list[str], list[Issue]]:
    """The ids of all releases, and whatever is wrong with the store.

    While the history cannot be read, every folder is taken for a release.
    """
    (issues, broken), ids = verify_history(root), release_folders(root)
    if history_file(root).exists() and not has_errors(issues):
        history = parse_history(plain_bytes(history_file(root)))
        folders, ids = ids, [event.release for event in publications(history)]
        unnamed = [name for name in folders if name not in ids]
        issues += [*broken, *_unnamed(root, unnamed, is_whole=not has_errors(broken))]
        issues += [issue for name in ids for issue in void_approvals(root, name, history)]
    return ids, [*issues, *(issue for release_id in ids for issue in verify_release(root, release_id))]


def verify_history(root: Path) -> tuple[list[Issue], list[Issue]]:
    """What of the history cannot be read, and, where all of it can, what is wrong with its chain."""
    stored, file = stored_head(root), history_file(root)  # in this order: see ``read_chain``
    data = plain_bytes(file) if file.exists() else None
    issues = _verify_lines(root, data, is_begun=stored is not None)
    if data is None or has_errors(issues):
        return issues, []
    counting = happened(data)
    faults = chain_faults(counting, stored)
    return issues, [chain_issue(root, _seen_in_full(fault, data, counting)) for fault in faults]


def _seen_in_full(fault: ChainFault, data: bytes, counting: bytes) -> ChainFault:
    """A fault of missing events, where more lines stand in the file than count: it says why they do not."""
    if fault.code != "lost-events" or len(counting.strip()) == len(data[: data.rfind(b"\n") + 1].strip()):
        return fault
    return replace(fault, message=f"{fault.message}{NOT_COUNTED}")


def heads_in(root: Path) -> Heads:
    """The head of the chain before the first event and after each, where all before leads up to it."""
    try:
        return sound_heads(happened(plain_bytes(history_file(root))))
    except (OSError, ValueError):
        return ()


def chain_issue(root: Path, fault: ChainFault) -> Issue:
    """A fault of the chain, or of a signature, with the file that it stands in."""
    file = history_file(root) if fault.line else head_file(root)
    severity = warning if fault.is_harmless else error
    return severity(str(file), fault.line or 1, 1, fault.code, fault.message)


def verify_release(root: Path, release_id: str) -> list[Issue]:
    """Every file of a release that is missing, that differs, or that its manifest does not name."""
    folder = releases_folder(root) / release_id
    try:
        manifest = read_manifest(folder)
    except DamagedRelease as problem:
        return [_damaged(folder, MANIFEST, problem)]
    issues = _altered_manifest(folder)
    for name in sorted(manifest["files"]):
        try:
            verified(folder, name, manifest)
        except DamagedRelease as problem:
            issues.append(_damaged(folder, name, problem))
    return [*issues, *_links(folder), *_extra(folder, {MANIFEST, *manifest["files"]})]


def void_approvals(root: Path, release_id: str, history: History) -> list[Issue]:
    """Whether the manifest of a release is another than the one that was approved."""
    folder = releases_folder(root) / release_id
    try:
        must_be_as_approved(folder, history)
    except DamagedRelease as problem:
        return [replace(_damaged(folder, MANIFEST, problem), code="approval-void")]
    return []


def _altered_manifest(folder: Path) -> list[Issue]:
    """Whether the manifest is another than the one that the chain of the history holds."""
    try:
        must_be_as_linked(folder)
    except DamagedRelease as problem:
        return [replace(_damaged(folder, MANIFEST, problem), code="altered-manifest")]
    return []


def _damaged(folder: Path, name: str, problem: DamagedRelease) -> Issue:
    message = str(problem).removeprefix(f"{folder.name}: {name} ")
    code = "newer-release" if isinstance(problem, NewerRelease) else "damaged-file"
    return error(str(folder / name), 1, 1, code, f"it {message}")


def _links(folder: Path) -> list[Issue]:
    """What of a release lies elsewhere: a copy of its folder would not hold it."""
    links = [path for path in (folder, *sorted(folder.rglob("*"))) if path.is_symlink()]
    message = "it is a link, so that a copy of the folder does not hold it; put what it leads to in its place"
    return [error(str(path), 1, 1, "linked", message) for path in links]


def _extra(folder: Path, named: set[str]) -> list[Issue]:
    paths = (path for path in sorted(folder.rglob("*")) if not path.is_symlink() and not path.is_dir())
    extra = [path for path in paths if path.relative_to(folder).as_posix() not in named]
    message = f"{MANIFEST} does not name it: it was not published"
    return [error(str(path), 1, 1, "extra-file", message) for path in extra]


def _verify_lines(root: Path, data: bytes | None, *, is_begun: bool) -> list[Issue]:
    """What of the history cannot be read: all of it, or some lines. ``is_begun`` says that there must be one."""
    file = str(history_file(root))
    if data is None:
        message = "the history has gone, so that no release can be shown; bring it back from a copy"
        return [error(file, 1, 1, "no-history", message)] if release_folders(root) or is_begun else []
    issues = [
        error(file, number, 1, "damaged-line", f"the line cannot be read: {why}")
        for number, why in history_faults(data)
    ]
    if data and not data.endswith(b"\n"):
        message = "the line was cut off while it was written: it never happened, and the next one replaces it"
        issues.append(warning(file, data.count(b"\n") + 1, 1, "cut-off", message))
    return issues


def _unnamed(root: Path, names: list[str], *, is_whole: bool) -> list[Issue]:
    """Folders that no event names: where no event is missing they are harmless, and were never public."""
    folder = releases_folder(root)
    unfinished = sorted(path.name for path in folder.glob(f"{UNFINISHED}*"))
    messages = dict.fromkeys(unfinished, NEVER_PUBLIC) | dict.fromkeys(
        names, NEVER_PUBLIC if is_whole else PERHAPS_PUBLIC
    )
    return [warning(str(folder / name), 1, 1, "unnamed", message) for name, message in messages.items()]


NEVER_PUBLIC = "no event of the history names it: an interrupted publication left it, and it was never public"
PERHAPS_PUBLIC = "no event of the history names it, and events are missing, or are not what was written"
