"""--accept CODE --reason TEXT: what is gone or doubtful in a drop, taken by whoever publishes it, with a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

from metrics.checking.doubts import ACCEPTABLE
from metrics.commands.parts import Words
from metrics.commands.site import refuse
from metrics.figures.acknowledged import Acknowledged
from metrics.issues import listed, nearest

_CODES = click.option(
    "--accept", "codes", multiple=True, metavar="CODE", help="Accept what is gone or doubtful, by its code."
)
_REASONS = click.option(
    "--reason", "reasons", multiple=True, type=Words(), help="Why it is accepted, for readers: one for each."
)


def accepts(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command with both options, as ``codes`` and ``reasons``: what ``acceptance`` is made of."""
    return _CODES(_REASONS(command))


def acceptance(codes: Sequence[str], reasons: Sequence[str]) -> Mapping[str, str]:
    """The reason for each code, in the order typed. Raises click.UsageError where the two do not fit together."""
    for code in codes:
        must_be_acceptable(code)
    if len(set(codes)) < len(codes):
        raise click.UsageError("--accept names a code twice; one reason stands for all that it is about")
    if len(codes) != len(reasons):
        message = "each --accept CODE needs its own --reason TEXT, in the same order"
        raise click.UsageError(f"{message}: {len(codes)} and {len(reasons)} stand there")
    return dict(zip(codes, reasons, strict=True))


def must_be_acceptable(code: str) -> None:
    """Raises click.UsageError where a code is none that can be accepted."""
    if code not in ACCEPTABLE:
        guess = nearest(code, ACCEPTABLE)
        raise click.UsageError(f'"{code}" cannot be accepted; what can: {", ".join(ACCEPTABLE)}{guess}')


def refuse_unused(
    accepted: Mapping[str, str], acknowledged: Sequence[Acknowledged], outcome: str = ""
) -> None:
    """Ends the command where a code was accepted and nothing of it needed to be; ``outcome`` is what came of it."""
    used = {(item.code, item.reason) for item in acknowledged}
    unused = [code for code, reason in accepted.items() if (code, reason) not in used]
    if unused:
        refuse(f"nothing in the drop needs --accept {listed(unused)}; leave it out{outcome}")
