"""config/metrics.yaml with one fault at a time: each is told whole, where it stands, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from metrics.declared.config import parse_config, parse_config_bytes, read_config
from metrics.issues import InvalidInput

VALID = """\
site:
  title: Outcomes
  producer: A mayor's office
  contact: Write to us
  statistics_status: Management information
  update_schedule: Once a quarter
  attribution: Open Government Licence
frameworks:
  - id: plan
    title: The plan
    vision: London is safe.
    description: What is sought.
outcomes:
  - id: violence
    framework: plan
    title: Violence falls
    description: Fewer are hurt.
measures:
  - id: offences
    outcome: violence
    title: Offences
    status: published
    description: Offences that were recorded.
    unit: count
    noun:
      singular: offence
      plural: offences
    polarity: lower-is-better
    frequency: month
    window: calendar-year-to-date
    comparison:
      basis: previous-period
      materiality: 1.0
      test: counts
    supplement:
      dimension: sex
      category: Male
      noun:
        singular: male victim
        plural: male victims
    breaks:
      - period: 2024-03
        reason: the recording system changed
    caveats:
      - Not all offences are reported.
    next_update: 2024-05-09
    source:
      publisher: The police
      title: Recorded crime
      link: https://data.london.gov.uk/dataset/crime
      licence: OGL-3.0
      files: crime.csv
      layout: events
      period:
        column: Month
        format: YYYY-MM
      area:
        column: Borough
        aliases:
          MPS: London
        no_area: Unknown
      value:
        column: Offences
      dimensions:
        - id: sex
          title: Sex
          column: Sex
          headline: Male
          categories:
            - name: Male
              aliases: M
            - name: Female
      combine: sum
      absent: zero
      region: all-rows
  - id: trust
    outcome: violence
    title: Trust
    status: published
    description: Those who trust the police.
    unit: percent
    share: of Londoners trust the police
    polarity: higher-is-better
    frequency: financial-quarter
    comparison:
      basis: baseline
      baseline: 2019-Q4
      materiality: 1
      test: proportions
    sample:
      size: 4800
    caveats:
      - It comes from a sample.
    next_update: not-announced
    source:
      publisher: MOPAC
      title: A survey
      link: https://data.london.gov.uk/dataset/survey
      licence: OGL-3.0
      files: [survey.csv]
      layout: rows
      period:
        column: Quarter
        format: Qn YY-YY
      value:
        column: Share
        written_as: proportion
      absent: missing
      region: own-row
  - id: prevalence
    outcome: violence
    title: Prevalence
    status: planned
    description: Victims of any crime.
    owner: MOPAC
    reason: A measure is being made.
    expected: 2024-06-30
  - id: exploitation
    outcome: violence
    title: Exploitation
    status: qualitative
    description: How well people are protected.
    reason: Much is hidden.
    narrative: What has been done.
"""


def issue_lines(text: str | bytes) -> list[str]:
    """Every issue of a text, as it is printed. With an error among them there is no declaration."""
    data = text if isinstance(text, bytes) else text.encode()
    config, issues = parse_config_bytes(data)
    assert (config is None) == any(issue.severity == "error" for issue in issues)
    return [str(issue) for issue in issues]


def changed(old: str, new: str) -> str:
    """The valid text with the first occurrence of one thing changed."""
    assert old in VALID, f"the valid text does not hold {old!r}"
    return VALID.replace(old, new, 1)


def test_the_valid_text_has_no_issue_at_all() -> None:
    assert issue_lines(VALID) == []


# Each table: the rule, what stands in the valid text, what stands there instead, and the one issue it gives.

Cases = dict[str, tuple[str, str, str]]

KEYS: Cases = {
    "an_unknown_key_is_told_with_the_nearest_guess": (
        "    vision: London",
        "    visoin: London",
        '11:5: error: framework "plan": the key "visoin" is not known; did you mean "vision"?',
    ),
    "an_unknown_key_with_no_guess_is_told_with_those_allowed": (
        "    vision: London is safe.",
        "    vision: London is safe.\n    zzz: x",
        (
            '12:5: error: framework "plan": the key "zzz" is not known; known here: "id", "title", '
            '"vision", "description", "audience", "supports", "from", "until", "successor"'
        ),
    ),
    "an_unknown_key_of_a_measure_knows_the_keys_of_its_status": (
        "    owner: MOPAC",
        "    owner: MOPAC\n    narative: x",
        (
            '116:5: error: measure "prevalence": the key "narative" is not known; known here: "id", '
            '"title", "description", "outcome", "formerly", "status", "owner", "reason", "expected"'
        ),
    ),
    "an_unknown_key_deep_in_a_source_is_told_there": (
        "        format: YYYY-MM",
        "        format: YYYY-MM\n        formt: x",
        '57:9: error: measure "offences": the key "formt" is not known; did you mean "format"?',
    ),
    "an_unknown_key_at_the_top_is_told": (
        "outcomes:\n",
        ("outcomes_: x\noutcomes:\n"),
        '13:1: error: the key "outcomes_" is not known; did you mean "outcomes"?',
    ),
    "a_missing_key_is_told_at_the_thing_that_lacks_it": (
        "    description: What is sought.\n",
        "",
        '9:5: error: framework "plan": "description" is missing',
    ),
    "a_missing_key_of_a_measure_is_told": (
        "    polarity: lower-is-better\n",
        "",
        '19:5: error: measure "offences": "polarity" is missing',
    ),
    "a_missing_part_of_the_file_is_told": (
        (
            "outcomes:\n"
            "  - id: violence\n"
            "    framework: plan\n"
            "    title: Violence falls\n"
            "    description: Fewer are hurt.\n"
        ),
        "",
        '1:1: error: "outcomes" is missing',
    ),
    "a_missing_source_is_told": (
        "      link: https://data.london.gov.uk/dataset/crime\n",
        "",
        '48:7: error: measure "offences": "link" is missing',
    ),
    "a_missing_status_is_told_with_those_allowed": (
        "    status: planned\n",
        "",
        (
            '110:5: error: measure "prevalence": "status" is missing; it is one of "published", '
            '"planned", "qualitative", "retired"'
        ),
    ),
    "a_key_twice_is_told_with_the_line_of_the_first": (
        "    owner: MOPAC",
        "    owner: MOPAC\n    owner: MPS",
        '116:5: error: the key "owner" stands twice; the first is in line 115',
    ),
    "a_key_that_is_a_list_is_no_key": (
        "    owner: MOPAC",
        ("    ? [a]\n    : x\n    owner: MOPAC"),
        "115:7: error: a key must be a word; found a list or map",
    ),
    "a_key_that_is_a_map_is_no_key": (
        "    owner: MOPAC",
        ("    ? {a: b}\n    : x\n    owner: MOPAC"),
        "115:7: error: a key must be a word; found a list or map",
    ),
    "a_key_named_like_a_status_is_unknown_as_any_other": (
        "    owner: MOPAC",
        "    owner: MOPAC\n    planned: x",
        (
            '116:5: error: measure "prevalence": the key "planned" is not known; known here: "id", '
            '"title", "description", "outcome", "formerly", "status", "owner", "reason", "expected"'
        ),
    ),
}

TYPES: Cases = {
    "text_must_be_text_and_a_number_is_quoted": (
        "    title: Offences",
        "    title: 5",
        ('21:12: error: measure "offences": title must be text; found the number 5; put it in quotes'),
    ),
    "text_must_be_text_and_true_is_quoted": (
        "    title: Offences",
        "    title: true",
        ('21:12: error: measure "offences": title must be text; found the word true; put it in quotes'),
    ),
    "text_must_be_text_and_not_a_list": (
        "    title: Offences",
        "    title: [Offences]",
        '21:12: error: measure "offences": title must be text; found a list',
    ),
    "text_must_be_text_and_not_a_map": (
        "    title: Offences",
        "    title: {a: b}",
        '21:12: error: measure "offences": title must be text; found a map; a colon and a space make a map of it: put the text in quotes',
    ),
    "text_may_not_be_empty": (
        "    title: Offences",
        '    title: ""',
        '21:12: error: measure "offences": title "" cannot be used: it is blank; fill it in',
    ),
    "text_may_not_be_blank": (
        "    title: Offences",
        '    title: "  "',
        '21:12: error: measure "offences": title "" cannot be used: it is blank; fill it in',
    ),
    "text_may_not_be_endless": (
        "    title: Offences",
        "    title: " + "x" * 4001,
        (
            '21:12: error: measure "offences": title must have at most 4000 characters; found text '
            '"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"'
        ),
    ),
    "a_whole_number_may_not_be_quoted": (
        "      size: 4800",
        '      size: "4800"',
        (
            '91:13: error: measure "trust": size must be a whole number; found text "4800"; write it '
            "in digits, without quotes"
        ),
    ),
    "a_whole_number_has_no_decimals": (
        "      size: 4800",
        "      size: 4800.5",
        '91:13: error: measure "trust": size must be a whole number; found the number 4800.5',
    ),
    "a_whole_number_keeps_its_bounds": (
        "      size: 4800",
        "      size: 0",
        '91:13: error: measure "trust": size must be at least 1; found the number 0',
    ),
    "a_number_may_not_be_text": (
        "materiality: 1.0",
        "materiality: much",
        (
            '33:20: error: measure "offences": materiality must be a number; found text "much"; '
            "write it in digits, without quotes"
        ),
    ),
    "a_number_is_not_written_with_an_exponent": (
        "materiality: 1.0",
        "materiality: 1e3",
        (
            '33:20: error: measure "offences": materiality must be a number; found text "1e3"; write '
            "it in digits, without quotes"
        ),
    ),
    "a_number_is_not_written_with_underscores": (
        "materiality: 1.0",
        "materiality: 1_000",
        (
            '33:20: error: measure "offences": materiality must be a number; found text "1_000"; '
            "write it in digits, without quotes"
        ),
    ),
    "a_number_is_not_infinite": (
        "materiality: 1.0",
        "materiality: .inf",
        (
            '33:20: error: measure "offences": materiality must be a number; found text ".inf"; '
            "write it in digits, without quotes"
        ),
    ),
    "a_number_may_not_be_true": (
        "materiality: 1.0",
        "materiality: true",
        '33:20: error: measure "offences": materiality must be a number; found the word true',
    ),
    "a_number_keeps_its_lower_bound": (
        "materiality: 1.0",
        "materiality: -1",
        '33:20: error: measure "offences": materiality must be at least 0; found the number -1',
    ),
    "a_number_keeps_its_upper_bound": (
        "materiality: 1.0",
        "materiality: 1000.5",
        ('33:20: error: measure "offences": materiality must be at most 1000; found the number 1000.5'),
    ),
    "decimals_are_at_most_three": (
        "    unit: percent",
        "    unit: percent\n    decimals: 4",
        '82:15: error: measure "trust": decimals must be at most 3; found the number 4',
    ),
    "a_list_may_not_be_a_map": (
        ("    breaks:\n      - period: 2024-03\n        reason: the recording system changed"),
        "    breaks:\n      period: 2024-03",
        ('42:7: error: measure "offences": breaks must be a list; found a map; start each item with "- "'),
    ),
    "a_list_may_not_be_text": (
        "    caveats:\n      - Not all offences are reported.",
        "    caveats: Not all offences are reported.",
        (
            '44:14: error: measure "offences": caveats must be a list; found text "Not all offences '
            'are reported."; start each item with "- "'
        ),
    ),
    "a_map_may_not_be_a_list": (
        ("    comparison:\n      basis: previous-period\n      materiality: 1.0\n      test: counts"),
        "    comparison:\n      - basis: previous-period",
        '32:7: error: measure "offences": comparison must be a map; found a list; take the hyphens away',
    ),
    "a_map_may_not_be_text": (
        ("    comparison:\n      basis: previous-period\n      materiality: 1.0\n      test: counts"),
        "    comparison: previous-period",
        (
            '31:17: error: measure "offences": comparison must be a map; found text "previous-period"; write '
            'each of its keys in a line of its own below it: "basis", "materiality"'
        ),
    ),
    "an_item_that_must_be_a_map_may_not_be_text": (
        "frameworks:\n",
        ("frameworks:\n  - plan\n"),
        (
            '9:5: error: each item of frameworks must be a map; found text "plan"; write each of its keys in '
            'a line of its own below it: "id", "title", "vision", "description"'
        ),
    ),
    "a_measure_may_not_be_text": (
        "measures:\n",
        ("measures:\n  - offences\n"),
        (
            '19:5: error: each item of measures must be a map; found text "offences"; write each of its keys '
            'in a line of its own below it: "id", "title", "description", "outcome", "status", "unit", '
            '"polarity", "frequency" and 7 more'
        ),
    ),
    "a_list_that_must_hold_something_may_not_be_empty": (
        "files: crime.csv",
        "files: []",
        '52:14: error: measure "offences": files must hold at least 1; found a list',
    ),
    "a_name_that_may_be_several_must_be_text": (
        "files: crime.csv",
        "files: 5",
        ('52:14: error: measure "offences": files must be text; found the number 5; put it in quotes'),
    ),
    "each_of_several_names_must_be_text": (
        "files: crime.csv",
        "files: [a.csv, 5]",
        (
            '52:22: error: measure "offences": each item of files must be text; found the number 5; '
            "put it in quotes"
        ),
    ),
    "several_names_may_not_be_a_map": (
        "files: crime.csv",
        "files: {a: b}",
        ('52:14: error: measure "offences": files must be a list; found a map; start each item with "- "'),
    ),
    "the_name_of_an_area_must_be_text": (
        "MPS: London",
        "MPS: 5",
        (
            '60:16: error: measure "offences": aliases "MPS" must be text; found the number 5; put '
            "it in quotes"
        ),
    ),
    "an_alias_may_not_be_blank": (
        "MPS: London",
        '" ": London',
        (
            '60:11: error: measure "offences": a key of aliases "" cannot be used: it is blank; an empty cell is ""'
        ),
    ),
    "aliases_of_areas_may_not_be_text": (
        "        aliases:\n          MPS: London",
        "        aliases: MPS",
        (
            '59:18: error: measure "offences": aliases must be a map; found text "MPS"; write a line of its own '
            "below it, with a name, a colon, a space and what it stands for"
        ),
    ),
}

VALUES: Cases = {
    "an_unknown_unit_is_told_with_the_nearest_guess": (
        "unit: count",
        "unit: cuont",
        '24:11: error: measure "offences": unit "cuont" is not known; did you mean "count"?',
    ),
    "an_unknown_unit_with_no_guess_is_told_with_those_allowed": (
        "unit: count",
        "unit: kilometres",
        (
            '24:11: error: measure "offences": unit "kilometres" is not known; allowed: "percent", '
            '"count", "small-count", "money", "duration", "rate", "number", "index"'
        ),
    ),
    "an_unknown_status_is_told": (
        "status: planned",
        "status: plannned",
        ('113:13: error: measure "prevalence": status "plannned" is not known; did you mean "planned"?'),
    ),
    "a_status_may_not_be_a_list": (
        "status: planned",
        "status: [planned]",
        (
            '113:13: error: measure "prevalence": status must be one of "published", "planned", '
            '"qualitative", "retired"; found a list'
        ),
    ),
    "a_choice_may_not_be_a_list": (
        "unit: count",
        "unit: [count]",
        (
            '24:11: error: measure "offences": unit must be one of "percent", "count", '
            '"small-count", "money", "duration", "rate", "number", "index"; found a list'
        ),
    ),
    "a_choice_may_not_be_a_map": (
        "unit: count",
        "unit: {count: 1}",
        (
            '24:11: error: measure "offences": unit must be one of "percent", "count", '
            '"small-count", "money", "duration", "rate", "number", "index"; found a map'
        ),
    ),
    "an_unknown_mark_between_fields_is_told": (
        "      combine: sum",
        "      combine: sum\n      delimiter: tab",
        (
            '74:18: error: measure "offences": delimiter "tab" is not known; allowed: ",", ";", "\\t" (a tab), "|"'
        ),
    ),
    "an_unknown_layout_is_told": (
        "layout: rows",
        "layout: pivoted",
        (
            '101:15: error: measure "trust": layout "pivoted" is not known; allowed: "rows", '
            '"periods-as-columns", "areas-as-columns", "categories-as-columns", "events"'
        ),
    ),
    "an_unknown_period_format_is_told": (
        "format: YYYY-MM",
        "format: DD/MM/YY",
        ('56:17: error: measure "offences": format "DD/MM/YY" is not known; did you mean "DD/MM/YYYY"?'),
    ),
    "an_unknown_polarity_is_told": (
        "higher-is-better",
        "high-is-better",
        (
            '83:15: error: measure "trust": polarity "high-is-better" is not known; did you mean '
            '"higher-is-better"?'
        ),
    ),
    "an_unknown_mark_of_a_cell_is_told": (
        "        column: Offences",
        ('        column: Offences\n        marks:\n          "*": withheld'),
        (
            '65:16: error: measure "offences": marks "*" "withheld" is not known; allowed: "c", "x", '
            '"z", "u", "low"'
        ),
    ),
    "a_licence_that_is_not_open_is_told": (
        "licence: OGL-3.0",
        "licence: Copyright",
        '51:16: error: measure "offences": licence "Copyright" is not known; allowed: "OGL-3.0"',
    ),
    "an_id_holds_small_letters_alone": (
        "id: trust",
        "id: Trust",
        (
            '76:9: error: measure "Trust": id "Trust" cannot be used: an id holds small letters, '
            'digits and single hyphens, and starts with a letter, such as "trust"'
        ),
    ),
    "an_id_starts_with_a_letter": (
        "id: trust",
        "id: 2trust",
        (
            '76:9: error: measure "2trust": id "2trust" cannot be used: an id holds small letters, '
            "digits and single hyphens, and starts with a letter"
        ),
    ),
    "a_link_starts_with_https": (
        "link: https",
        "link: ftp",
        (
            '50:13: error: measure "offences": link "ftp://data.london.gov.uk/dataset/crime" cannot be used: a link '
            "starts with https:// and holds no spaces"
        ),
    ),
    "a_site_stands_at_its_host": (
        "site:\n",
        "site:\n  address: https://data.london.gov.uk/dataset/outcomes\n",
        (
            '2:12: error: address "https://data.london.gov.uk/dataset/outcomes" cannot be used: it is https:// and a '
            "host in small letters, and no slash at its end"
        ),
    ),
    "a_file_is_named_without_folders": (
        "files: crime.csv",
        "files: ../crime.csv",
        (
            '52:14: error: measure "offences": files "../crime.csv" cannot be used: a file is named '
            "without folders and ends in .csv, .csv.gz, .xlsx, .xlsm, .ods or .parquet"
        ),
    ),
    "a_file_ends_as_one_that_is_read": (
        "files: crime.csv",
        "files: crime.docx",
        (
            '52:14: error: measure "offences": files "crime.docx" cannot be used: a file is named '
            "without folders and ends in .csv, .csv.gz, .xlsx, .xlsm, .ods or .parquet"
        ),
    ),
}

DATES: Cases = {
    "a_day_that_does_not_exist_is_no_date": (
        "expected: 2024-06-30",
        "expected: 2024-06-31",
        (
            '117:15: error: measure "prevalence": expected "2024-06-31" is not a date; write one as '
            "2024-05-09, or not-announced"
        ),
    ),
    "a_british_date_is_no_date_here": (
        "expected: 2024-06-30",
        "expected: 30/06/2024",
        (
            '117:15: error: measure "prevalence": expected "30/06/2024" is not a date; write one as '
            "2024-05-09, or not-announced"
        ),
    ),
    "a_year_alone_is_no_date": (
        "expected: 2024-06-30",
        "expected: 2024",
        (
            '117:15: error: measure "prevalence": expected "2024" is not a date; write one as '
            "2024-05-09, or not-announced"
        ),
    ),
    "a_date_with_a_time_is_no_date": (
        "expected: 2024-06-30",
        "expected: 2024-06-30 09:30",
        (
            '117:15: error: measure "prevalence": expected "2024-06-30 09:30" is not a date; write '
            "one as 2024-05-09, or not-announced"
        ),
    ),
    "a_season_is_no_date": (
        "expected: 2024-06-30",
        "expected: summer 2024",
        (
            '117:15: error: measure "prevalence": expected "summer 2024" is not a date; write one as '
            "2024-05-09, or not-announced"
        ),
    ),
    "a_list_is_no_date": (
        "expected: 2024-06-30",
        "expected: [2024-06-30]",
        (
            '117:15: error: measure "prevalence": expected is not a date; write one as 2024-05-09, '
            "or not-announced"
        ),
    ),
}

SYNTAX: Cases = {
    "no_is_ambiguous": (
        "owner: MOPAC",
        "owner: no",
        (
            '115:12: error: "no" is read as true or false by some tools; write true or false, or the '
            "word in quotes"
        ),
    ),
    "on_is_ambiguous": (
        "owner: MOPAC",
        "owner: On",
        (
            '115:12: error: "On" is read as true or false by some tools; write true or false, or the '
            "word in quotes"
        ),
    ),
    "yes_is_ambiguous": (
        "owner: MOPAC",
        "owner: YES",
        (
            '115:12: error: "YES" is read as true or false by some tools; write true or false, or '
            "the word in quotes"
        ),
    ),
    "an_empty_value_is_told_once": (
        "    owner: MOPAC",
        "    owner:",
        '115:11: error: "owner" has no value; leave it out or fill it in',
    ),
    "null_is_an_empty_value": (
        "    owner: MOPAC",
        "    owner: null",
        '115:12: error: "owner" has no value; leave it out or fill it in',
    ),
    "a_tilde_is_an_empty_value": (
        "    owner: MOPAC",
        "    owner: ~",
        '115:12: error: "owner" has no value; leave it out or fill it in',
    ),
    "a_tab_is_told_where_it_stands": (
        "    owner: MOPAC",
        "\towner: MOPAC",
        "115:1: error: a tab stands here; indent with spaces",
    ),
    "an_anchor_is_refused": (
        "owner: MOPAC",
        "owner: &mopac MOPAC",
        '115:12: error: the anchor "&mopac" is not allowed; write each value out in full',
    ),
    "an_alias_is_refused": (
        "owner: MOPAC",
        "owner: *mopac",
        '115:12: error: the alias "*mopac" is not allowed; write the value out in full',
    ),
    "a_tag_is_refused": (
        "owner: MOPAC",
        "owner: !!str MOPAC",
        '115:12: error: the tag "!!str" is not allowed; write plain text, numbers, lists and maps',
    ),
    "a_merge_key_is_an_unknown_key": (
        "    owner: MOPAC",
        "    <<: {owner: MOPAC}\n    owner: MOPAC",
        (
            '115:5: error: measure "prevalence": the key "<<" is not known; known here: "id", '
            '"title", "description", "outcome", "formerly", "status", "owner", "reason", "expected"'
        ),
    ),
    "a_second_document_is_refused": (
        "measures:\n",
        ("---\nmeasures:\n"),
        "18:1: error: a second document starts here; the file must hold one",
    ),
    "a_quote_left_open_is_told_where_it_opens": (
        "owner: MOPAC",
        'owner: "MOPAC',
        ("115:12: error: this is not YAML: a quote opens here and is not closed in this line; close it"),
    ),
    "bad_indentation_is_told": (
        "    owner: MOPAC",
        "   owner: MOPAC",
        (
            "115:4: error: this is not YAML: this line does not fit those above it; indent it as its neighbours are, two spaces a step, and see that each key ends with a colon and each item starts with a hyphen and a space"
        ),
    ),
    "a_hyphen_that_is_missing_is_told_with_what_stands_there": (
        "  - id: prevalence\n",
        "  id: prevalence\n",
        (
            "110:3: error: this is not YAML: this line stands where an item of the list above would start, and "
            "each item starts with a hyphen and a space; write them before it, or indent it as the lines of the "
            "item above are"
        ),
    ),
    "a_colon_without_a_space_makes_no_key": (
        "    owner: MOPAC",
        "    owner:MOPAC",
        ("115:5: error: this is not YAML: a key needs a colon and a space after it, as in key: value"),
    ),
    "a_second_colon_is_told": (
        "title: The plan",
        "title: The plan: part one",
        (
            "10:20: error: this is not YAML: a second colon and space stand in this line; put the text in quotes"
        ),
    ),
    "a_bracket_left_open_is_told": (
        "files: [survey.csv]",
        "files: [survey.csv",
        ("100:14: error: this is not YAML: a bracket opens here and is not closed; end the list with ]"),
    ),
    "a_percent_sign_cannot_start_a_value": (
        "owner: MOPAC",
        "owner: %MOPAC",
        ("115:12: error: this is not YAML: text cannot start with % here; put it in quotes"),
    ),
    "an_at_sign_cannot_start_a_value": (
        "owner: MOPAC",
        "owner: @MOPAC",
        ("115:12: error: this is not YAML: text cannot start with @ here; put it in quotes"),
    ),
    "deep_nesting_is_refused": (
        "owner: MOPAC",
        "owner: " + "[" * 30 + "]" * 30,
        "115:29: error: maps and lists stand more than 20 deep in each other",
    ),
    "a_nul_does_not_belong": (
        "owner: MOPAC",
        "owner: MO\0PAC",
        "115:14: error: the character U+0000 does not belong in this file",
    ),
    "a_control_character_does_not_belong": (
        "owner: MOPAC",
        "owner: MO\x1bPAC",
        "115:14: error: the character U+001B does not belong in this file",
    ),
    "a_line_separator_does_not_belong": (
        "owner: MOPAC",
        "owner: MO\u2028PAC",
        "115:14: error: the character U+2028 does not belong in this file",
    ),
    "an_escaped_control_character_does_not_belong_either": (
        "owner: MOPAC",
        'owner: "MO\\0PAC"',
        "115:12: error: the character U+0000 does not belong in this file",
    ),
    "an_escaped_control_character_in_a_key_does_not_belong": (
        "    owner: MOPAC",
        '    "ow\\0ner": x\n    owner: MOPAC',
        "115:5: error: the character U+0000 does not belong in this file",
    ),
}

AREA = "      area:\n        column: Borough\n        aliases:\n          MPS: London\n        no_area: Unknown\n"
OF_AREAS = VALID[VALID.index("    source:\n") : VALID.index(AREA) + len(AREA)]
RULES: Cases = {
    "a_framework_id_stands_once": (
        "outcomes:\n",
        (
            "  - id: plan\n"
            "    title: The plan\n"
            "    vision: London is safe.\n"
            "    description: Again.\n"
            "outcomes:\n"
        ),
        '13:9: error: framework "plan": the id "plan" stands twice; each needs its own',
    ),
    "an_outcome_id_stands_once": (
        "measures:\n",
        ("  - id: violence\n    framework: plan\n    title: Violence\n    description: Again.\nmeasures:\n"),
        '18:9: error: outcome "violence": the id "violence" stands twice; each needs its own',
    ),
    "a_measure_id_stands_once": (
        "id: prevalence",
        "id: trust",
        '110:9: error: measure "trust": the id "trust" stands twice; each needs its own',
    ),
    "a_dimension_id_stands_once": (
        "        - id: sex\n",
        ("        - id: sex\n          title: Sex\n          column: Gender\n        - id: sex\n"),
        '68:15: error: measure "offences": the id "sex" stands twice; each needs its own',
    ),
    "a_dimension_id_is_not_what_each_row_has_already": (
        "        - id: sex\n",
        ("        - id: status\n          title: Status\n          column: Solved\n        - id: sex\n"),
        ('65:15: error: measure "offences": the id "status" is what each row has already; choose another'),
    ),
    "a_category_is_declared_once": (
        "- name: Female",
        "- name: male",
        '72:15: error: measure "offences": "male" already stands for "Male"',
    ),
    "a_spelling_leads_to_one_category": (
        "- name: Female",
        "- name: Female\n              aliases: [F, M]",
        '72:15: error: measure "offences": "M" already stands for "Male"',
    ),
    "an_undeclared_framework_is_told_with_the_nearest_guess": (
        "framework: plan",
        "framework: plans",
        ('15:16: error: outcome "violence": framework "plans" is not declared; did you mean "plan"?'),
    ),
    "an_undeclared_framework_is_told_with_those_declared": (
        "framework: plan",
        "framework: mps",
        '15:16: error: outcome "violence": framework "mps" is not declared; declared: "plan"',
    ),
    "an_undeclared_outcome_is_told_with_the_nearest_guess": (
        "outcome: violence",
        "outcome: violense",
        ('20:14: error: measure "offences": outcome "violense" is not declared; did you mean "violence"?'),
    ),
    "an_outcome_without_a_measure_is_a_warning": (
        "measures:\n",
        ("  - id: safer\n    framework: plan\n    title: Safer\n    description: Safer.\nmeasures:\n"),
        '18:9: warning: outcome "safer": no measure stands under it',
    ),
    "a_promise_without_a_date_is_a_warning": (
        "expected: 2024-06-30",
        "expected: not-announced",
        '117:15: warning: measure "prevalence": no date is given for it',
    ),
    "a_count_names_what_it_counts": (
        ("    noun:\n      singular: offence\n      plural: offences\n"),
        "",
        '19:5: error: measure "offences": "noun" is missing: say what is counted',
    ),
    "a_percentage_says_what_it_is_a_share_of": (
        "    share: of Londoners trust the police\n",
        "",
        '76:5: error: measure "trust": "share" is missing: say what the percentage is of',
    ),
    "a_count_has_no_decimals": (
        "unit: count",
        "unit: count\n    decimals: 1",
        '25:15: error: measure "offences": decimals must be 0 for a count',
    ),
    "a_count_is_not_written_as_a_percentage": (
        "        column: Offences",
        "        column: Offences\n        written_as: percent",
        '64:21: error: measure "offences": written_as must be number for a count',
    ),
    "percentages_do_not_add_up_over_rows": (
        "      absent: missing",
        "      combine: sum\n      absent: missing",
        '108:16: error: measure "trust": combine must be "as-given": percentages do not add up',
    ),
    "a_percentage_is_never_absent_for_zero": (
        "absent: missing",
        "absent: zero",
        '108:15: error: measure "trust": absent must be "missing" for a percentage',
    ),
    "percentages_of_areas_do_not_add_up_to_london": (
        "region: own-row",
        "region: all-rows",
        '109:15: error: measure "trust": region must be "own-row": percentages do not add up',
    ),
    "percentages_are_no_events": (
        "      files: [survey.csv]\n      layout: rows",
        "      files: [survey.csv]\n      layout: events",
        '101:15: error: measure "trust": events are counted, and the unit is percent',
    ),
    "rows_name_the_column_of_the_period": (
        "        column: Month\n",
        "",
        '55:9: error: measure "offences": "column" is missing: name the column of the period',
    ),
    "areas_name_their_column": (
        "        column: Borough\n",
        "",
        '58:9: error: measure "offences": "column" is missing: name the column of the area',
    ),
    "rows_name_the_column_of_the_value": (
        ("      value:\n        column: Share\n        written_as: proportion\n"),
        "",
        '96:7: error: measure "trust": "value" with its "column" is missing',
    ),
    "a_value_without_a_column_is_told_at_the_value": (
        "        column: Share\n",
        "",
        '106:9: error: measure "trust": "value" with its "column" is missing',
    ),
    "events_are_added_up": (
        "      combine: sum\n",
        "",
        '53:15: error: measure "offences": events are added up: write "combine: sum"',
    ),
    "fields_and_decimals_have_different_marks": (
        "      combine: sum",
        '      combine: sum\n      decimal: ","',
        '74:16: error: measure "offences": decimal and delimiter cannot be the same mark',
    ),
    "a_file_is_named_once": (
        "files: crime.csv",
        "files: [crime.csv, crime.csv]",
        '52:26: error: measure "offences": the file "crime.csv" stands twice',
    ),
    "a_format_names_periods_of_the_frequency": (
        "format: Qn YY-YY",
        "format: YYYYMM",
        (
            '104:17: error: measure "trust": format does not name a financial-quarter; allowed: "Qn '
            'YY-YY", "Qn YYZZ", "YYYY/YY Qn", "YYYY Qn", "YYYY-Qn", "Qn YYYY", "MMM-MMM YYYY", "YE MMM YYYY", '
            '"YE MMM-YY", "DD/MM/YYYY", '
            '"MM/DD/YYYY", "DD MMM YYYY", "YYYY-MM-DD"'
        ),
    ),
    "a_break_names_a_period_of_the_frequency": (
        "period: 2024-03",
        "period: 2023-Q4",
        ('42:17: error: measure "offences": period: "2023-Q4" does not name a month; one is 2024-01'),
    ),
    "a_break_is_text_even_where_it_is_a_year": (
        "period: 2024-03",
        "period: 2024",
        ('42:17: error: measure "offences": period must be text; found the number 2024; put it in quotes'),
    ),
    "a_baseline_names_a_period_of_the_frequency": (
        "baseline: 2019-Q4",
        "baseline: 2020-03",
        (
            '87:17: error: measure "trust": baseline: "2020-03" does not name a financial-quarter; '
            "one is 2023-Q3"
        ),
    ),
    "the_basis_baseline_names_its_baseline": (
        "      baseline: 2019-Q4\n",
        "",
        '86:7: error: measure "trust": "baseline" is missing: name the period compared with',
    ),
    "a_baseline_is_used_with_that_basis_alone": (
        "basis: baseline",
        "basis: previous-period",
        '87:17: error: measure "trust": baseline is used with "basis: baseline" alone',
    ),
    "a_window_cannot_be_made_from_single_percentages": (
        "    frequency: financial-quarter",
        "    frequency: financial-quarter\n    window: rolling-12-months",
        ('85:13: error: measure "trust": "rolling-12-months" cannot be made from single percentages'),
    ),
    "an_extract_and_its_measure_hold_the_same_window": (
        "      absent: missing",
        "      window: rolling-12-months\n      absent: missing",
        (
            '108:15: error: measure "trust": the extract holds "rolling-12-months" and window is '
            '"single"; they must be the same'
        ),
    ),
    "an_alias_leads_to_an_area_that_exists": (
        "MPS: London",
        "MPS: Camdem",
        (
            '60:16: error: measure "offences": "Camdem" is neither London nor a borough; did you '
            'mean "Camden"?'
        ),
    ),
    "a_name_is_an_alias_or_no_borough_and_not_both": (
        "          MPS: London",
        "          MPS: London\n          unknown: Camden",
        '61:20: error: measure "offences": "unknown" stands twice among aliases and no_area',
    ),
    "areas_add_up_where_there_are_areas": (
        (
            "      area:\n"
            "        column: Borough\n"
            "        aliases:\n"
            "          MPS: London\n"
            "        no_area: Unknown\n"
            "      value:\n"
            "        column: Offences\n"
            "      dimensions:\n"
            "        - id: sex\n"
            "          title: Sex\n"
            "          column: Sex\n"
            "          headline: Male\n"
            "          categories:\n"
            "            - name: Male\n"
            "              aliases: M\n"
            "            - name: Female\n"
            "      combine: sum\n"
            "      absent: zero\n"
            "      region: all-rows"
        ),
        (
            "      dimensions: [{id: sex, title: Sex, column: Sex}]\n"
            "      combine: sum\n"
            "      absent: zero\n"
            "      region: sum-of-areas"
        ),
        '60:15: error: measure "offences": without "area" there are no areas to add up',
    ),
    "a_headline_is_one_of_the_categories": (
        "headline: Male",
        "headline: Man",
        (
            '68:21: error: measure "offences": headline "Man" is not a category of "sex"; declared: '
            '"Male", "Female"'
        ),
    ),
    "a_supplement_names_a_dimension_that_is_there": (
        "dimension: sex",
        "dimension: gender",
        '36:18: error: measure "offences": dimension "gender" is not declared; declared: "sex"',
    ),
    "a_supplement_names_a_category_that_is_declared": (
        "category: Male",
        "category: Femal",
        (
            '37:17: error: measure "offences": category "Femal" is not a category of "sex"; did you '
            'mean "Female"?'
        ),
    ),
    "a_supplement_needs_a_running_total_of_the_year": (
        "    window: calendar-year-to-date\n",
        "",
        (
            '35:7: error: measure "offences": a supplement counts this year so far: it needs a '
            'monthly count with "window: calendar-year-to-date"'
        ),
    ),
    "a_test_of_proportions_needs_a_sample": (
        ("    sample:\n      size: 4800\n"),
        "",
        (
            '89:13: error: measure "trust": test proportions needs the unit percent, and a sample with its size '
            'or the "base" of a source'
        ),
    ),
    "a_sample_has_a_size_where_no_extract_says_it": (
        "      size: 4800",
        "      design_effect: 1.2",
        (
            '91:7: error: measure "trust": "size" is missing: say how many people are asked, or name their column '
            'under "base"'
        ),
    ),
    "a_base_stands_beside_the_value_of_its_row": (
        "      layout: events\n",
        "      layout: events\n      base:\n        column: Base\n",
        (
            '55:9: error: measure "offences": a base stands beside the value in its row: it needs "layout: rows", '
            "not events"
        ),
    ),
    "a_column_of_bases_is_read_for_nothing_else": (
        "        written_as: proportion\n",
        "        written_as: proportion\n      base:\n        column: [Base, share]\n",
        ('109:17: error: measure "trust": the column "share" is read for something else already'),
    ),
    "a_test_of_counts_is_for_counts": (
        "test: proportions",
        "test: counts",
        '89:13: error: measure "trust": test counts is for counts, and the unit is percent',
    ),
    "a_test_of_proportions_is_for_percentages": (
        "test: counts",
        "test: proportions",
        (
            '34:13: error: measure "offences": test proportions needs the unit percent, and a sample '
            'with its size or the "base" of a source'
        ),
    ),
    "a_day_is_of_dates": (
        "format: YYYY-MM",
        "format: YYYY-MM\n        day: first",
        '57:14: error: measure "offences": day is for dates: leave it out',
    ),
    "a_control_chart_is_of_counts": (
        "    sample:\n      size: 4800\n",
        "    sample:\n      size: 4800\n    control_chart:\n      periods: 24\n",
        '93:7: error: measure "trust": a control chart is for counts, and the unit is percent',
    ),
    "a_control_chart_takes_twelve_periods_at_least": (
        "    breaks:\n",
        "    control_chart:\n      periods: 11\n    breaks:\n",
        '42:16: error: measure "offences": periods must be at least 12; found the number 11',
    ),
    "a_control_chart_needs_single_periods": (
        "      region: all-rows\n",
        "      region: all-rows\n      window: calendar-year-to-date\n    control_chart:\n      periods: 24\n",
        (
            '78:7: error: measure "offences": a control chart needs single periods, and the extract holds '
            '"calendar-year-to-date"'
        ),
    ),
    "a_rate_is_of_counts": (
        "    sample:\n      size: 4800\n",
        "    sample:\n      size: 4800\n    rate:\n      per: 1000\n",
        '93:7: error: measure "trust": a rate is for counts, and the unit is percent',
    ),
    "a_rate_needs_boroughs": (
        OF_AREAS,
        OF_AREAS.replace(AREA, "").replace("    source:\n", "    rate:\n      per: 1000\n    source:\n"),
        (
            '48:7: error: measure "offences": a rate needs the boroughs of an extract: name their column under '
            '"area" of the source'
        ),
    ),
    "a_figure_without_caveats_is_a_warning": (
        ("    caveats:\n      - It comes from a sample.\n"),
        "",
        '76:5: warning: measure "trust": no caveats are declared; what must readers know?',
    ),
}


def one_fault_each(cases: Cases) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("old", "new", "issue"), list(cases.values()), ids=list(cases))


@one_fault_each(KEYS)
def test_keys(old: str, new: str, issue: str) -> None:
    assert issue_lines(changed(old, new)) == [f"config/metrics.yaml:{issue}"]


@one_fault_each(TYPES)
def test_types(old: str, new: str, issue: str) -> None:
    assert issue_lines(changed(old, new)) == [f"config/metrics.yaml:{issue}"]


@one_fault_each(VALUES)
def test_values(old: str, new: str, issue: str) -> None:
    assert issue_lines(changed(old, new)) == [f"config/metrics.yaml:{issue}"]


@one_fault_each(DATES)
def test_dates(old: str, new: str, issue: str) -> None:
    assert issue_lines(changed(old, new)) == [f"config/metrics.yaml:{issue}"]


@one_fault_each(SYNTAX)
def test_syntax(old: str, new: str, issue: str) -> None:
    assert issue_lines(changed(old, new)) == [f"config/metrics.yaml:{issue}"]


@one_fault_each(RULES)
def test_rules_of_a_declaration(old: str, new: str, issue: str) -> None:
    assert issue_lines(changed(old, new)) == [f"config/metrics.yaml:{issue}"]


# More than one issue, or a whole file ----------------------------------------------------------------------


def test_periods_as_columns_name_no_column_of_the_period_or_the_value() -> None:
    rest = "the header holds the periods, and the cells the values: leave out"
    assert issue_lines(changed("layout: events", "layout: periods-as-columns")) == [
        f'config/metrics.yaml:55:17: error: measure "offences": {rest} "column" of period',
        f'config/metrics.yaml:63:17: error: measure "offences": {rest} "column" of value',
    ]


BASED = "        written_as: proportion\n      base:\n        column: Base\n"


@pytest.mark.parametrize("sample", ["", "    sample:\n      design_effect: 1.2\n"])
def test_with_a_column_of_bases_no_size_need_be_declared(sample: str) -> None:
    text = changed("        written_as: proportion\n", BASED)
    assert issue_lines(text.replace("    sample:\n      size: 4800\n", sample)) == []


def test_a_yearly_figure_has_no_window() -> None:
    yearly = changed(
        "frequency: financial-quarter", "frequency: financial-year\n    window: rolling-12-months"
    )
    yearly = yearly.replace("Qn YY-YY", "YYYY-YY").replace("baseline: 2019-Q4", "baseline: 2019-20")
    assert issue_lines(yearly) == [
        'config/metrics.yaml:85:13: error: measure "trust": a financial-year has the window "single"'
    ]


CUONT = 'measure "offences": unit "cuont" is not known; did you mean "count"?'


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    text = changed("unit: count", "unit: cuont")
    text = text.replace("size: 4800", "size: many").replace("owner: MOPAC", "owner: no")
    text = text.replace("    title: The plan\n", "")
    assert issue_lines(text) == [
        'config/metrics.yaml:9:5: error: framework "plan": "title" is missing',
        f"config/metrics.yaml:23:11: error: {CUONT}",
        'config/metrics.yaml:90:13: error: measure "trust": size must be a whole number; found text "many"; '
        "write it in digits, without quotes",
        'config/metrics.yaml:114:12: error: "no" is read as true or false by some tools; '
        "write true or false, or the word in quotes",
    ]


def test_rules_are_told_all_at_once_too() -> None:
    text = changed("framework: plan", "framework: plans").replace("2024-06-30", "not-announced")
    text = text.replace("absent: missing", "absent: zero")
    assert issue_lines(text) == [
        'config/metrics.yaml:15:16: error: outcome "violence": framework "plans" is not declared; '
        'did you mean "plan"?',
        'config/metrics.yaml:108:15: error: measure "trust": absent must be "missing" for a percentage',
        'config/metrics.yaml:117:15: warning: measure "prevalence": no date is given for it',
    ]


def test_a_misspelt_key_is_not_told_as_missing_too() -> None:
    assert issue_lines(changed("    polarity: lower-is-better", "    polarty: lower-is-better")) == [
        'config/metrics.yaml:28:5: error: measure "offences": the key "polarty" is not known; '
        'did you mean "polarity"?'
    ]


def test_each_of_several_empty_values_is_told() -> None:
    assert issue_lines(
        changed("owner: MOPAC\n    reason: A measure is being made.", "owner:\n    reason:")
    ) == [
        'config/metrics.yaml:115:11: error: "owner" has no value; leave it out or fill it in',
        'config/metrics.yaml:116:12: error: "reason" has no value; leave it out or fill it in',
    ]


EMPTY = "config/metrics.yaml:1:1: error: the file is empty; see docs/measures.md for a start"


@pytest.mark.parametrize("text", ["", "   \n\n", "# only a comment\n", "---\n", "~\n", "null", "\ufeff"])
def test_a_file_that_holds_nothing_is_empty(text: str) -> None:
    assert issue_lines(text) == [EMPTY]


EXPECTED_MAP = 'the file must hold a map with the keys "site", "frameworks", "outcomes", "measures", "accounts", "roles", "trackers", "inspections" and 8 more; found'


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("- site\n- measures\n", "a list"),
        ("measures", 'text "measures"'),
        ("5", "the number 5"),
        ("true", "the word true"),
        ('""', 'text ""'),
    ],
)
def test_a_file_that_is_no_map_is_told_once(text: str, content: str) -> None:
    assert issue_lines(text) == [f"config/metrics.yaml:1:1: error: {EXPECTED_MAP} {content}"]


def test_a_map_of_measures_is_told_with_how_a_list_is_written() -> None:
    text = VALID.partition("measures:\n")[0] + "measures:\n  offences:\n    title: Offences\n"
    assert issue_lines(text) == [
        'config/metrics.yaml:19:3: error: measures must be a list; found a map; start each item with "- "'
    ]


def test_bytes_that_are_not_utf_8_are_told_at_their_character() -> None:
    data = VALID.encode().replace(b"The plan", "Thé plan".encode() + "é".encode("cp1252"))
    assert issue_lines(data) == ["config/metrics.yaml:10:20: error: the file is not UTF-8; save it as UTF-8"]


def test_a_byte_order_mark_at_the_start_is_accepted() -> None:
    assert issue_lines("\ufeff" + VALID) == []


def test_lines_that_end_as_on_windows_are_counted_once() -> None:
    text = changed("unit: count", "unit: cuont").replace("\n", "\r\n")
    assert issue_lines(text) == [f"config/metrics.yaml:24:11: error: {CUONT}"]


def test_a_file_of_utf_16_is_told_line_by_line() -> None:
    issues = issue_lines((VALID * 100).encode("utf-16-le"))
    assert issues[0] == "config/metrics.yaml:1:2: error: the character U+0000 does not belong in this file"
    assert len(issues) == VALID.count("\n") * 100 + 1


def test_a_file_beyond_all_measure_is_refused_unread() -> None:
    assert issue_lines("#" * 2_000_001) == [
        "config/metrics.yaml:1:1: error: the file has over 2,000,000 characters"
    ]


def test_an_alias_bomb_is_refused_and_not_let_off() -> None:
    """Let off, it would be 9 to the power of 29 values: this test would not end."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    issues = issue_lines("\n".join(lines))
    assert issues[:2] == [
        'config/metrics.yaml:1:5: error: the anchor "&a0" is not allowed; write each value out in full',
        'config/metrics.yaml:2:5: error: the anchor "&a1" is not allowed; write each value out in full',
    ]


def test_a_tag_that_would_run_something_runs_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    text = changed("owner: MOPAC", f'owner: !!python/object/apply:os.mkdir ["{folder}"]')
    assert issue_lines(text)[0] == (
        'config/metrics.yaml:115:12: error: the tag "!!python/object/apply:os.mkdir" is not allowed; '
        "write plain text, numbers, lists and maps"
    )
    assert not folder.exists()


def test_a_time_of_day_stays_text() -> None:
    config, _ = parse_config(changed("update_schedule: Once a quarter", "update_schedule: 12:30"))
    assert config is not None and config.site.update_schedule == "12:30"


def test_text_in_quotes_stays_text_whatever_it_looks_like() -> None:
    config, _ = parse_config(changed("update_schedule: Once a quarter", 'update_schedule: "no"'))
    assert config is not None and config.site.update_schedule == "no"


def test_one_name_may_stand_where_several_are_allowed() -> None:
    config, _ = parse_config(VALID)
    assert config is not None
    offences, trust = config.published()
    assert (offences.source.files, trust.source.files) == (("crime.csv",), ("survey.csv",))


def test_a_file_is_read_with_its_warnings(tmp_path: Path) -> None:
    file = tmp_path / "metrics.yaml"
    file.write_text(changed("2024-06-30", "not-announced"), encoding="utf-8")
    config, issues = read_config(file, "metrics.yaml")
    assert (len(config.measures), [str(issue) for issue in issues]) == (
        4,
        ['metrics.yaml:117:15: warning: measure "prevalence": no date is given for it'],
    )


def test_a_file_with_faults_raises_them_all(tmp_path: Path) -> None:
    file = tmp_path / "metrics.yaml"
    file.write_text("measures: []\n", encoding="utf-8")
    with pytest.raises(InvalidInput) as raised:
        read_config(file, "metrics.yaml")
    assert [str(issue) for issue in raised.value.issues] == [
        f'metrics.yaml:1:1: error: "{key}" is missing' for key in ("frameworks", "outcomes", "site")
    ]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as raised:
        read_config(tmp_path / "metrics.yaml", "metrics.yaml")
    assert str(raised.value) == "metrics.yaml:1:1: error: the file cannot be read: No such file or directory"


def test_an_anchor_that_stands_twice_is_told_with_its_places() -> None:
    config, issues = parse_config("site:\n  title: &name One\n  producer: &name Two\n")
    assert config is None
    assert [(issue.line, issue.column) for issue in issues] == [(2, 10), (3, 13)]
    assert all("anchor" in issue.message for issue in issues)
