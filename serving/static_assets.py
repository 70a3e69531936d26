"""What no release changes: the stylesheet, our own scripts, and what is said to robots."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from serving.http.answer import IMMUTABLE, TEXT, Answer, fingerprint, packed
from serving.http.endpoint import Linked
from serving.interactive.scripts import Explorer, NoExplorer, Suite, page_script

ROBOTS = Answer(b"User-agent: *\nAllow: /\n", TEXT)
# What is served from the folder of assets; anything else that lies there stays there.
ASSET_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


NO_SCRIPTS = Suite({}, ())


def fixed(assets: Path, explorer: Explorer | NoExplorer) -> tuple[dict[str, Answer], Linked]:
    """What no release changes, by address, and the addresses that pages link to.

    An asset has two addresses: its name, and one that changes with its bytes and may be kept for ever. Without
    an explorer no page links to the script that would ask for it.
    """
    scripts = NO_SCRIPTS if isinstance(explorer, NoExplorer) else explorer.suite
    answers, lasting_names = {"/robots.txt": packed(ROBOTS)}, dict[str, str]()
    for file in sorted(file for file in assets.iterdir() if file.suffix in ASSET_TYPES):
        answer = packed(Answer(page_script(file.read_bytes(), scripts), ASSET_TYPES[file.suffix]))
        lasting = f"/assets/{file.stem}.{fingerprint(answer.body)}{file.suffix}"
        answers[f"/assets/{file.name}"] = answer
        answers[lasting] = replace(answer, cache_control=IMMUTABLE)
        lasting_names[file.name] = lasting
    script = lasting_names.get("explore.js", "") if scripts.scripts else ""
    return {**answers, **scripts.answers}, Linked(lasting_names.get("site.css", ""), script)
