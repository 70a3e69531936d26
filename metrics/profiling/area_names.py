"""How publishers name the region as a whole, and what adds up parts of it, beside the names that areas have."""

from __future__ import annotations

from functools import lru_cache

from metrics.spelling import folded
from metrics.territory import Territory, territory

ALONE = ("total", "all", "force total")  # a whole that is not named
AROUND = ("{name} total", "all {name}", "{name} wide", "{name} overall")


def is_whole(text: str) -> bool:
    """Whether a name surely means the region: that of its police force, an alias, or either with words for all."""
    return folded(text) in _wholes(territory())


def is_subtotal(text: str) -> bool:
    """Whether a name is of a part of the region that is no district, and adds up some."""
    return folded(text) in _subtotals(territory())


@lru_cache(8)
def _wholes(own: Territory) -> frozenset[str]:
    region, districts = folded(own.region.name), folded(own.words.districts)
    names = {*own.names_of_region, *own.names_of_force}
    around = (form.format(name=name) for form in AROUND for name in names)
    both = (f"{region} ({name})" for name in own.names_of_force)
    return frozenset({*ALONE, f"all {districts}", *around, *both, *names} - {region})


@lru_cache(8)
def _subtotals(own: Territory) -> frozenset[str]:
    parts = [folded(part) for part in own.parts]
    of_districts = [f"{part} {folded(own.words.districts)}" for part in parts]
    return frozenset({*parts, *of_districts, *(f"{name} total" for name in (*parts, *of_districts))})
