"""A store of this version, which every later version must open with the same words and figures.

    python -m tools.write_store

publishes the drops of tests/fixtures/stores/source with the real commands, into tests/fixtures/stores/v1 for
version 1 of the language of metrics.yaml, and writes beside it what readers see of each release, and what a
declaration may hold. A store that is there is left as it is: it stands for those that are in use, and no later
version may say anything else of them.

    python -m tools.write_store --seen

writes anew what readers see of the newest store, where words are mended before the version of the code that first
writes such stores is cut: until then none is in use.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from metrics.cli import cli
from metrics.declared.upgrades import language
from tests.store.kept import ADDRESSES, CORRECTED, FIRST, STORES, WITHDRAWN, client_of, seen
from tests.store.languages import language_of

SOURCE = STORES / "source"
COMMANDS = (
    ("2024-02-08T09:30:00+00:00", "publish", FIRST, "--note", "First release."),
    ("2024-05-09T08:30:00+00:00", "publish", WITHDRAWN, "--note", "January to April 2024 is new."),
    ("2024-05-10T10:00:00+00:00", "withdraw", WITHDRAWN, "--reason", "Half of Camden was left out."),
    (
        *("2024-05-13T08:30:00+00:00", "publish", CORRECTED),
        *("--note", "January to April 2024 is new.", "--correction", "Camden had 93 offences in April 2024."),
    ),
)


def write_store(store: Path) -> None:
    """Publishes the made-up drops, and writes what is seen of them. Raises FileExistsError where a store is."""
    if store.exists():
        raise FileExistsError(f"{store.name} exists: a store that was written is never written anew")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "config").mkdir()
        shutil.copy(SOURCE / "metrics.yaml", root / "config" / "metrics.yaml")
        for command in COMMANDS:
            run(root, *command)
        shutil.copytree(root / "data", store / "data", ignore=shutil.ignore_patterns(".lock"))
    write_seen(store)
    statements = ",\n".join(json.dumps(statement) for statement in language_of())
    (store / "language.json").write_text(f"[\n{statements}\n]\n", encoding="utf-8")


def run(root: Path, now: str, command: str, release_id: str, *options: str) -> None:
    """pcp on a day. Raises RuntimeError with what it said when it did not do what it was told."""
    named = (str(SOURCE / release_id), "--release", release_id) if command == "publish" else (release_id,)
    runner = CliRunner(env={"PCP_ACTOR": "staff", "PCP_ROOT": None, "PCP_NOW": None})
    done = runner.invoke(cli, ["--root", str(root), "--now", now, command, *named, *options])
    if done.exit_code != 0:
        raise RuntimeError(done.output)


def write_seen(store: Path) -> None:
    """What readers see of a store's releases, a file for each that they can open."""
    client = client_of(store)
    (store / "seen").mkdir(exist_ok=True)
    for release_id, addresses in ADDRESSES.items():
        items = [f"{json.dumps(path)}: {as_json(seen(client, release_id, path))}" for path in addresses]
        text = "{\n" + ",\n".join(items) + "\n}\n"
        (store / "seen" / f"{release_id}.json").write_text(text, encoding="utf-8")


def as_json(item: Any) -> str:
    """JSON of the API on a line of its own, and a page with a line for each of its lines."""
    if "lines" not in item:
        return json.dumps(item, ensure_ascii=False)
    page = {name: item[name] for name in ("tiles", "lines")}
    return json.dumps(page, indent=1, ensure_ascii=False)


if __name__ == "__main__":
    newest = STORES / f"v{language()}"
    if sys.argv[1:] == ["--seen"]:
        write_seen(newest)
        sys.exit()
    try:
        write_store(newest)
    except FileExistsError as refused:
        sys.exit(f"refused: {refused}")
