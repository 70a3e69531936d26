"""docs/methods.md: the methods as readers see them, with examples from the release that the repository ships.

python tools/write_methods.py
"""

import re
from datetime import date
from pathlib import Path

from components.about.methods import formula_of
from components.about.methods_words import FORMULA, METHODS, NO_WORKED_EXAMPLE, WORKED_EXAMPLE
from metrics.figures.area_sentences import by_chance
from metrics.figures.release import Release
from metrics.figures.worked import worked_examples
from metrics.language import say
from metrics.releasing.releases import load_release

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = "2023-24-q3"
CALIBRATION = ROOT / "docs" / "calibration.md"
MARK = re.compile(r"^<!-- .* -->\n", re.MULTILINE)
HEAD = """# How the figures are worked out

Made by `python tools/write_methods.py` from the words of the page "How to read this" and from the release
that the repository ships; the numbers are those that the code itself uses. The formulas stand in statistics.py,
chance.py, control_limits.py, control_chart.py, season.py and area_comparison.py of metrics/figures/, each with its
source, and the tests hold them against published worked examples.
"""


def methods_text(release: Release, today: date) -> str:
    """The whole document for a release, as its tiles are read on a day."""
    examples = worked_examples(release, today)
    parts = [HEAD]
    for method in METHODS:
        example = examples.get(method.id)
        worked = f"*{WORKED_EXAMPLE}, {release.title}.* {example}" if example else f"*{NO_WORKED_EXAMPLE}*"
        parts.append(
            "\n\n".join(
                [
                    f"## {say(method.title)}",
                    *(say(text, **by_chance()) for text in method.paragraphs),
                    worked,
                    f"*{FORMULA}.* {formula_of(method, by_year=False)}",
                ]
            )
        )
    return "\n".join(f"{part}\n" if part is not HEAD else part for part in parts)


def shipped_text() -> str:
    """The document for the release that the repository ships, on the day when it was published."""
    release = load_release(ROOT, SHIPPED)
    methods = methods_text(release, release.published_at.date())
    return f"{methods}\n{calibration_section(CALIBRATION.read_text(encoding='utf-8'))}"


def calibration_section(document: str) -> str:
    """docs/calibration.md as the last section: its heading a level down, without the marks around its table."""
    return "#" + MARK.sub("", document)


def write_document() -> None:
    """Writes docs/methods.md anew."""
    (ROOT / "docs" / "methods.md").write_text(shipped_text(), encoding="utf-8")


if __name__ == "__main__":
    write_document()
