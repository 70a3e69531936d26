"""The Nu Html Checker, with which the W3C's own service judges pages: what it finds amiss in those that it is given."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.running import ROOT

JAR = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
NO_CHECKER = (
    f"NO PAGE WAS VALIDATED: there is no java, or no {JAR.relative_to(ROOT)} (npm ci --ignore-scripts)"
)
# It compiles what it runs for seconds, if it may, and is done before that is worth it; then it needs a deeper stack.
JAVA = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m", "-jar", str(JAR)]
AROUND_A_PART = '<!doctype html>\n<html lang="en">\n<head>\n<title>A part</title>\n</head>\n<body>\n<h1>A page</h1>\n<h2>A part</h2>\n{}\n</body>\n</html>\n'

# What it says and is meant so, and why.
MEANT = re.compile(
    "|".join(
        (
            # On a phone a list without marks is no list to some readers' programs, nor is a table whose rows are blocks.
            "The “list” role is unnecessary for element “ul”",
            "The “(table|rowgroup|row|cell|columnheader|rowheader)” role is unnecessary for element",
            "The “role” attribute must not be used on a “t[dhr]” element which has a “table” ancestor",
            # Shown by a script, and then to who sees it alone.
            "Attribute “aria-hidden” is unnecessary for elements that have attribute “hidden”",
            # Parts of CSS that it does not know.
            "CSS: Unrecognized at-rule “@container”",
            "CSS: “([a-z-]+)”: Property “(container-type|vector-effect|paint-order)” doesn't exist",
            # It looks at a file, where no address is of the same site as another.
            "Resource violates Content Security Policy .*“/assets/[a-z]+[.][0-9a-f]{12}[.]js” blocked by “script-src”",
        )
    )
)


def has_checker() -> bool:
    return JAR.exists() and shutil.which("java") is not None


def faults(pages: Mapping[str, bytes]) -> list[str]:
    """What the checker finds in pages, by their addresses: errors and warnings, each with its line and where it stands.

    One process looks at all of them: it takes a second to begin, and some milliseconds for a page.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = {Path(folder) / f"{number}.html": address for number, address in enumerate(pages)}
        for file, address in files.items():
            file.write_bytes(pages[address])
        names = {file.as_posix(): address for file, address in files.items()}
        return [_line(message, names) for message in _messages([*files]) if _counts(message)]


def about(address: str, lines: list[str]) -> list[str]:
    """What was found in one of several pages, or in none of them: nobody may pass over that."""
    return [line for line in lines if line.startswith((f"{address}:", ":"))]


def part_of_a_page(content: str) -> bytes:
    """A document around HTML that is part of one, such as what an entry of a feed holds."""
    return AROUND_A_PART.format(content).encode()


def _messages(files: list[Path]) -> list[dict[str, Any]]:
    options = ["--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run([*JAVA, *options, *map(str, files)], capture_output=True, text=True, check=True)
    messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return messages


def _counts(message: dict[str, Any]) -> bool:
    """Errors, warnings and what kept the checker from looking; not what it only remarks, and not what is meant so."""
    is_remark = message["type"] == "info" and message.get("subType") != "warning"
    return not is_remark and MEANT.match(message["message"]) is None


def _line(message: dict[str, Any], names: Mapping[str, str]) -> str:
    address = names.get(unquote(urlsplit(message.get("url", "")).path), "")
    return f"{address}:{message.get('lastLine', '')}: {message['message']} {message.get('extract', '')!r}"
