"""What each answer of the API holds, address by address: for its description."""

from __future__ import annotations

from collections.abc import Mapping

from serving.api.account_answers import ACCOUNT, ACCOUNTS, CHECKS, DISCREPANCIES, RELEASE
from serving.api.answers import METADATA, OBSERVATION, PROFILE, RECORD, TILE
from serving.api.claim_answers import CLAIMS
from serving.api.duty_answers import DUTIES, OVERSIGHT
from serving.api.inspection_answers import INSPECTIONS
from serving.api.listing_answers import AREA, AREAS, FRAMEWORK, FRAMEWORKS, INDEX, MEASURES, OPENAPI
from serving.api.release_answers import RELEASES, REVISIONS
from serving.api.tracker_answers import TRACKER, TRACKER_ITEM, TRACKERS
from serving.http.answer import Json

# What is not named here may still be in an answer: keys are added, and do not change.
ANSWERS: Mapping[str, Json] = {
    "/api/v1": INDEX,
    "/api/v1/openapi.json": OPENAPI,
    "/api/v1/framework": FRAMEWORK,
    "/api/v1/frameworks": FRAMEWORKS,
    "/api/v1/frameworks/<framework_id>": FRAMEWORK,
    "/api/v1/areas": AREAS,
    "/api/v1/measures": MEASURES,
    "/api/v1/measures/<measure_id>": {
        **TILE,
        "required": [*TILE["required"], "area", "release", "metadata"],
        "properties": {
            **TILE["properties"],
            "area": {"type": "object", "required": ["code", "name", "slug"]},
            "release": RELEASE,
            "metadata": METADATA,
            "discrepancies": DISCREPANCIES,
        },
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
        "required": ["measure", "title", "release", "observations"],
        "properties": {
            "measure": {"type": "string"},
            "title": {"type": "string"},
            "release": RELEASE,
            "unit": {"type": "string", "description": "There where the measure has figures."},
            "note": {"type": "string", "description": "Why there are none, where there are none."},
            "observations": {"type": "array", "items": OBSERVATION},
        },
    },
    "/api/v1/areas/<area_id>": {
        "type": "object",
        "required": ["release", "area", "measures"],
        "properties": {"release": RELEASE, "area": AREA, "measures": {"type": "array", "items": PROFILE}},
    },
}
