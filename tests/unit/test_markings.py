"""Protective markings: in the forms in which offices write them, and not in sentences that use their words."""

import gzip
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from metrics.checking.markings import protective_markings
from metrics.checking.personal_texts import personal_texts
from metrics.declared.marking_rules import MAY_NAME_A_MARKING, texts_bear_no_marking
from metrics.declared.text_rules import texts_are_words
from metrics.declared.tracker import Tracker
from metrics.markings import marking_in, marking_in_name
from tests.money import shipped_config
from tests.promises import tracker

MARKED = [
    "OFFICIAL-SENSITIVE",
    "Official Sensitive",
    "OFFICIAL: SENSITIVE",
    "OFFICIAL - SENSITIVE",
    "OFFICIAL \u2013 SENSITIVE",
    "Official-sensitive",
    "This paper is OFFICIAL-SENSITIVE until March",
    "OFFICIAL (SENSITIVE)",
    "OFFICIAL\u2011SENSITIVE",
    "OFFI\u200bCIAL SENSITIVE",
    "OFFICIAL_SENSITIVE",
    "RESTRICTED",
    "Restricted",
    "(restricted)",
    "RESTRICTED - POLICY",
    "Plan RESTRICTED for the board",
    "CONFIDENTIAL",
    "Confidential: board minutes",
    "Board minutes (Confidential)",
    "Board minutes \u2013 Confidential",
    "SECRET",
    "TOP SECRET",
    "Top Secret",
    "UK SECRET",
    "Marked confidential",
    "Protective marking: Restricted",
    "Classification: SECRET",
    "Strictly Confidential",
    "STRICTLY CONFIDENTIAL",
    "Private and confidential",
    "OFF-SEN",
    "official\nsensitive",
    "[SECRET]",
    "RESTRICTED: MOBILITY PLAN",
    "Government plan. Restricted.",
    "\uff2f\uff26\uff26\uff29\uff23\uff29\uff21\uff2c\uff0d\uff33\uff25\uff2e\uff33\uff29\uff34\uff29\uff36\uff25",
    "Swyddogol - Sensitif",
    "PCD 1516 RESTRICTED",
    "SECRET UNTIL MAY",
    "REVIEW (RESTRICTED) OF X",
    "TOP SECRET PLAN",
    "RESTRICTED 2022",
    "restricted",
]
PLAIN = [
    "restricted mobility",
    "Restricted mobility",
    "People with restricted mobility (2022)",
    "official statistics",
    "They are official, sensitive matters",
    "an official sensitive to the cold",
    "Secretary of State",
    "Secret shopper exercise",
    "confidential helpline",
    "A confidential helpline for victims",
    "calls are strictly confidential",
    "unrestricted",
    "UNRESTRICTED access",
    "Official",
    "OFFICIAL",
    "The plan is NOT CONFIDENTIAL now",
    "NOT PROTECTIVELY MARKED",
    "RESTRICTED MOBILITY",
    "Restricted access to the site",
    "a top secret plan",
    "Access is restricted: see below",
    "Official statistics: sensitive topics",
    "",
    "sensitive",
    "Confidentiality",
    "classification of restricted mobility",
    "the secret ballot - confidential votes",
    "CONFIDENTIAL INFORMATION POLICY",
    "THE SECRET SERVICE",
    "REVIEW OF RESTRICTED MOBILITY",
]


@pytest.mark.parametrize("text", MARKED)
def test_a_marking_is_seen_in_each_form(text: str) -> None:
    assert marking_in(text)


@pytest.mark.parametrize("text", PLAIN)
def test_words_of_sentences_are_no_markings(text: str) -> None:
    assert marking_in(text) == ""


def test_the_marking_is_told_as_it_is_written() -> None:
    assert marking_in("This paper is OFFICIAL-SENSITIVE until March") == "OFFICIAL-SENSITIVE"
    assert marking_in("Board minutes (Confidential)") == "Confidential"


@pytest.mark.parametrize(
    ("name", "marking"),
    [
        ("gip_OFFICIAL-SENSITIVE.csv", "OFFICIAL-SENSITIVE"),
        ("gip OFFICIAL SENSITIVE v2.csv", "OFFICIAL SENSITIVE"),
        ("plan-confidential.xlsx", "confidential"),
        ("RESTRICTED.csv", "RESTRICTED"),
        ("gip.RESTRICTED.csv", "RESTRICTED"),
        ("Plan (Restricted).xlsx", "Restricted"),
        ("plan-RESTRICTED-v2.csv.gz", "RESTRICTED"),
        ("restricted-mobility.csv", ""),
        ("official-statistics.csv", ""),
        ("secretary.csv", ""),
        ("secret-shopper-2022.ods", ""),
    ],
)
def test_names_of_files_are_looked_at(name: str, marking: str) -> None:
    assert marking_in_name(name) == marking


def places(data: bytes, declared: Tracker | None = None, file: str = "drop/promises.csv") -> list[str]:
    source = (declared or tracker()).source
    assert source is not None
    issues = [*protective_markings(data, source, file), *personal_texts(data, source, file)]
    return [f"{issue.cell or f'{issue.line}:{issue.column}'} {issue.code}" for issue in issues]


def test_every_cell_of_a_file_is_looked_at() -> None:
    data = b'Plan of the office\nref,promise\nA1,"SECRET\nuntil May"\nA2,jo@example.org\nA3,restricted mobility\n'
    assert places(data, tracker(source={"header": 2})) == ["3:2 protective-marking", "5:2 personal-data"]
    assert places(b"ref,promise\nA1,official statistics\n") == []


def test_a_file_that_cannot_be_split_is_looked_at_line_by_line() -> None:
    assert places(b'ref,promise\nA1,"TOP SECRET\n') == ["2:1 protective-marking"]


def test_a_file_that_cannot_be_read_is_told_elsewhere() -> None:
    assert places(b"PK", file="drop/promises.xlsx") == []
    assert places(b"\xff\xfer\x00") == []


def test_a_file_packed_with_gzip_is_looked_at() -> None:
    data = gzip.compress(b"ref,promise\nA1,Official Sensitive\n")
    assert places(data, file="drop/promises.csv.gz") == ["2:2 protective-marking"]


def test_what_a_packed_file_is_called_within_is_looked_at() -> None:
    packed = BytesIO()
    with gzip.GzipFile("Plan-restricted.csv", "wb", fileobj=packed) as file:
        file.write(b"ref,promise\nA1,Open the desk\n")
    assert places(packed.getvalue(), file="drop/promises.csv.gz") == ["1:1 protective-marking"]
    assert places(gzip.compress(b"ref,promise\nA1,Open the desk\n"), file="drop/promises.csv.gz") == []


def test_an_address_in_a_note_of_a_workbook_is_personal() -> None:
    book, data = Workbook(), BytesIO()
    book.active.append(["ref", "promise"])
    book.active.append(["A1", "Open the desk"])
    book.active["A2"].comment = Comment("Ask jo@example.org", "A member of staff")
    book.save(data)
    assert places(data.getvalue(), file="drop/promises.xlsx") == ["Sheet!A2 personal-data"]


def test_markings_are_told_once_for_each_cell() -> None:
    assert places(b"ref,promise\nRESTRICTED,RESTRICTED\n", file="RESTRICTED.csv") == [
        "1:1 protective-marking",
        "2:1 protective-marking",
        "2:2 protective-marking",
    ]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("inspections", "id"),
        ("clocks", "note"),
        ("duties", "who"),
        ("bodies", "no_meetings"),
        ("trackers", "id"),
    ],
)
def test_what_is_declared_beside_measures_bears_no_marking(name: str, key: str) -> None:
    config = shipped_config()
    assert list(texts_bear_no_marking(config)) == []
    first = getattr(config, name)[0]
    marked = first.model_copy(update={key: "OFFICIAL-SENSITIVE until May"})
    (finding,) = texts_bear_no_marking(config.model_copy(update={name: (marked,)}))
    assert (finding.path, finding.code) == ((name, 0, key), "protective-marking")
    titled = first.model_copy(update={MAY_NAME_A_MARKING[name][0]: "The plan, marked Official Sensitive"})
    assert list(texts_bear_no_marking(config.model_copy(update={name: (titled,)}))) == []


@pytest.mark.parametrize("word", ["<b>Inspection</b>", "Inspection\u202e"])
def test_names_that_readers_see_in_place_of_a_files_words_are_words(word: str) -> None:
    config = shipped_config()
    table = config.inspections[0]
    kind = table.source.kind.model_copy(update={"names": {"review": word}})
    source = table.source.model_copy(update={"kind": kind})
    changed = config.model_copy(update={"inspections": (table.model_copy(update={"source": source}),)})
    (finding,) = texts_are_words(changed)
    assert (finding.path, finding.code) == (
        ("inspections", 0, "source", "kind", "names", "review"),
        "hostile-words",
    )
