"""Areas as JSON: which there are, and what each measure says of one beside the region."""

from __future__ import annotations

from metrics.areas import Area, area_words, areas, districts, divisions, region, region_code, slug
from metrics.declared.among import gazetteer_of
from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_comparison import AreaComparison, area_comparison
from metrics.figures.area_figures import AreaFigure, display_number, ends
from metrics.figures.area_sentences import area_sentence
from metrics.figures.release import NO_DATA, Release
from metrics.figures.statistics import Interval
from metrics.finder import exact_area, search
from metrics.gazetteer import FurtherArea, Gazetteer
from metrics.issues import shortened
from serving.api.measures import release_json
from serving.api.values import period_json, unit_json, value_json
from serving.http.answer import Json
from serving.http.errors import ApiError

LAST_YEAR = 9999  # whatever is the newest year that a site has


def areas_json(release: Release) -> Json:
    """The region, districts and divisions, which have a page, and the wards and forces that the site declares."""
    gazetteer = gazetteer_of(release.config)
    own = [_area(area, gazetteer) for area in areas().values()]
    further = [_further(area, gazetteer) for area in gazetteer.further.values()]
    return {"release": release_json(release), "areas": [*own, *further]}


def profile_json(release: Release, area_id: str) -> Json:
    """An area (a code, a slug or a name) with each measure that has figures of it. Raises ApiError."""
    gazetteer = gazetteer_of(release.config)
    code = gazetteer.placed(area_id, gazetteer.further) or _area_code(area_id)
    comparisons = [
        area_comparison(measure, release.data.get(measure.id, NO_DATA), code)
        for measure in release.config.published()
    ]
    further = gazetteer.further.get(code)
    area = _area(areas()[code], gazetteer) if further is None else _further(further, gazetteer)
    measures = [_comparison(comparison) for comparison in comparisons if comparison is not None]
    return {"release": release_json(release), "area": area, "measures": measures}


def _area_code(area_id: str) -> str:
    if (code := exact_area(area_id)) is not None:
        return code
    matches = search(area_id)
    guess = next((areas()[near].slug for near in (matches.clear, *matches.near) if near), None)
    hint = f'; did you mean "{guess}"?' if guess else ""
    message = f'the area "{shortened(area_id)}" is not known{hint}'
    raise ApiError(404, "unknown-area", message, [area.slug for area in areas().values()])


def _area(area: Area, gazetteer: Gazetteer) -> Json:
    """A division has no code of the Office for National Statistics, so its code is null.

    Each key in a site's own words stands beside a neutral one, which is the same for every site.
    """
    return {
        "code": None if area.code in divisions() else area.code,
        "name": area.name,
        "slug": area.slug,
        "kind": _kind(area.code),
        "level": _level(area.code),
        "division": area.division or None,
        division_key(): area.division or None,
        **_people(area.code, gazetteer),
    }


def _further(area: FurtherArea, gazetteer: Gazetteer) -> Json:
    """A ward with the code of the district that it lies in, or a force."""
    return {
        "code": area.code,
        "name": gazetteer.name(area.code),
        "slug": area.code,
        "kind": area.level,
        "level": area.level,
        "division": None,
        division_key(): None,
        **({"district": area.within, district_key(): area.within} if area.within else {}),
        **_people(area.code, gazetteer),
    }


def _people(code: str, gazetteer: Gazetteer) -> Json:
    """The newest number of people; with its year where the site has them by year, else of the Census of 2021."""
    living = gazetteer.population(code, LAST_YEAR)
    if living is None:
        return {"population": None}
    year = {} if living.year is None else {"population_year": living.year}
    return {"population": living.people, **year}


def district_key() -> str:
    """What a district is called in answers: ``district``."""
    return slug(area_words().district)


def division_key() -> str:
    """What a division is called in answers: ``division``."""
    return slug(area_words().division)


def _kind(code: str) -> str:
    if code == region_code():
        return region().slug
    return district_key() if code in districts() else division_key()


def _level(code: str) -> str:
    """What an area is whatever a site calls it, as tables of areas have it."""
    if code == region_code():
        return "region"
    return "district" if code in districts() else "division"


def _comparison(comparison: AreaComparison) -> Json:
    measure, figure, division = comparison.measure, comparison.figure, comparison.division
    rate, regions = measure.rate, _figure(measure, comparison.region)
    group = None if division is None else {"slug": division.area, **_figure(measure, division)}
    return {
        "id": measure.id,
        "title": measure.title,
        "unit": unit_json(measure.form),
        "per": None if rate is None else rate.per,
        "period": period_json(figure.observation),
        "status": figure.observation.status,
        **_figure(measure, figure),
        "standing": None if figure.area == region_code() else comparison.standing,
        "sentence": area_sentence(comparison),
        "region": regions,
        "division": group,
        region().slug: regions,
        division_key(): group,
    }


def _figure(measure: PublishedMeasure, figure: AreaFigure) -> Json:
    """The value, its rate where one is declared, and the 95% interval and the limits of the one that is compared.

    The limits are those that the area is told apart from the region by, as the pages show them.
    """
    rate = None if figure.rate is None else float(display_number(measure, figure.rate, figure.decimals))
    return {
        "value": value_json(figure.observation.value, measure.form),
        "rate": rate,
        "interval": _ends(measure, figure, figure.interval),
        "limits": _ends(measure, figure, figure.limits),
    }


def _ends(measure: PublishedMeasure, figure: AreaFigure, span: Interval | None) -> list[float] | None:
    return None if span is None else [float(end) for end in ends(measure, span, figure.decimals)]
