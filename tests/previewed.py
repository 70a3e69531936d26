"""A release that waits for its day, reviewed and previewed: a folder that takes long to write and is only read."""

from __future__ import annotations

from pathlib import Path

from tests.running import run
from tests.store.sites import CONFIG, drop, make_site, prepare

NOW = "2024-05-02T10:00:00+01:00"
WHAT = ("--release", "2023-24-q4", "--at", "2024-05-09", "--note", "April is new.")


def approving_site(root: Path) -> Path:
    """A site with a release, where another has to be approved: a preview needs no approval."""
    make_site(root)
    prepare(root, "one")
    approval = "  attribution: Nobody's.\n  approval: required\n"
    config = CONFIG.replace("  attribution: Nobody's.\n", approval)
    (root / "config" / "metrics.yaml").write_text(config)
    return root


def preview_scheduled(root: Path) -> None:
    """A site with review.html, and with the preview below preview/ of a release that is scheduled already."""
    approving_site(root)
    scheduled = ("publish", str(drop(root, "three")), *WHAT)
    review = ("diff", str(drop(root, "two")), "--html", "review.html")
    preview = ("preview", str(drop(root, "two")), "--write", "preview", *WHAT)
    for command in (review, scheduled, preview):
        done = run(root, "--now", NOW, *command)
        assert done.returncode == 0, done.stderr
