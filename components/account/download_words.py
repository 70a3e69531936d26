"""The words of files of accounts: what each column holds, and what stands on a workbook's first sheet."""

from __future__ import annotations

from collections.abc import Mapping

ACCOUNT_FILE_TITLE = "{title}: every row in release {release}"
SAYS = "What is said of it"
ACCOUNT_COLUMNS: Mapping[str, str] = {
    "account": "The id of the account, as in the addresses of this site.",
    "release": "The id of the release that the row is from.",
    "year": "The financial year that the account is of.",
    "as_at": "The day to which the amounts are.",
    "stage": "forecast, draft-outturn (not audited) or outturn.",
    "body": "Whose money it is.",
    "original": "The budget as it was set, in pounds; empty where it is not stated, as with all amounts.",
    "budget": "The budget as it then stood, in pounds.",
    "forecast": "What was expected of the year, or what it came to, in pounds, where it is stated itself.",
    "variance": "The stated difference from the budget, in pounds: above zero is more than the budget.",
    "opening": "What there was at the start of the year, in pounds.",
    "closing": "What there is, or is expected, at its end, in pounds.",
    "planned": "How much was planned to be used, in pounds, as it is stated.",
    "beside_plan": "How much more is used than was planned, in pounds, as it is stated.",
    "percent": "The difference in per cent of the budget, as it is stated.",
    "document": "The document that the row is from.",
}
