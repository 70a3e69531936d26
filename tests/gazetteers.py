"""Areas of an invented site for tests: wards in three boroughs, two forces, and measures among them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from metrics.declared.areas import AreaTables
from metrics.declared.framework import PublishedMeasure
from metrics.gazetteer import Gazetteer
from metrics.reading.area_tables import parse_gazetteer
from tests.given import OFFENCES, measure

BARKING, CAMDEN, MERTON = "E09000002", "E09000007", "E09000024"
TABLE = f"""code,name,level,within,aliases
E05090001,Abbey,ward,{BARKING},
E05090002,Alibon,ward,Barking and Dagenham,
E05090003,Abbey,ward,Merton,
E05090004,Ravensbury,ward,{MERTON},St. Helier|St Helier
E05090005,Regent's Park,ward,Camden,
E23000005,Greater Manchester Police,force,,GMP
E23000007,Northumbria Police,force,,Northumbria
"""


def gazetteer(table: str = TABLE, populations: str = "") -> Gazetteer:
    """The areas of a table, and the residents of another."""
    tables = {"areas.csv": table.encode()}
    declared = AreaTables(table="areas.csv", populations="populations.csv" if populations else None)
    if populations:
        tables["populations.csv"] = populations.encode()
    areas, issues = parse_gazetteer(declared, tables)
    assert not issues, "\n".join(map(str, issues))
    return areas


def among_areas(areas: Gazetteer, base: Mapping[str, Any] = OFFENCES, /, **changes: Any) -> PublishedMeasure:
    """A declared measure among the areas of a site; keys are changed as ``tests.given.measure`` changes them."""
    declared = measure(base, **changes)
    return declared.model_copy(update={"source": declared.source.among(areas)})


def by_ward(areas: Gazetteer | None = None, /, **changes: Any) -> PublishedMeasure:
    """A monthly count by ward: a row for each, absent ones being zero, and a row for London."""
    source = {
        "layout": "rows",
        "period": {"column": ("Month",), "format": "YYYY-MM"},
        "area": {"column": ("Ward",), "level": "ward"},
        "value": {"column": ("Count",)},
        "region": "own-row",
        **changes.pop("source", {}),
    }
    return among_areas(areas or gazetteer(), source=source, **changes)
