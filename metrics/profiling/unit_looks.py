"""Which unit the numbers of an extract are in, by how they are written and what their column is called."""

from __future__ import annotations

from metrics.declared import placeholders as unwritten
from metrics.declared.unit_parts import scale_in
from metrics.declared.units import UNITS, Unit, WrittenAs
from metrics.profiling import names
from metrics.profiling.column_profile import NumberLook
from metrics.profiling.roles import Roles, Values

Look = tuple[Unit | None, WrittenAs, str]


def unit_of(roles: Roles, measure_name: str = "") -> Look:
    """The unit, how values are written, and what tells so; no unit where nothing fits, or several may."""
    number, column = roles.number, names.words(roles.value_column)
    if number is None:
        return "count", "number", "each row counts one"
    if (signed := _by_its_sign(roles, number, column)) is not None:
        return signed
    share = names.SHARE.search(column) is not None
    rate = None if share else names.RATE.search(column) or names.RATE.search(names.words(measure_name))
    if rate is not None:
        return None, "number", _neither(roles, rate[0])
    if (why := _no_count(roles, number, column)) and not share:
        return None, "number", why
    return _by_its_size(roles, number, column, share=share)


def _by_its_sign(roles: Roles, number: NumberLook, column: str) -> Look | None:
    """What a sign beside every value, or in the name of their column, makes sure."""
    if number.pounds:
        return "money", "pounds", "every value is written with a £ sign"
    if number.percent:
        return "percent", "percent", "every value is written with a % sign"
    if "£" in column:
        return "money", "number", f'"{roles.value_column}" has a £ sign'
    return None


def _by_its_size(roles: Roles, number: NumberLook, column: str, *, share: bool) -> Look:
    """What values may be by how large they are, and whether they are whole."""
    of_people = share or bool(roles.base_column)
    if not number.integers and of_people and number.low >= 0 and number.high <= 100:
        written: WrittenAs = "proportion" if number.high <= 1 else "number"
        return "percent", written, f"every value lies between 0 and {1 if number.high <= 1 else 100}"
    if not number.integers:
        return None, "number", _with_decimals(number)
    if share and number.high <= 100 and number.low >= 0:
        if not names.PERCENTAGE.search(column):
            return None, "number", "percent if these are percentages, count if people are counted"
        return "percent", "number", "every value lies between 0 and 100"
    if number.low < 0:
        return None, "number", _BELOW_ZERO
    small = "; small-count where a change of single units is worth a word" if number.high < 100 else ""
    return "count", "number", f"every value is a whole number{small}"


_BELOW_ZERO = "some values are below 0, and counts are not: money or a number, if they are right"


def _no_count(roles: Roles, number: NumberLook, column: str) -> str:
    """Why whole numbers may all the same be no counts; nothing where nothing says so."""
    money, staff = names.MONEY.search(column), names.STAFF.search(column)
    if money is not None:
        return f'"{roles.value_column}" says "{money[0]}": money, unless these are counted'
    if staff is not None:
        return f'"{roles.value_column}" says "{staff[0]}": a number, if these are full-time equivalents'
    return _BELOW_ZERO if number.low < 0 and number.integers else ""


def _neither(roles: Roles, word: str) -> str:
    """Why a rate, a median and the like have no unit: nobody adds them up, and they are no shares."""
    others = next((ignored for ignored in roles.own.ignore if names.VALUE.search(names.words(ignored))), "")
    ask = f'is "{others}" the count behind it?' if others else "ask for the counts behind it"
    named = f'"{roles.value_column}"' if roles.value_column else "the measure"
    unit = next((f'; or write "unit: {unit}"' for pattern, unit in names.UNITS if pattern.search(word)), "")
    return f'{named} says "{word}", which is neither a count nor a percentage; {ask}{unit}'


def _with_decimals(number: NumberLook) -> str:
    if number.low < 0 or number.high > 100:
        return (
            "values with decimals beyond 100 are neither counts nor percentages; money, a number, a duration, a "
            "rate or an index"
        )
    if number.high <= 1:
        return 'percent, with "written_as: proportion", if these are shares of a whole; else neither'
    return (
        "percent if these are percentages; rates, medians and minutes are neither that nor counts, and have units "
        "of their own"
    )


def words_of(unit: Unit | None, roles: Roles) -> Values:
    """The keys that say in words what a figure is, and in what money is given where a name tells so."""
    if unit == "money":
        scale = next(filter(None, map(scale_in, _value_names(roles))), None)
        return {"subject": unwritten.SUBJECT, "money": {"given_in": scale} if scale else {}}
    if is_share(unit):
        return {"share": unwritten.SHARE}
    if unit is None:  # which words it takes hangs on the unit
        return {}
    return {"noun": {"singular": unwritten.SINGULAR, "plural": unwritten.PLURAL}}


def _value_names(roles: Roles) -> list[str]:
    """The names of the columns that hold the values."""
    categories = [
        item["name"] for dimension in roles.own.dimensions for item in dimension.get("categories", ())
    ]
    return [roles.value_column, *categories]


def is_share(unit: Unit | None) -> bool:
    """Whether a unit was told, and is a share."""
    return unit is not None and UNITS[unit].is_share


def is_count(unit: Unit | None) -> bool:
    """Whether a unit was told, and is a count."""
    return unit is not None and UNITS[unit].is_count
