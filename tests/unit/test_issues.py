"""Issues: how they are ordered, put together for a reader, and told with the line that they are mended at."""

from __future__ import annotations

from dataclasses import replace

from metrics.issues import Help, Issue, distinct, error, gathered

DROP = "drop/PAS.csv"


def unknown(line: int, *places: str, file: str = DROP) -> Issue:
    message = 'area "Camdn" is not known; did you mean "Camden"?'
    return replace(error(file, line, 3, "unknown-area", message), help=Help(places=places))


def test_an_issue_that_two_measures_meet_is_one_with_both_places() -> None:
    (issue,) = distinct([unknown(2, "m.yaml:5"), unknown(2, "m.yaml:9"), unknown(2, "m.yaml:5")])
    assert issue.help.places == ("m.yaml:5", "m.yaml:9")
    assert str(issue.with_places).endswith('did you mean "Camden"? (declared in m.yaml:5 and m.yaml:9)')


def test_rows_with_the_same_fault_are_gathered_with_all_their_places() -> None:
    rows = [unknown(line, "m.yaml:5" if line < 4 else "m.yaml:9") for line in (2, 3, 5)]
    assert [str(issue) for issue in gathered(rows)] == [
        f'{DROP}:2:3: error: area "Camdn" is not known; did you mean "Camden"? '
        "(declared in m.yaml:5 and m.yaml:9); and 2 more rows with the same"
    ]


def test_after_a_question_the_other_rows_are_a_sentence() -> None:
    (issue,) = gathered([unknown(2), unknown(3)])
    assert issue.message.endswith('did you mean "Camden"? And 1 more row with the same.')


def test_lines_of_a_declaration_are_never_gathered() -> None:
    alike = [unknown(line, file="config/metrics.yaml") for line in (2, 3)]
    assert gathered(alike) == alike


def test_the_interface_names_six_fields_and_no_more() -> None:
    assert list(unknown(2, "m.yaml:5").as_json()) == [
        *("file", "line", "column", "severity", "code", "message"),
    ]
