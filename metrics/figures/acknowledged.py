"""What a release acknowledges: what it no longer has, or has against all that is usual, each with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace


@dataclass(frozen=True)
class Acknowledged:
    """A doubt about a measure's figures that was taken with a reason, for readers.

    ``measure`` is the measure's id, ``code`` that of the check (docs/checks.md), and ``about`` names within both
    what it is about: the same from one release to the next as long as it is the same thing. ``text`` says in
    sentences what is missing or odd, ``reason`` why that is so.
    """

    measure: str
    code: str
    about: str
    text: str
    reason: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is about, whatever is said of it."""
        return self.measure, self.code, self.about

    def called_now(self, names: Mapping[str, str]) -> Acknowledged:
        """The same of a measure by the id that it has now; ``names`` gives it by its former id."""
        return replace(self, measure=names.get(self.measure, self.measure))

    def as_json(self) -> dict[str, str]:
        """Its fields as plain texts, as a manifest holds them."""
        return asdict(self)


def parse_acknowledged(items: Iterable[Mapping[str, str]]) -> tuple[Acknowledged, ...]:
    """What a manifest says was acknowledged. Raises KeyError where a field is not there."""
    names = [item.name for item in fields(Acknowledged)]
    return tuple(Acknowledged(**{name: str(item[name]) for name in names}) for item in items)
