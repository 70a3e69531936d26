"""What the public reads stands in one place a room, in modules of words, and is plain."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from metrics.declared.config import read_config
from metrics.figures.sentences import LITTLE_CHANGE, NOT_COMPARABLE, TOO_FEW, UNCERTAIN

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("pages", "components", "charts", "serving", "metrics")
MOST_WORDS = 3
WORD = re.compile(r"[^\W\d_]{2,}")
LABEL = re.compile(
    r"\W*[A-Z].*[a-z]{2}", re.DOTALL
)  # a capital, then small letters: no id, no name of a class
# Flesch and Kincaid's grade, a school year of the United States: reading age is about five years more.
# Derivation of New Readability Formulas for Navy Enlisted Personnel, Research Branch Report 8-75, 1975.
HIGHEST_GRADE = 7.0
# Long words that cannot be helped: they count as two syllables here. Names of bodies are left out of texts whole.
NAMES = re.compile(
    r"Mayor's Office for Policing and Crime|Metropolitan Police( Service)?|Office for National Statistics|"
    r"Greater London Authority|Crime Survey for England and Wales|Equality and Human Rights Commission|"
    r"Public Sector Bodies \(Websites and Mobile Applications\) \(No\. 2\) Accessibility Regulations 2018|"
    r"Equality Advisory and Support Service|Web Content Accessibility Guidelines|Open Government Licence|"
    r"Basic Command Units?|JavaScript"
)


def code() -> list[Path]:
    return sorted(file for room in ("pages", "components") for file in (ROOT / room).rglob("*.py"))


def words_modules() -> list[Path]:
    files = [file for room in ROOMS for file in (ROOT / room).rglob("*.py")]
    return sorted(file for file in files if file.stem.endswith(("words", "sentences", "statuses")))


def texts(node: ast.AST) -> Iterator[tuple[int, str]]:
    """The texts below a node with their lines, docstrings left out; of a text with gaps the whole: ``{} more``."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.lineno, node.value
    elif isinstance(node, ast.JoinedStr):
        parts = (str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        yield node.lineno, "".join(parts)
    elif not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
        for child in ast.iter_child_nodes(node):
            yield from texts(child)


def bindings(file: Path) -> Iterator[str]:
    """The names that a module binds to a text, or to a collection of texts."""
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(WORD.search(text) for _, text in texts(node.value)):
                yield from (target.id for target in targets if isinstance(target, ast.Name))


def sentences(file: Path, least: int) -> Iterator[tuple[int, str]]:
    """What a module says in more than so many words, docstrings left out: line and text."""
    tree = ast.parse(file.read_text("utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docs
            and " " in node.value.strip()
            and len(WORD.findall(node.value)) > least
        ):
            yield node.lineno, node.value


def test_no_sentence_stands_outside_the_modules_of_words() -> None:
    layout = [file for file in code() if not file.stem.endswith("words")]
    assert [
        f"{file.relative_to(ROOT)}:{line}: {text}"
        for file in layout
        for line, text in sentences(file, MOST_WORDS)
    ] == []


def test_no_label_stands_outside_the_modules_of_words() -> None:
    layout = [file for file in code() if not file.stem.endswith("words")]
    assert [
        f"{file.relative_to(ROOT)}:{line}: {text}"
        for file in layout
        for line, text in texts(ast.parse(file.read_text("utf-8")))
        if LABEL.match(text)
    ] == []


def test_no_name_is_bound_to_a_text_in_two_modules_of_words() -> None:
    modules = defaultdict(list)
    for file in words_modules():
        for name in bindings(file):
            modules[name].append(str(file.relative_to(ROOT)))
    assert {name: files for name, files in modules.items() if len(files) > 1} == {}


def test_the_words_of_outcomes_are_written_in_their_table_alone() -> None:
    phrases = (UNCERTAIN, LITTLE_CHANGE, TOO_FEW, NOT_COMPARABLE)
    files = [ROOT / "app.py", *(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))]
    written = {
        str(file.relative_to(ROOT))
        for file in files
        for _, text in texts(ast.parse(file.read_text("utf-8")))
        if any(phrase in text.lower() for phrase in phrases)
    }
    assert written == {"metrics/figures/sentences.py"}


def test_no_sentence_stands_in_two_modules_of_words() -> None:
    modules = defaultdict(set)
    for file in words_modules():
        for _, text in texts(ast.parse(file.read_text("utf-8"))):
            if len(WORD.findall(text)) > MOST_WORDS:
                modules[text.strip()].add(str(file.relative_to(ROOT)))
    assert {text: files for text, files in modules.items() if len(files) > 1} == {}


@pytest.mark.parametrize(
    ("code_line", "labels"),
    [
        ('html.H2("Where this stands", id="now")', ["Where this stands"]),
        ('html.P(f"{count} more", className="Aside")', ["Aside"]),
        ('LICENCES["OGL-3.0"], T("T"), kind == "as-at"', []),
        ('f" Owner: {owner}."', [" Owner: {}."]),
    ],
)
def test_a_label_starts_with_a_capital_and_goes_on_in_small_letters(
    code_line: str, labels: list[str]
) -> None:
    assert [text for _, text in texts(ast.parse(f"_ = {code_line}")) if LABEL.match(text)] == labels


def grade(text: str) -> float:
    """The Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    plain = NAMES.sub("Name", text)
    ends = max(len(re.findall(r"[.!?:;](?=\s|$)", plain)), 1)
    words = re.findall(r"[A-Za-z’']{2,}|[aAI]\b", plain)
    return 0.39 * len(words) / ends + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Groups of vowels, a silent e at the end left out."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    stem = re.sub(r"(?<=[^aeiouyl])(e|es|ed)$", "", letters)
    return max(len(re.findall(r"[aeiouy]+", stem)), 1)


@pytest.mark.parametrize(
    ("text", "years"),
    [("The cat sat on the mat.", -1.4), ("The newest figures are provisional and may change later.", 7.6)],
)
def test_a_grade_follows_the_length_of_sentences_and_words(text: str, years: float) -> None:
    assert grade(text) == pytest.approx(years, abs=0.1)


@pytest.mark.parametrize(
    "file", [file for file in code() if file.stem.endswith("words")], ids=lambda file: file.stem
)
def test_what_a_page_says_can_be_read_by_who_is_thirteen(file: Path) -> None:
    text = " ".join(f"{sentence.rstrip('.:,; ')}." for _, sentence in sentences(file, 5))
    assert not text or grade(text) <= HIGHEST_GRADE


def test_what_metrics_yaml_says_can_be_read_by_who_is_thirteen() -> None:
    config, _issues = read_config(ROOT / "config" / "metrics.yaml")
    site = config.site
    statements = [*site.strengths, *site.limits, *site.revisions, *site.coherence, *site.maintenance]
    statements += [outcome.description for outcome in config.outcomes] + [
        measure.description for measure in config.measures
    ]
    statements += [caveat for measure in config.published() for caveat in measure.caveats]
    assert grade(" ".join(statements)) <= HIGHEST_GRADE
