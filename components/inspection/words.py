"""The words of the page of inspections, apart from the sentences on answers themselves"""

from __future__ import annotations

from collections.abc import Mapping

from metrics.declared.clock import Counting, Force, Rhythm

INSPECTIONS_TITLE = "Inspections and answers"
INSPECTIONS_DESCRIPTION = (
    "Reports on the police: by when an answer is due, what force that has, and whether it came in time."
)
NO_INSPECTIONS = "No report of an inspection has been declared."
AS_ON = "How each stands is told as on {day}."
INSPECTIONS_CAPTION = "{title}: how an answer to each report stands"
INSPECTIONS_HEADS = ("Report", "How an answer stands")
KIND_AND_DAY = "{kind}, published on {day}"
KIND_WITHOUT_DAY = "{kind}, of a day that is not known here"
FOR_WHOM = "For: {addressee}"
MAKES = ("It makes {number:,} recommendation.", "It makes {number:,} recommendations.")
READ_IN = "Read in: {document}."
THE_ANSWER = "The answer"
ANSWERED_BY = "Answered by: {who}."
RECOMMENDATIONS_FOLD = "Single recommendations of “{report}”"
RECOMMENDATIONS_HEADS = ("Recommendation", "Its answer")
RECOMMENDATIONS_CAPTION = "{report}: how an answer to each recommendation stands"
CLOCKS_TITLE = "Clocks"
CLOCKS_LEAD = (
    "By when something is due, and what force that has. A last day is told where it is known how the days count, "
    "and it is never moved."
)
CLOCKS_CAPTION = "Each clock, from when it runs, and where it is laid down"
CLOCKS_HEADS = ("What is due", "By when, and what force that has")
FORCES: Mapping[Force, str] = {
    "law": "A law sets it.",
    "agreed": "It was agreed; no law sets it.",
    "asked": "It is asked for; no law sets it.",
}
COUNTINGS: Mapping[Counting, str] = {
    "day-1": "{span}, the first of which is the day that it begins with",
    "after": "{span}, the first of which is the day after",
    "not-stated": "{span}; how they count is not stated",
    "not-read": "{span}; how they count has not been read",
}
RHYTHMS: Mapping[Rhythm, str] = {
    "week": "each week",
    "month": "each month",
    "quarter": "each quarter",
    "period": "for each period",
    "financial-year": "each financial year",
    "year": "each year",
}
BEGINS = "It begins with: {begins}."
LENGTHENED = "What changes it: {extension}."
LAID_DOWN = "Laid down in: {source}."
BY_WHOM = "By: {who}"
IN_THIS_FRAMEWORK = "Inspections in this framework"
REPORTS_CSV = "All reports in “{title}” (CSV)"
REPORTS_XLSX = "All reports in “{title}” as a spreadsheet, with what to know of them (Excel)"
REPORTS_ODS = "All reports in “{title}” as a spreadsheet, with what to know of them (OpenDocument)"
RECOMMENDATIONS_CSV = "All recommendations in “{title}” (CSV)"
NO_RECOMMENDATIONS = "“{title}” has no single recommendations."
REPORTS_JSON = "All reports and clocks for programs (JSON)"
INSPECTIONS_AS_FILES = "These reports as data"
WHERE_FROM = "Where these reports are from"
# Days to come, in calendars.
ANSWER_DUE = "Last day for an answer: {report}"
DUE_BY: Mapping[Force, str] = {
    "law": "The law asks for it by {day}.",
    "agreed": "It was agreed for {day}.",
    "asked": "It is asked for by {day}; no law sets this day.",
}
DUE_OF = "{title} ({who})."
