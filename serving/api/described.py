"""The answers of the API whose content is described, address by address: for its description."""

from __future__ import annotations

from collections.abc import Mapping

from serving.api.account_answers import ACCOUNT, ACCOUNTS, CHECKS, DISCREPANCIES
from serving.api.answers import METADATA, OBSERVATION, PROFILE, RECORD, TILE
from serving.api.claim_answers import CLAIMS
from serving.api.duty_answers import DUTIES, OVERSIGHT
from serving.api.inspection_answers import INSPECTIONS
from serving.api.release_answers import RELEASES, REVISIONS
from serving.api.tracker_answers import TRACKER, TRACKER_ITEM, TRACKERS
from serving.http.answer import Json

# What an answer holds, where that is described; what is not named here may still be in it.
ANSWERS: Mapping[str, Json] = {
    "/api/v1/measures/<measure_id>": {
        **TILE,
        "properties": {**TILE["properties"], "metadata": METADATA, "discrepancies": DISCREPANCIES},
    },
    "/api/v1/record": RECORD,
    "/api/v1/accounts": ACCOUNTS,
    "/api/v1/accounts/<account_id>": ACCOUNT,
    "/api/v1/checks": CHECKS,
    "/api/v1/claims": CLAIMS,
    "/api/v1/trackers": TRACKERS,
    "/api/v1/trackers/<tracker_id>": TRACKER,
    "/api/v1/trackers/<tracker_id>/<item_name>": TRACKER_ITEM,
    "/api/v1/inspections": INSPECTIONS,
    "/api/v1/duties": DUTIES,
    "/api/v1/oversight": OVERSIGHT,
    "/api/v1/releases": RELEASES,
    "/api/v1/releases/<release_id>/revisions": REVISIONS,
    "/api/v1/measures/<measure_id>/observations": {
        "type": "object",
        "properties": {"observations": {"type": "array", "items": OBSERVATION}},
    },
    "/api/v1/areas/<area_id>": {
        "type": "object",
        "properties": {"measures": {"type": "array", "items": PROFILE}},
    },
}
