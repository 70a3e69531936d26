"""What the page on how to read this site says, apart from what metrics.yaml declares."""

from __future__ import annotations

from metrics.figures.change import Direction

MARKS: list[tuple[Direction, str, str]] = [
    ("up", "Up", "The figure is higher than before, by at least the size that matters for this measure."),
    ("down", "Down", "The figure is lower than before, by at least the size that matters for this measure."),
    ("level", "Level", "We cannot say that the figure has gone up or down. The words beside it say why."),
]
OUTCOMES = [
    ("Higher, Lower", "The change is big enough to matter, and bigger than chance alone would explain."),
    (
        "Little change",
        "The change is smaller than the least that matters for this measure. Each measure says what that is.",
    ),
    (
        "Too uncertain to say",
        "There is a difference, but we cannot tell whether it means anything: it may be chance, or the two "
        "figures share some of the same months.",
    ),
    ("Not comparable", "The way of counting changed between the two, so they must not be compared."),
    ("Not known", "One of the two figures is missing or withheld."),
]
VERDICTS = (
    "An arrow says which way a figure went. It does not say whether that is good. For each measure we say "
    "beforehand whether higher or lower is better, and only a change that is called higher or lower is "
    "judged “better” or “worse”. Colour only repeats what the words say."
)
STATES = [
    ("p.p.", "Percentage points. From 64% to 61% is 3 percentage points lower: -3.0 p.p."),
    ("%", "A change in per cent. From 100 offences to 90 is 10% lower: -10.0%."),
    (
        "A change without % or p.p.",
        "Where counts are very small, the change is a number of people: -3 is three fewer.",
    ),
    (
        "Q1, Q2, Q3, Q4",
        "Quarters of the financial year, which starts in April. Q3 2023/24 is October to December 2023.",
    ),
    ("12 months to …", "One figure for a whole year that ends in that month."),
    ("Provisional, [p]", "The figure may still change when more records come in."),
    ("Revised, [r]", "The figure is not the one that the release before gave."),
    ("Withheld", "The figure is so small that it could tell something about a person."),
    ("Not available", "There is no figure. That is not the same as zero."),
    (
        "Planned",
        "A measure that is promised and has no figures yet. We say who is responsible, and when it is due.",
    ),
    ("Reported in words", "A matter for which no number would be honest."),
]
METHODS = [
    "Each figure is read from the file as it was supplied. The file is kept with the release and never "
    "altered.",
    "Every change is worked out from the figures as supplied, and rounded last. A half is rounded away "
    "from zero.",
    "The arrow and the word follow the rounded change, so that they never contradict the number.",
    "Percentages change in percentage points, counts in per cent, and very small counts in people.",
    "A change of a survey is tested against its sampling error, and a change of a count against chance. Where no "
    "change at all lies inside the 95% interval, we say that it is too uncertain to say.",
    "Where a total of the year so far is compared with last year, it is with the same part of that year. From "
    "one month to the next, the months themselves are compared: a running total can only rise.",
    "No change is worked out across a break in the way of counting, and no line on a chart crosses one.",
    "“Why does it say this?” on each tile shows the rule and the two figures behind the word.",
]
STRENGTHS = [
    "Police records count what was reported all over London, every month, so they are good for seeing how "
    "much work reaches the police.",
    "Surveys ask people directly, so they also hear from those who did not report a crime.",
]
LIMITS = [
    "Much crime is never reported to the police. Police records cannot show it.",
    "A survey asks a sample of people. Small changes between two surveys can be chance.",
    "One quarter or one month is a short time. The charts show whether a change is part of a longer one.",
    "London here means the area of the Metropolitan Police. The City of London has its own police force "
    "and is left out.",
    "The figures do not say why something changed, or whether the police caused it.",
]
REVISIONS = [
    "The newest figures from police records are provisional. Later releases move them a little, up or down.",
    "Each release is kept as it was published, and every page of it can still be read. A later release is a "
    "new one, and does not overwrite it.",
    "A figure that differs from the release before is marked as revised, and the page on releases lists what "
    "it was and what it is.",
    "A revision is planned: better data have come in. A correction mends a mistake. They are not the "
    "same, and we do not call one the other.",
]
COHERENCE = [
    "The publishers show the same figures on their own sites, and may have newer ones. Each measure links "
    "to its source.",
    "The Office for National Statistics also publishes crime figures for London, from police records and "
    "from the Crime Survey for England and Wales. They cover other periods and are counted differently, "
    "so they will not be the same.",
    "Offences, victims and incidents are different things. One incident can have several victims and "
    "several offences. Each measure names the one that it counts.",
]
PLAN = (
    "This site is brought up to date with each release. Measures that are promised stand on it as "
    "“planned” until they come, and are marked as overdue when their date has passed."
)
