"""What the accessibility statement says, apart from what metrics.yaml declares."""

from __future__ import annotations

ACCESSIBILITY_DESCRIPTION = "How accessible this site is, how it was tested, and how to report a problem."
ACCESSIBILITY_LEAD = "This statement is about the website “{title}”. Its publisher: {producer}."

USING = "Using this website"
USING_LEAD = "You should be able to:"
CAN_DO = [
    "zoom in up to 400% without text running off the screen",
    "reach every link, button and choice with a keyboard alone",
    "see where the keyboard is at every step",
    "read and use every page with JavaScript switched off",
    "read every chart as a table of figures, and every map as a list",
    "read each figure off a chart with a mouse, a finger or the arrow keys",
    "make the space between letters, words and lines wider without losing text",
    "use the light or dark colours, or the few strong colours, that your device is set to",
    "print any page, or save it as a PDF, with what is folded away on screen",
]

COMPLIANCE = "How far it meets the rules"
AIM_BEFORE = "We aim to meet level AA of the "
GUIDELINES = "Web Content Accessibility Guidelines, version 2.2"
AIM_AFTER = "."
NO_TEST_DECLARED = (
    "How this site itself was tested is not declared, so how far it meets that standard is not known."
)

LIMITATIONS = "What is not accessible"
LIMITATIONS_LEAD = "These parts may be hard for some people to use:"
LIMITATIONS_PARTS = [
    "Some wide tables, and the map of {districts}, do not fit a phone. Each has a frame of its "
    "own that scrolls from "
    "side to side, by touch or with the arrow keys.",
    "The arrow keys read the figures of a chart as it first stands on its page. Once you have asked for the "
    "interactive chart, its buttons work with the keyboard, but its single points do not. The table below the "
    "chart holds the same figures.",
    "The spreadsheets have plain tables with headings, but were not tested with screen readers.",
    "The calendar and the data for programs are made for computers. Every figure in them also stands on a "
    "page.",
    "The charts that other websites show are small. Each has a link to its page here, where the table is.",
]
OTHERS = "Some links lead to other websites. This statement does not speak for them."

TESTED = "How the program behind it was tested"
TESTED_PARTS = [
    "The program that makes this site is tested each time that it is changed, in the Chromium browser, with sites "
    "that are kept for that.",
    "An automatic checker, axe, looks at every kind of page, at the widths of a phone and of a desktop "
    "screen, in light, dark and forced colours. It also looks at the page of each measure of such a "
    "site, for each of its areas. It finds no fault.",
    "Every kind of page is laid out at a width of 320 pixels and with wide spaces between letters, words and "
    "lines. Only wide tables and the map scroll from side to side, in a frame of their own.",
    "The main ways through the site are walked with the keyboard alone, and with JavaScript switched off.",
    "The charts of each kind are read with a mouse, with touch and with the arrow keys. Every figure read is "
    "the one in the table below the chart, and is announced when the reader stops moving.",
    "The lines of the charts stand out from their ground by at least 3 to 1.",
    "In forced colours the words of every link, button and choice stand out from their ground.",
    "What the browser hands to screen readers is read in its order: headings, figures with their periods, the "
    "words for a change, and the names of charts. Signs that are there for the eye alone are not among it.",
    "Pages are printed to paper of A4 size without backgrounds. No words lie over others, and all stand out from "
    "the paper by at least 4.5 to 1.",
]
NOT_TESTED = "What of the program was not tested yet"
NOT_TESTED_PARTS = [
    "The program has not been tested with a screen reader itself, with voice control or with screen magnifiers.",
    "It has not been tested by disabled people, or in browsers other than Chromium.",
    "No independent body has checked it.",
]

REPORT = "How to report a problem"
REPORT_HINT = (
    "Tell us if you find a problem that this page does not name, or if you need a figure in another form, such "
    "as large print. Say which page it is about, and what you need."
)
ENFORCEMENT = "If you are not content with our answer"
ENFORCED = (
    "The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile "
    "Applications) (No. 2) Accessibility Regulations 2018."
)
COMPLAIN_BEFORE = "If our answer does not satisfy you, contact the "
SERVICE = "Equality Advisory and Support Service"
COMPLAIN_AFTER = "."
PREPARED = "When this statement was written"
PREPARED_DATES = (
    "This statement was prepared on {prepared}, after the tests that it names. It was last looked over on "
    "{reviewed}, and will be again when the site changes."
)
NOT_PREPARED = "When this statement was looked over for this site is not declared."
