"""The words of the pages of accounts, apart from the sentences on the figures themselves."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.declared.account import AccountKind

ACCOUNTS_TITLE = "Money"
ACCOUNTS_DESCRIPTION = (
    "What was to be spent, what was expected as the year went on, what it came to, and what lies in reserve."
)
NO_ACCOUNTS = "No account of money has been declared."
PAGE_TITLE = "{title}, {year}"
IN_FRAMEWORK = "It stands in the framework "
STANDS_NOW = "Where it stands"
BY_BODY_CAPTION = "{title}, {day}: each beside its budget"
HEADS_OF_BODIES = ("Whose it is", "Budget", "{result}", "Difference", "In per cent")
RESULT_HEADS: Mapping[str, str] = {"forecast": "Expected", "draft-outturn": "Came to", "outturn": "Came to"}
NOT_STATED = "not stated"
WORKED_OUT = "{amount} *"
WORKED_OUT_NOTE = "* Worked out here from what is stated: budget and difference."
EXPECTED_ALONE: Mapping[AccountKind, str] = {
    "expenditure": "What is expected is not yet spent.",
    "income": "What is expected has not yet come in.",
}
NOT_AUDITED = "What the year came to has not been audited."
WAY = "How the forecast moved through the year"
WAY_CAPTION = "How much over or under budget the year was expected to end, report by report, and how it did"
WAY_HEADS = ("To", "Budget", "Expected, or came to", "Difference", "Report")
WAY_DESCRIPTION = "{whose}: {sides}."
WHOSE_AND_SIDE = "{day} {side}"
WAY_OF_PARTS = "How far over or under budget each was expected to end, report by report, and how it did"
BEFORE_AND_AFTER = "From the start of the year to its end"
BRIDGE_CAPTION = "{body}: what there was at the start of {year}, what was used, and what there is at its end"
BRIDGE_EXPECTED = (
    "{body}: what there was at the start of {year}, what was expected to be used by its end, and to be left then "
    "({day})"
)
AT_THE_START = "Start of the year"
USED, ADDED = "Used", "Added"
TO_BE_USED, TO_BE_ADDED = "Expected to be used", "Expected to be added"
AT_THE_END, EXPECTED_THEN = "End of the year", "Expected at its end"
RESERVES_HEADS = ("What it is", "At the start", "At the end", "Use", "Planned use")
ADDED_AMOUNT = "{size} added"
USED_NOTE = "Use is worked out here: the start less the end. Of a forecast, both use and end are expected."
RESERVES_CAPTION = "What each report says"
DOES_NOT_ADD_UP = "What does not add up"
ADDS_UP = "Nothing in the reports that are read here fails to add up."
PART_AND_DAY = "{body}: {day}"
OTHER_YEARS = "Years beside each other"
ACCOUNT_YEARS = "{title} in each year"
YEAR_HEADS: Mapping[AccountKind, tuple[str, ...]] = {
    "expenditure": ("Year", "Budget", "Expected, or came to", "Difference"),
    "income": ("Year", "Budget", "Expected, or came to", "Difference"),
    "balance": ("Year", *RESERVES_HEADS[1:4]),
}
PER_RESIDENT = "{total} is about {amount} for each person who lives in {region} ({people} people{by})."
PER_RESIDENT_EXPECTED = (
    "{total}, as expected, is about {amount} for each person who lives in {region} ({people} people{by})."
)
REPORTS = "Reports: {documents}."
AS_FILES = "As data"
ACCOUNT_CSV = "All rows of this account (CSV)"
ACCOUNT_XLSX = "The same as a spreadsheet, with what to know of it (Excel)"
ACCOUNT_ODS = "The same as a spreadsheet, with what to know of it (OpenDocument)"
ACCOUNT_JSON = "This account for programs (JSON)"
BUDGET_CHANGED = "The budget was changed with the report to {day}: {reason}"
CHECKS_DESCRIPTION = (
    "Figures that publishers gave and that do not agree with each other, as arithmetic shows. Nothing is "
    "changed or filled in."
)
NO_CHECKS = "Nothing that is read here fails to add up."
MONEY_OF = "Money in this framework"
EACH_LEADS = "Each leads to its budget, its way through the year, and what does not add up."
ALL_ACCOUNTS = "All accounts"
ACCOUNTS_HEADS = ("Account", "Where it stands")
ACCOUNTS_CAPTION = "Accounts of {framework}"
AMOUNT = "Amount"
