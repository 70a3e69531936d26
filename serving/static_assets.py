"""What no release changes: the stylesheet and our own scripts.

``python -m serving.static_assets`` compresses it, and the scripts of interactive charts, once for all processes:
into build/packed of a source tree, or the user's cache where the package is installed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import click

from serving.http.answer import Answer, fingerprint
from serving.http.endpoint import Linked
from serving.http.headers import IMMUTABLE
from serving.http.media_types import ASSETS, media_type
from serving.http.packing import packed_from, remove_others, write_packed
from serving.http.places import packed_folders
from serving.http.stylesheet import Stylesheet, parse_stylesheet
from serving.interactive.dash_scripts import LISTED_OTHERWISE
from serving.interactive.scripts import OUR_OWN, Explorer, NoExplorer, Suite, pack_ahead, page_script, suite

NO_SCRIPTS = Suite({}, (), "")
READOUT = "readout.js"
STYLESHEET = "site.css"
# What the script that brings the interactive chart makes once the whole stylesheet is there.
OF_THE_WHOLE = frozenset({".explored", "[data-live]"})
# A text, a template or a pattern of a script; what can be left out; a mark that needs no spaces.
SPARE = re.compile(
    rb'("[^"\n]*"|`[^`\n]*`|/\S+/g)|^(?:\s*//.*\n|\s+)| ?(=>|===|!==|=|\|\||&&|[,:;<>{}?]) ?| ([-*]) (?!-)',
    re.MULTILINE,
)
AT_THE_ROOT = ("favicon.ico", "apple-touch-icon.png")  # browsers and telephones ask for them there
NOT_PACKED = "warning: not all was compressed ahead ({}); each process does it for itself, when it starts"


def static_answers(assets: Path, explorer: Explorer | NoExplorer) -> tuple[dict[str, Answer], Linked]:
    """What no release changes, by address, and what all pages share.

    An asset has two addresses: its name, and one that changes with its bytes and may be kept for ever. Without
    an explorer no page links to the script that would ask for it. What was packed ahead is looked for from
    the folder on that ``assets`` lies in.
    """
    scripts = NO_SCRIPTS if isinstance(explorer, NoExplorer) else explorer.suite
    answers, lasting_names = dict[str, Answer](), dict[str, str]()
    for file, body in _asset_bodies(assets, scripts).items():
        answer = packed_from(packed_folders(assets.parent), Answer(body, media_type(file.name)))
        lasting = _lasting(file, answer.body)
        answers[f"/assets/{file.name}"] = answer
        answers[lasting] = replace(answer, cache_control=IMMUTABLE)
        if file.name in AT_THE_ROOT:
            answers[f"/{file.name}"] = answer
        lasting_names[file.name] = lasting
    script = lasting_names.get("explore.js", "") if scripts.scripts else ""
    linked = Linked(_stylesheet(assets), script, lasting_names.get(READOUT, ""))
    return {**answers, **scripts.answers}, linked


def pack_static(project: Path) -> None:
    """Compresses all of it. The scripts of charts come first: a page's own script says how much they weigh."""
    folder, scripts = packed_folders(project)[0], pack_ahead(project)
    assets = list(_asset_bodies(project / "assets", suite(project)).values())
    write_packed(folder, assets)
    remove_others(folder, [*scripts, *assets])


def _asset_bodies(assets: Path, scripts: Suite) -> Mapping[Path, bytes]:
    files = sorted(file for file in assets.iterdir() if file.suffix[1:] in ASSETS)
    bodies = {file: file.read_bytes() for file in files}
    stylesheet = "".join(_lasting(file, body) for file, body in bodies.items() if file.name == STYLESHEET)
    pages = {file: page_script(body, scripts, stylesheet) for file, body in bodies.items()}
    return {file: lean(body) if file.name == READOUT else body for file, body in pages.items()}


def lean(script: bytes) -> bytes:
    """A script without comments, what stands before its lines, and spaces around marks; texts stay as they are."""
    return SPARE.sub(lambda match: b"".join(part or b"" for part in match.groups()), script)


def _lasting(file: Path, body: bytes) -> str:
    """The address that changes with the bytes of an asset."""
    return f"/assets/{file.stem}.{fingerprint(body)}{file.suffix}"


def _stylesheet(assets: Path) -> Stylesheet:
    """The stylesheet, for pages with any script of ours but that of the interactive chart: it brings the whole."""
    scripts = [file.read_text("utf-8") for file in assets.glob("*.js") if file.name not in OUR_OWN]
    file = assets / STYLESHEET
    if not file.exists():
        return Stylesheet()
    return _parsed(file.read_text("utf-8"), tuple(sorted(scripts)))


@lru_cache(maxsize=4)
def _parsed(text: str, scripts: tuple[str, ...]) -> Stylesheet:
    """Parsed once for all applications of a process."""
    stylesheet = parse_stylesheet(text, scripts)
    return replace(stylesheet, by_scripts=stylesheet.by_scripts - OF_THE_WHOLE)


def main(project: Path) -> None:
    """Compresses what can be, and says where something could not: nothing needs it."""
    try:
        pack_static(project)
    except (OSError, *LISTED_OTHERWISE) as problem:
        click.echo(NOT_PACKED.format(problem), err=True)


if __name__ == "__main__":
    main(Path(__file__).resolve().parents[1])
