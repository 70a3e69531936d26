"""The words of files of reports: what each column holds"""

from __future__ import annotations

from collections.abc import Mapping

INSPECTION_FILE_TITLE = "{title}: every report in release {release}"
INSPECTION_COLUMNS: Mapping[str, str] = {
    "inspection": "The id of the table that the report stands in.",
    "release_id": "The id of the release that has the row.",
    "reference": "What tells the report from all others.",
    "report": "The report's title.",
    "kind": "Of what kind it is, in the word of the file that it was read from.",
    "published": "The day on which it was published; empty where that was not seen.",
    "clock": "The id of the clock that runs on an answer; empty where none is declared.",
    "force": "Whether a law sets that clock, it was agreed, or the report asks for it.",
    "last_day": "The last day for an answer; empty where none can be given.",
    "recommendations": "How many recommendations it makes; empty where that is not stated.",
    "answered": "The day on which an answer was published; empty where none is in these data.",
    "answered_by": "Who answered.",
    "answer_link": "Where the answer can be read.",
    "addressee": "Whom it is addressed to.",
    "comparable": "no where its grades cannot be compared with those before, as its inspectorate says.",
    "document": "Where all that was read.",
}
RECOMMENDATIONS_IN_ARCHIVE = "- recommendations-{id}.csv: {title}, its single recommendations"
RECOMMENDATION_FILE_TITLE = "{title}: every recommendation in release {release}"
RECOMMENDATION_FILE_COLUMNS: Mapping[str, str] = {
    "inspection": "The id of the table that the recommendation stands in.",
    "release_id": "The id of the release that holds this row.",
    "reference": "What tells the recommendation from all others.",
    "report": "The reference of the report that makes it.",
    "text": "What is recommended.",
    "made_on": "The day on which it was made, where that is another than its report's.",
    "clock": "The id of its clock, or of that of its report; empty where none is declared.",
    "force": "Whether a law sets that clock, it was agreed, or the report asks for an answer.",
    "last_day": "By when an answer is due; empty where no day can be given.",
    "answered": "The day on which it was answered; empty where no answer is in these data.",
    "answer_link": "Where that answer can be read.",
    "addressee": "Whom it was made to.",
}
