"""How a number is rounded and written: the last step before a reader sees it.

Rounding is by half away from zero, on the decimal digits that were supplied, so that 0.125 becomes 0.13 and
no binary fraction decides. ``-0`` never appears.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import count

from metrics.declared.units import CHANGES, FORMS, ChangeUnit, Form

NONE_AND_ALL = (Decimal(0), Decimal(100))  # per cent: none and all


def exact(value: float) -> Decimal:
    """The decimal number that a float was written as: 61.4, not 61.39999999999999857…"""
    return Decimal(repr(float(value)))


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Rounded half away from zero; a result of zero carries no sign."""
    result = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(result) if result == 0 else result


def rounded_inwards(low: Decimal, high: Decimal, decimals: int) -> tuple[Decimal, Decimal]:
    """The ends of a range, the lower rounded up and the upper down: 5.2 to 18.6 is 6 to 18.

    A number of so many decimals lies between these exactly where it lies between the ends as they were. Where none
    does, the first comes out above the second.
    """
    step = Decimal(1).scaleb(-decimals)
    return low.quantize(step, rounding=ROUND_CEILING), high.quantize(step, rounding=ROUND_FLOOR)


def decimals_of(value: Decimal) -> int:
    """How many decimals it takes to write a number in full: 2 for 1.25, none for 5.0."""
    return max(0, -int(value.normalize().as_tuple().exponent))


def written(value: float, form: Form, decimals: int) -> Decimal:
    """A value as it is written: rounded, a percentage with more decimals where it would else look like none or all.

    So 99.7 is 99.7 and not 100, and 0.4 is not 0; 61.4 is 61 where no decimals are declared.
    """
    number = exact(value)
    if not FORMS[form].row.is_share or number in NONE_AND_ALL:
        return rounded(number, decimals)
    return next(text for places in count(decimals) if (text := rounded(number, places)) not in NONE_AND_ALL)


def value_text(value: float, form: Form, decimals: int) -> str:
    """``61%`` for a percentage, ``6,100`` for a count, ``£3.4 million`` for an amount in millions."""
    return FORMS[form].writing.text(written(value, form, decimals))


def full_text(value: float, form: Form) -> str:
    """A value with all the digits that it has: ``61.4%``, ``1,204``."""
    return FORMS[form].writing.text(Decimal(f"{exact(value).normalize():f}"))


def decimals_to_bear(
    difference: Decimal, earlier: float, later: float, decimals: int, unit: ChangeUnit = "pp"
) -> int:
    """As many decimals, and at least so many, as it takes for two figures to bear their rounded difference.

    One in per cent is borne by two figures that do not look alike. All that they have, where fewer do not: then
    what is written is exact.
    """
    most = max(decimals, *(decimals_of(exact(value)) for value in (earlier, later)))
    form: Form = "percent" if unit == "pp" else "number"
    for places in range(decimals, most):
        apart = written(later, form, places) - written(earlier, form, places)
        if unit == "percent":
            is_borne = bool(apart) or not difference
        else:
            is_borne = rounded(apart, -int(difference.as_tuple().exponent)) == difference
        if is_borne:
            return places
    return most


def threshold(size: Decimal, unit: ChangeUnit) -> Decimal:
    """The smallest difference that is called one, with as many decimals as differences have, and all of its own."""
    return rounded(size, max(CHANGES[unit].decimals or 0, decimals_of(size)))


def difference_text(difference: Decimal, unit: ChangeUnit) -> str:
    """``-3.0 p.p.``, ``-9.4%`` or ``-3``: an ASCII hyphen for minus, and no plus sign."""
    return CHANGES[unit].short.text(difference)


def difference_words(difference: Decimal, unit: ChangeUnit) -> str:
    """The same in a sentence: ``-3.0 percentage points``, ``-9.4%`` or ``-3``."""
    return CHANGES[unit].full.text(difference)


def size_text(difference: Decimal, unit: ChangeUnit) -> str:
    """The size of a change in a sentence, without its sign: ``3.0 percentage points``, ``9.4%``, ``3``."""
    return difference_words(abs(difference), unit)


def probability_text(probability: float) -> str:
    """How often something comes about by chance: ``p = 0.31``, and ``p < 0.01`` for less."""
    return "p < 0.01" if probability < 0.01 else f"p = {rounded(exact(probability), 2)}"


def counted(number: int, noun: str) -> str:
    """How many there are of what takes an s: ``1 figure``, ``1,204 figures``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
