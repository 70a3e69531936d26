"""Pages that staff write: what is shown of their Markdown, and every fault with its line and column."""

from __future__ import annotations

import pytest

from components.basics.markdown import markdown
from components.site import urls
from metrics.reading.markdown import LARGEST_BYTES, read_text, text_faults
from serving.http.html import render

DECLARED = {
    "measures": ["homicide"],
    "outcomes": ["violence"],
    "frameworks": ["pcp"],
    "pages": ["visits"],
    "areas": ["camden"],
}


def shown_as(text: str) -> str:
    return "".join(map(render, markdown(text, "Visits")))


FAULTS = {
    "a tag among words": ("Some <b>bold</b> words", "1:6: error: HTML is not shown; write Markdown alone"),
    "a script": (
        "Words.\n\n<script>alert(1)</script>\n",
        "3:1: error: HTML is not shown; write Markdown alone",
    ),
    "a comment": ("Words.\n\n<!-- draft -->\n", "3:1: error: HTML is not shown; write Markdown alone"),
    "a picture": (
        "See ![a chart](chart.png).",
        "1:5: error: pictures are not shown; say it in words, or in a table",
    ),
    "a title": (
        "# Visits\n",
        "1:1: error: the page has its title already; start its headings with ##",
    ),
    "a title underlined": (
        "Visits\n======\n",
        "1:1: error: the page has its title already; start its headings with ##",
    ),
    "a step left out": (
        "## One\n\n#### Two\n",
        "3:1: error: the heading goes down by more than one step; start it with ###",
    ),
    "a first heading too deep": (
        "### One\n",
        "1:1: error: the heading goes down by more than one step; start it with ##",
    ),
    "a heading of nothing": ("##\n\nWords.\n", "1:1: error: the heading has no words"),
    "a script to press": (
        "Words [here](javascript:alert(1)).",
        "1:12: error: this looks like a link, and leads nowhere",
    ),
    "an address of mail": (
        "Words [here](mailto:a@b.example).",
        '1:12: error: "mailto:a@b.example" leads nowhere here; a link starts with https://..., /measures/..., or '
        "#a-heading",
    ),
    "a place beside the page": (
        "[here](visits.md)",
        '1:6: error: "visits.md" leads nowhere here; a link starts with https://..., /measures/..., or #a-heading',
    ),
    "a site without its scheme": (
        "[here](//example.org)",
        '1:6: error: "//example.org" leads nowhere here; a link starts with https://..., /measures/..., or '
        "#a-heading",
    ),
    "a measure that is not there": (
        "Words.\n\n- [here](/measures/homicid)\n",
        '3:8: error: "/measures/homicid" is no page of this site; did you mean "homicide"?',
    ),
    "a page below a measure that is not there": (
        "[here](/measures/homicide/bogus)",
        '1:6: error: "/measures/homicide/bogus" is no page of this site: nothing stands at "bogus"',
    ),
    "a misspelt kind of page": (
        "[here](/measure/homicide)",
        '1:6: error: "/measure/homicide" is no page of this site',
    ),
    "a page that the site has not": (
        "[here](/abuot)",
        '1:6: error: "/abuot" is no page of this site; did you mean "about"?',
    ),
    "an area that is not there": (
        "[here](/areas/camdem)",
        '1:6: error: "/areas/camdem" is no page of this site; did you mean "camden"?',
    ),
    "a heading that is not there": (
        "## Numbers\n\n[here](#numbrs)",
        '3:6: error: "#numbrs" is no heading of this page; did you mean "numbers"?',
    ),
    "a closing tag that begins a block": (
        "Words.\n\n</div>\n<script>alert(1)</script> words\n",
        "3:1: error: HTML is not shown; write Markdown alone",
    ),
    "a closing tag among words": ("Some </b> words", "1:6: error: HTML is not shown; write Markdown alone"),
    "lists in lists": (
        "\n".join("  " * level + f"- level {level}" for level in range(12)),
        "10:1: error: parts stand in parts more than 20 levels deep here, and would be lost; write it flatter",
    ),
    "quotations of quotations": (
        "Words.\n\n" + ">" * 60 + " deep",
        "3:1: error: parts stand in parts more than 20 levels deep here, and would be lost; write it flatter",
    ),
    "marks in marks": (
        "*" * 3000 + "x" + "*" * 3000,
        "1:1: error: parts stand in parts more than 20 levels deep here, and would be lost; write it flatter",
    ),
    "no words to press": ("[](https://example.org)", "1:2: error: the link has no words to press"),
    "no site": ("[here](https://)", '1:6: error: "https://" names no site'),
    "what cannot be seen": (
        "Some\u200bwords",
        "1:5: error: a character that cannot be seen, or was lost, stands here; take it out",
    ),
}


@pytest.mark.parametrize(("text", "fault"), FAULTS.values(), ids=list(FAULTS))
def test_a_fault_is_told_with_its_line_and_column(text: str, fault: str) -> None:
    assert [str(issue) for issue in text_faults(text, "visits.md", DECLARED)] == [f"visits.md:{fault}"]


ADDRESSES = (value for name, value in vars(urls).items() if name.isupper() and isinstance(value, str))


@pytest.mark.parametrize("rule", sorted(rule for rule in ADDRESSES if rule.startswith("/")))
def test_every_address_of_the_site_can_be_linked_to(rule: str) -> None:
    ids = {"measure_id": "homicide", "outcome_id": "violence", "framework_id": "pcp", "page_id": "visits"}
    ids |= {
        "area_id": "camden",
        "release_id": "2023-24-q4",
        "logo_ending": "svg",
        "pack_id": "panel-2022-03-28",
    }
    address = urls.filled(rule, ids.get(urls.variable(rule), ""))
    assert list(text_faults(f"[here]({address})", "visits.md", DECLARED)) == []


@pytest.mark.parametrize(
    "address",
    [
        "/areas/E09000007",
        "/areas/camden/pack",
        "/areas/Camden",
        "/measures/homicide?area=camden#history",
        "/about#method-verdicts",
        "/#top",
        *("/downloads/homicide.csv", "/api/v1/framework", "/measures/homicide/", "#deepest"),
    ],
)
def test_what_stands_behind_an_address_is_left_to_the_page(address: str) -> None:
    text = "\n".join("  " * level + f"- level {level}" for level in range(9))
    assert list(text_faults(f"## Deepest\n\n[here]({address})\n\n{text}\n", "visits.md", DECLARED)) == []
    assert "level 8" in shown_as(text)


def test_areas_that_nobody_knows_are_not_looked_for() -> None:
    other_ids = {kind: ids for kind, ids in DECLARED.items() if kind != "areas"}
    assert list(text_faults("[here](/areas/nowhere)", "visits.md", other_ids)) == []


def test_all_faults_are_told_at_once_each_at_its_own_place() -> None:
    text = "# One\n\n[a](ftp://x) and [b](ftp://x)\n\n<p>x</p>\n"
    places = [(issue.line, issue.column) for issue in text_faults(text, "visits.md", DECLARED)]
    assert places == [(1, 1), (3, 3), (3, 20), (5, 1)]


SOUND = """\
Custody visitors come **unannounced**, and _any_ day.
They write `down` what they see.

## What they saw

1. Cells
2. People

- [Homicide](/measures/homicide) and [its outcome](/outcomes/violence)
- [Elsewhere](https://example.org/a?b=c&d=e) or [below](#numbers)

> Words of others.

### Numbers

| Region | Visits | Seen |
|:---|---:|---:|
| North | 12 | 8 |
| South | 1,204 | |

## Numbers
"""


def test_a_sound_text_has_no_faults_and_is_shown_in_full() -> None:
    assert list(text_faults(SOUND, "visits.md", DECLARED)) == []
    page = shown_as(SOUND)
    for part in (
        "<strong>unannounced</strong>, and <em>any</em> day. They write <code>down</code> what they see.",
        '<h2 id="what-they-saw">What they saw</h2>',
        '<a href="https://example.org/a?b=c&amp;d=e">Elsewhere</a>',
        "<blockquote><p>Words of others.</p></blockquote>",
        '<h3 id="numbers">Numbers</h3>',
        '<h2 id="numbers-2">Numbers</h2>',
        "<caption>Numbers</caption>",
        '<th class="n" scope="col">Visits</th>',
        '<th scope="row">South</th>',
        '<td class="n">1,204</td>',
    ):
        assert part in page, part


def test_what_would_run_is_letters_where_it_is_shown_all_the_same() -> None:
    page = shown_as("<script>alert(1)</script>\n\n[x](javascript:alert(1)) <img src=x onerror=alert(1)>")
    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page


def test_a_text_is_utf_8_with_any_line_ends() -> None:
    assert read_text("\ufeffOne\r\ntwo\r\n".encode(), "visits.md") == ("One\ntwo\n", [])


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"One\ntwo \xe9\n", "2:1: error: the text is not UTF-8; save it as UTF-8"),
        (b" \n\n", "1:1: error: there is no text in it"),
        (b"x" * (LARGEST_BYTES + 1), "1:1: error: the text is larger than 200 kB; part it in pages"),
    ],
)
def test_what_is_no_text(data: bytes, fault: str) -> None:
    text, issues = read_text(data, "visits.md")
    assert (text, [str(issue) for issue in issues]) == ("", [f"visits.md:{fault}"])
