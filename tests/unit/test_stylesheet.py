"""The part of the stylesheet that a page holds: every rule that could match something in it, and few others."""

from pathlib import Path

import pytest

from serving.http.stylesheet import fingerprint_of_style, names_of, parse_stylesheet

ROOT = Path(__file__).resolve().parents[2]


def part(style: str, body: str, *scripts: str) -> str:
    return parse_stylesheet(style, scripts).part_for(body, bool(scripts))


@pytest.mark.parametrize(
    "selector",
    [
        *("p", ".tile", "p.tile", ".page .tile", "main > .page p", "*", ":root", "html", "body"),
        *(
            "p:hover",
            "::before",
            ".tile::after",
            "[open] > p",
            "p[data-x]",
            "[data-x='2']",
            ".none, p",
            "#here + p",
        ),
        *(".tile:is(.none, .page)", "p:not(.none)", ".page:has(> .none, p)", "p + p", "linearGradient"),
        *(":is(.none, :is(.page, h1)) p", ":where(p)", ":is([data-none], p[open])"),
    ],
)
def test_a_rule_is_kept_where_the_page_has_the_names_that_it_needs(selector: str) -> None:
    inside = '<p id="here" class="tile" data-x>a</p><linearGradient></linearGradient>'
    body = f'<main><div class="wide page">{inside}</div></main>'
    assert part(f"{selector} {{ color: red }}", body).endswith("{color:red}")


@pytest.mark.parametrize(
    "selector",
    [
        *("h1", ".none", "p.none", ".none p", "h1:hover", ".none::before", "p > h1", "#none", "[data-none]"),
        *(
            ".tile:is(.none, h1)",
            "p:has(.none)",
            ":where(.none)",
            ":is(:is(.none), h1 p)",
            "p[data-none='1']",
        ),
    ],
)
def test_a_rule_is_left_out_where_a_name_that_it_needs_is_nowhere_in_the_page(selector: str) -> None:
    assert part(f"{selector} {{ color: red }}", '<p class="tile">.none h1</p>') == ""


def test_a_condition_stands_around_the_rules_that_are_used_and_goes_with_the_last() -> None:
    style = "@media print { p { color: red } h1 { color: blue } } @media screen { h1 { color: blue } }"
    assert part(style, "<p></p>") == "@media print{p{color:red}}"


def test_conditions_in_conditions_hold_together() -> None:
    style = "@supports (color: red) { @container (min-width: 1rem) { p { color: red } h1 { color: blue } } }"
    assert part(style, "<p></p>") == "@supports (color: red){@container (min-width: 1rem){p{color:red}}}"


def test_rules_keep_their_order() -> None:
    style = "p { color: red } h1 { color: blue } .tile { color: green } p { color: white }"
    assert part(style, '<p class="tile"></p>') == "p{color:red}.tile{color:green}p{color:white}"


def test_any_other_at_rule_is_kept_whole() -> None:
    style = "@page { margin: 1cm } @keyframes turn { from { rotate: 0deg } to { rotate: 9deg } } @layer a, b;"
    assert part(style, "") == style.replace("} @", "}@")


def test_comments_and_needless_spaces_go_and_texts_stay_as_they_are() -> None:
    style = (
        '/* a */ p ,\n p > /* b */ b { color :red ; /* c */ content: " ; /* d */  {" ;\n font : 1px a , b }'
    )
    assert part(style, "<p><b></b></p>") == 'p,p>b{color :red;content:" ; /* d */  {";font :1px a ,b}'


def test_a_class_that_a_script_names_in_its_texts_counts_where_scripts_run() -> None:
    style = ".tip { color: red } .other { color: blue }"
    script = """// other
    place.className = "near tip"; place.dataset.nearBy = "";"""
    assert part(style, "<p></p>", script) == ".tip{color:red}"
    assert part("#near [data-near-by] { color: red }", "", script) == "#near [data-near-by]{color:red}"
    assert parse_stylesheet(style, [script]).part_for("<p></p>") == ""


def test_what_is_no_css_is_refused() -> None:
    with pytest.raises(ValueError, match="line 2 of the stylesheet cannot be read"):
        parse_stylesheet("p { color: red }\np color: red")


def test_selectors_that_select_nothing_go_and_a_choice_stays_whole_for_what_it_weighs() -> None:
    style = ".none p, p, h1 > p, p:is(.none, p) { color: red }"
    assert part(style, "<p></p>") == "p,p:is(.none, p){color:red}"


def test_names_are_those_of_elements_classes_ids_and_data() -> None:
    body = '<P data-class="no"><svg class="chart wide"><path id="a" class="line"/></svg>class="no"</P>'
    assert names_of(body) == {"p", "svg", "path", ".chart", ".wide", ".line", "[data-class]", "#a"}


def test_a_style_is_allowed_by_the_base64_of_its_sha256() -> None:
    empty = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"  # of nothing, as everybody has it
    assert fingerprint_of_style("") == empty


def test_the_stylesheet_has_no_at_rule_that_would_be_read_otherwise_than_by_a_browser() -> None:
    style = (ROOT / "assets" / "site.css").read_text("utf-8")
    assert [word for word in ("@import", "@charset", "@namespace", "@layer", "</") if word in style] == []
