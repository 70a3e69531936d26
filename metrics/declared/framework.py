"""What analysts declare in config/metrics.yaml, as frozen models: frameworks, outcomes and measures.

The same models check the file and give its JSON Schema (``schema``). Field descriptions are the
analyst's help text; docs/measures.md must name every one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr

from metrics.declared.areas import AreaTables, Rate
from metrics.declared.claim import Claim, OtherFigure
from metrics.declared.comparing import Comparison
from metrics.declared.derived import NOWHERE, Derived
from metrics.declared.fields import Announced, Id, Model, Noun, ReleaseId, Text
from metrics.declared.gone import Gone, GoneMeasure
from metrics.declared.measure_parts import Absent, ControlChart, Supplement, Suppression, Unusual
from metrics.declared.oversight import Oversight
from metrics.declared.reconciliation import MeasureReconciliation
from metrics.declared.sample import Sample
from metrics.declared.schedule import Updates
from metrics.declared.site import Site
from metrics.declared.source import Source
from metrics.declared.staff_page import StaffPage
from metrics.declared.target import Target
from metrics.declared.taxonomy import Framework, Outcome, by_id
from metrics.declared.unit_parts import MONEY_FORMS, Duration, Index, Money, Per
from metrics.declared.units import CHANGES, FORMS, UNITS, ChangeUnit, Form, FormRow, Unit, UnitRow
from metrics.gazetteer import SHIPPED, Gazetteer
from metrics.periods import Frequency, Window

Polarity = Literal["higher-is-better", "lower-is-better", "neutral"]


class Break(Model):
    """A break in the series: nothing before it can be compared with anything after."""

    period: Text = Field(description="The first period after the break, such as 2024-03.")
    reason: Text = Field(description="What changed, as a clause that can follow because.")


class _Described(Model):
    id: Id = Field(
        description="The measure's name in addresses, files and JSON. Never changed once published."
    )
    title: Text = Field(description="The measure as readers see it.")
    description: Text = Field(description="What it measures, in plain language.")
    outcome: Id = Field(description="The outcome that it stands under.")
    formerly: tuple[Id, ...] = Field(
        default=(), description="The ids that it had before: old addresses lead on to it."
    )


class PlannedMeasure(_Described):
    """A measure that is promised and not there yet."""

    status: Literal["planned"] = Field(description="published, planned, qualitative or retired.")
    owner: Text = Field(description="Who has promised it.")
    reason: Text = Field(description="Why there is no figure yet.")
    expected: Announced = Field(description="When it is promised for, or not-announced.")


class QualitativeMeasure(_Described):
    """A matter that is reported in words, because no number would be honest."""

    status: Literal["qualitative"] = Field(description="published, planned, qualitative or retired.")
    reason: Text = Field(description="Why no quantitative measure is proposed.")
    narrative: Text = Field(description="What is reported instead.")


class RetiredMeasure(_Described):
    """A measure that had figures, and will have no newer ones."""

    status: Literal["retired"] = Field(description="published, planned, qualitative or retired.")
    reason: Text = Field(description="Why it is retired, in a sentence that readers see.")
    last_release: ReleaseId | None = Field(
        default=None, description="The id of the last release that published its figures: it is led to."
    )
    successor: Id | None = Field(
        default=None, description="The id of the measure that takes its place, where there is one."
    )


class PublishedMeasure(_Described):
    """A measure with figures."""

    status: Literal["published"] = Field(description="published, planned, qualitative or retired.")
    unit: Unit = Field(
        description="A percentage, a count, a count so small that it changes in units, or another kind of number."
    )
    noun: Noun | None = Field(default=None, description="What is counted; needed for a count and a number.")
    subject: Text | None = Field(
        default=None,
        description="What the figure is, between the and was: the cost of overtime was; needed for money and the "
        "like.",
    )
    money: Money | None = Field(default=None, description="The scale of an amount of money; needed for one.")
    duration: Duration | None = Field(default=None, description="What a duration is in; needed for one.")
    per: Per | None = Field(default=None, description="What a published rate is by; needed for one.")
    index: Index | None = Field(default=None, description="The base of an index; needed for one.")
    share: Text | None = Field(
        default=None, description="What the percentage is of, to follow it: of victims who were satisfied."
    )
    decimals: Annotated[int, Field(ge=0, le=3)] = Field(default=0, description="Decimals shown in a value.")
    polarity: Polarity = Field(description="Which direction is better, or neutral: never judged.")
    frequency: Frequency = Field(description="How often there is a figure.")
    window: Window = Field(default="single", description="What one published figure covers.")
    comparison: Comparison = Field(description="How the figure is compared.")
    sample: Sample | None = Field(default=None, description="The survey's size.")
    breaks: tuple[Break, ...] = Field(default=(), description="Breaks in the series.")
    unusual: tuple[Unusual, ...] = Field(
        default=(), description="Stretches of time that were unlike others, such as the pandemic."
    )
    control_chart: ControlChart | None = Field(
        default=None, description="Says whether the newest single period is within its usual range."
    )
    rate: Rate | None = Field(default=None, description="Figures of districts by how many people live there.")
    suppression: Suppression | None = Field(
        default=None, description="Withholds small figures, and what would give them away."
    )
    reconcile: MeasureReconciliation | None = Field(
        default=None, description="What of its file is to add up, and what becomes of what does not."
    )
    supplement: Supplement | None = Field(default=None, description="A further sentence on the tile.")
    targets: tuple[Target, ...] = Field(
        default=(), description="What the region's figure is to reach, and by when."
    )
    caveats: tuple[Text, ...] = Field(default=(), description="What readers must know before they quote it.")
    gone: tuple[Gone, ...] = Field(
        default=(), description="What the extract no longer has, acknowledged with a reason for readers."
    )
    next_update: Announced = Field(description="When the next figure is due, or not-announced.")
    updates: Updates | None = Field(
        default=None,
        description="How often newer figures are promised: where none came by then, readers are told.",
    )
    absent_this_time: Absent | None = Field(
        default=None,
        description="Its files did not come this time: the earlier figures stay, and readers are told why.",
    )
    derived: Derived | None = Field(
        default=None, description="How its figures are worked out from those of other measures."
    )
    source: Source = Field(
        default_factory=lambda: NOWHERE,
        description="How to read the extract; needed where its figures are not derived.",
    )

    @property
    def unit_row(self) -> UnitRow:
        """What holds for all figures of its unit."""
        row = UNITS[self.unit]
        adds_up = self.derived is not None and self.derived.adds_up
        return row.divided if self.is_worked_out and not adds_up else row

    @property
    def is_worked_out(self) -> bool:
        """Whether its figures are of no publisher's making: one count over another, or derived from others."""
        return self.source.over is not None or self.derived is not None

    @property
    def form(self) -> Form:
        """How its figures are written, by name."""
        if self.money is not None:
            return MONEY_FORMS[self.money.scale]
        if self.duration is not None:
            return self.duration.given_in
        return _FORM_OF[self.unit]

    @property
    def form_row(self) -> FormRow:
        """How its figures are written."""
        return FORMS[self.form]

    @property
    def number_kind(self) -> tuple[object, ...]:
        """What its numbers are of: those of another kind are never the same figures, nor drawn on one scale."""
        average = None if self.duration is None else self.duration.average
        counted = self.noun if self.unit_row.is_of_things else None
        return (self.form_row.json, average, self.per, self.index, counted)

    @property
    def change_unit(self) -> ChangeUnit:
        """The unit of a difference of two of its figures, as declared or as its unit has it."""
        kind = self.comparison.change or self.unit_row.changes[0]
        return "percent" if kind == "per-cent" else self.form_row.change

    @property
    def change_decimals(self) -> int:
        """How many decimals a difference of two of its figures is rounded to."""
        decimals = CHANGES[self.change_unit].decimals
        return self.decimals if decimals is None else decimals


# How figures are written whose unit has one way; those of money and durations are declared.
_FORM_OF: Mapping[Unit, Form] = {row.unit: form for form, row in FORMS.items()}
AnyMeasure = PublishedMeasure | PlannedMeasure | QualitativeMeasure | RetiredMeasure
Measure = Annotated[AnyMeasure, Field(discriminator="status")]


class Config(Oversight):
    """The whole of config/metrics.yaml."""

    site: Site = Field(description="The site and its publisher.")
    frameworks: Annotated[tuple[Framework, ...], Field(min_length=1)] = Field(
        description="The frameworks, the top-level one first."
    )
    outcomes: Annotated[tuple[Outcome, ...], Field(min_length=1)] = Field(
        description="The outcomes, in the order in which pages show them."
    )
    pages: tuple[StaffPage, ...] = Field(
        default=(),
        description="Pages in words that staff have written, in the order in which they are listed.",
    )
    measures: tuple[Measure, ...] = Field(description="The measures, in the order in which pages show them.")
    areas: AreaTables | None = Field(default=None, description="Its areas, and what they are called.")
    gone_measures: tuple[GoneMeasure, ...] = Field(
        default=(), description="Measures that are gone, acknowledged with a reason for readers."
    )
    claims: tuple[Claim, ...] = Field(
        default=(), description="Public statements about its measures, which are worked out anew."
    )
    other_figures: tuple[OtherFigure, ...] = Field(
        default=(), description="Why the figures of other producers differ from those of its measures."
    )
    _gazetteer: Gazetteer = PrivateAttr(default=SHIPPED)

    @property
    def gazetteer(self) -> Gazetteer:
        """All areas that its figures may be of."""
        return self._gazetteer

    def among(self, gazetteer: Gazetteer, measures: tuple[Measure, ...]) -> Config:
        """The same declaration among the areas of a site, with measures that know them."""
        own = self.model_copy(update={"measures": measures})
        own._gazetteer = gazetteer
        return own

    def with_logo(self, data: bytes) -> Config:
        """The same declaration, whose logo has its bytes; itself where it declares none."""
        if self.site.logo is None:
            return self
        site = self.site.model_copy(update={"logo": self.site.logo.read(data)})
        return self.model_copy(update={"site": site})

    def framework(self, framework_id: str) -> Framework:
        """The framework of that id. Raises KeyError when none is declared."""
        return by_id(self.frameworks, framework_id)

    def outcome(self, outcome_id: str) -> Outcome:
        """The outcome of that id. Raises KeyError when none is declared."""
        return by_id(self.outcomes, outcome_id)

    def measure(self, measure_id: str) -> AnyMeasure:
        """The measure of that id. Raises KeyError when none is declared."""
        return by_id(self.measures, measure_id)

    def outcomes_of(self, framework_id: str) -> tuple[Outcome, ...]:
        """A framework's outcomes, in the order declared."""
        return tuple(outcome for outcome in self.outcomes if outcome.framework == framework_id)

    def own_measures(self, outcome_id: str) -> tuple[AnyMeasure, ...]:
        """The measures that are declared under an outcome, in their order, without those that are retired."""
        return tuple(
            item
            for item in self.measures
            if item.outcome == outcome_id and not isinstance(item, RetiredMeasure)
        )

    def measures_of(self, outcome_id: str) -> tuple[AnyMeasure, ...]:
        """All measures that an outcome shows: its own, then those of other outcomes, without retired ones."""
        also = map(self.measure, self.outcome(outcome_id).also_shows)
        return (
            *self.own_measures(outcome_id),
            *(item for item in also if not isinstance(item, RetiredMeasure)),
        )

    def outcomes_that_show(self, measure_id: str) -> tuple[Outcome, ...]:
        """The outcomes beside its own that show a measure, in the order declared."""
        return tuple(outcome for outcome in self.outcomes if measure_id in outcome.also_shows)

    def retired(self) -> tuple[RetiredMeasure, ...]:
        """The measures that had figures and will have no newer ones."""
        return tuple(measure for measure in self.measures if isinstance(measure, RetiredMeasure))

    def published(self) -> tuple[PublishedMeasure, ...]:
        """The measures that have figures."""
        return tuple(measure for measure in self.measures if isinstance(measure, PublishedMeasure))
