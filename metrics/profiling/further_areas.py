"""A column of wards, divisions or forces in an extract that nobody has declared yet, among those of the site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from metrics.areas import folded, is_region, region
from metrics.gazetteer import Gazetteer, Level
from metrics.profiling.area_names import is_whole
from metrics.profiling.column_profile import NO_AREA_NAMES, AreaLook, area_look
from metrics.profiling.extracts import Column, Extracts
from metrics.profiling.roles import MOST_TEXTS, Roles, Unreadable

# Four divisions have the name of a region of England, so that it takes more of them to tell a column of divisions.
FEWEST: dict[Level, int] = {"ward": 2, "force": 1, "division": 6}


@dataclass(frozen=True)
class FurtherAreas:
    """The column that names them, how, and the ``others`` that say the same or the district beside a ward."""

    column: str
    look: AreaLook
    others: tuple[str, ...] = ()


def further_areas(extracts: Extracts, gazetteer: Gazetteer) -> FurtherAreas | None:
    """A column of wards, forces or divisions; one that names each alone before one whose names districts share."""
    columns = [item for item in extracts.columns if item.everywhere and len(item.texts) <= MOST_TEXTS]
    for level in FEWEST:
        looks = {
            column.name: look
            for column in columns
            if (look := _look(column.texts, level, gazetteer)) is not None
        }
        if looks:
            shared = {name for name in looks if _is_shared(columns, name, level, gazetteer)}
            best = next((name for name in looks if name not in shared), next(iter(looks)))
            districts = [item.name for item in columns if item.name not in looks and _is_of_districts(item)]
            within = districts[0] if districts and best in shared and level == "ward" else ""
            others = tuple(name for name in (*looks, *districts) if name not in (best, within))
            return FurtherAreas(best, replace(looks[best], within=within), others)
    return None


def without_areas(extracts: Extracts, areas: FurtherAreas | None) -> Extracts:
    """The extracts without the columns that name areas."""
    if areas is None:
        return extracts
    named = {areas.column, areas.look.within, *areas.others}
    return replace(extracts, columns=tuple(item for item in extracts.columns if item.name not in named))


def with_areas(roles: Roles | Unreadable, areas: FurtherAreas | None) -> Roles | Unreadable:
    """What stands where, with the column of the areas in its place."""
    if areas is None or isinstance(roles, Unreadable):
        return roles
    own = replace(roles.own, ignore=(*roles.own.ignore, *areas.others))
    return replace(roles, area_column=areas.column, area=areas.look, own=own)


def _look(texts: Sequence[str], level: Level, gazetteer: Gazetteer) -> AreaLook | None:
    """How texts name areas of a level, where half of them or more do; None for any others."""
    codes = {text: meant for text in texts if (meant := gazetteer.meant(level, text))}
    every = {code for meant in codes.values() for code in meant}
    if len(every) < FEWEST[level] or len(codes) * 2 < len(texts):
        return None
    all_of_it = [text for text in texts if is_region(text) or is_whole(text)]
    rest = [text for text in texts if text not in codes and text not in all_of_it]
    none = [text for text in rest if NO_AREA_NAMES.search(folded(text))]
    return AreaLook(
        district_count=len(every),
        region=tuple(all_of_it),
        aliases=tuple((text, region().name) for text in all_of_it if not is_region(text)),
        no_area=tuple(none),
        unknown=tuple(text for text in rest if text not in none),
        level=level,
    )


def _is_shared(columns: Sequence[Column], name: str, level: Level, gazetteer: Gazetteer) -> bool:
    """Whether a name in a column means several areas."""
    texts = next(column.texts for column in columns if column.name == name)
    return any(len(gazetteer.meant(level, text)) > 1 for text in texts)


def _is_of_districts(column: Column) -> bool:
    look = area_look(column.texts)
    return look is not None and look.district_count > 0
