"""The start of a measure: what its files seem to hold, proved by reading them as it would be declared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from metrics.checking.cells import in_workbooks
from metrics.checking.checks import SUMS_OF_PARTS, check_measure
from metrics.declared.among import among
from metrics.declared.framework import Config, PublishedMeasure
from metrics.declared.placeholders import OPEN, filled
from metrics.explaining.readings import Untraceable, read_files
from metrics.file_kinds import read_as
from metrics.gazetteer import SHIPPED, Gazetteer
from metrics.issues import Issue, error, listed
from metrics.profiling import names
from metrics.profiling.appending import appended
from metrics.profiling.categories import UNTOLD
from metrics.profiling.extracts import together
from metrics.profiling.further_areas import further_areas, with_areas, without_areas
from metrics.profiling.layouts import roles_of
from metrics.profiling.proposal import Proposal, Sibling, propose
from metrics.profiling.publication import publication
from metrics.profiling.roles import Unreadable
from metrics.profiling.sample import MOST_BYTES, Sample
from metrics.profiling.writing import Plan, block, published
from metrics.reading.files import matching

MOST_PROBLEMS = 3
Parsed = tuple[Config | None, list[Issue]]
DELIMITER_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


@dataclass(frozen=True)
class Options:
    """What an analyst asks for: an id, a title, and an outcome where one is named.

    ``is_title_chosen``: the title is not made of the id.
    """

    id: str
    title: str
    outcome: str = ""
    is_title_chosen: bool = True


@dataclass(frozen=True)
class Start:
    """The lines of a new measure; ``open`` are the problems of its published form, none where it will do.

    ``block`` has the measure planned, with the published form in comments; ``publication`` has it published, with
    ``"?"`` for what a person has to decide.
    """

    block: str
    open: tuple[str, ...]
    publication: str = ""

    @property
    def question_count(self) -> int:
        """How many questions the published form leaves to a person."""
        lines = [line for line in self.publication.splitlines() if not line.lstrip().startswith("#")]
        return sum(line.partition("  #")[0].count(f'"{OPEN}"') for line in lines)


def start(
    text: str,
    config: Config,
    options: Options,
    samples: Sequence[Sample],
    parse: Callable[[str], Parsed],
    gazetteer: Gazetteer = SHIPPED,
) -> Start:
    """A measure to be added to the text of a declaration (``config``, parsed), from the starts of its files.

    ``parse`` reads a text as that one was read, and ``gazetteer`` has the areas of the site. Raises Refused when
    the text has no place for the measure.
    """
    sibling, outcome, why = _sibling(config, samples), options.outcome, ""
    if not outcome:
        outcome, why = _outcome(config, options, sibling)
    reason = (
        "The extract is at hand, and the measure is being prepared." if samples else "It is being prepared."
    )
    plan = Plan(
        *(options.id, outcome, options.title, config.site.producer, reason, why, not why),
        is_title_chosen=options.is_title_chosen,
    )
    best: Start | None = None
    for proposal in _proposals(options, samples, sibling, gazetteer):
        if isinstance(proposal, Unreadable):
            files = [sample.name for sample in samples]
            return _written(
                plan, Proposal({"status": "published", "source": {"files": files}}), samples, proposal.reasons
            )
        candidate = _tried(text, plan, proposal, samples, partial(_among, parse, gazetteer))
        if not candidate.open:
            return candidate
        best = best or candidate
    assert best is not None  # there is a proposal at least
    return best


def _tried(
    text: str, plan: Plan, proposal: Proposal, samples: Sequence[Sample], parse: Callable[[str], Parsed]
) -> Start:
    """A proposal as lines, with what is open about it: what could not be told, or what reading the files tells."""
    problems = _undetermined(proposal) if samples else _NO_EXTRACT
    if problems:
        return _written(plan, _with_value_asked(proposal), samples, problems)
    lines = _written(plan, proposal, samples, ()).block
    issues = _issues(parse(appended(text, filled(published(lines)))), plan.id, samples)
    return _written(plan, _asking(proposal, issues), samples, _error_messages(issues))


def _with_value_asked(proposal: Proposal) -> Proposal:
    """A proposal with a question in the place of the column of its value, where that could not be told."""
    if not proposal.remarks.get("source.value", "").startswith("? other"):
        return proposal
    source = proposal.values["source"]
    value = {**source["value"], "column": UNTOLD}
    return replace(proposal, values={**proposal.values, "source": {**source, "value": value}})


def _among(parse: Callable[[str], Parsed], gazetteer: Gazetteer, text: str) -> Parsed:
    """What a text declares, among the areas of the site."""
    config, issues = parse(text)
    return (None if config is None else among(config, gazetteer)), issues


_DIFFERENT = "the files differ in their encoding, delimiter, sheet or header; ask for them written in one way"
_NO_EXTRACT = ("no extract was given, so every key waits for a person",)


def _proposals(
    options: Options, samples: Sequence[Sample], sibling: Sibling, gazetteer: Gazetteer
) -> Iterator[Proposal | Unreadable]:
    """What the files may be, the most telling first."""
    if not samples:
        yield Proposal({"status": "published"})
        return
    if len({sample.way for sample in samples}) > 1:
        yield Unreadable((_DIFFERENT,))
        return
    extracts, measure_name = together(samples), f"{options.id.replace('-', ' ')} {options.title}"
    areas = further_areas(extracts, gazetteer)
    roles = with_areas(roles_of(without_areas(extracts, areas), measure_name), areas)
    if isinstance(roles, Unreadable):
        yield roles
        return
    for plain in (False, True):
        yield propose(extracts, roles, measure_name, sibling, plain=plain)


def _written(plan: Plan, proposal: Proposal, samples: Sequence[Sample], problems: Sequence[str]) -> Start:
    comments = [f"{plan.id}: started by pcp new-measure. It is planned until you say otherwise."]
    comments += [_looked_at(sample) for sample in samples]
    comments += [f"Its published form is not whole: {problem}" for problem in problems]
    if not problems:
        comments.append(f"Its published form {reads(samples)}. Each question mark waits for a person.")
    planned = block(plan, proposal.values, proposal.remarks, comments)
    return Start(planned, tuple(problems), _publication(plan, proposal, samples, problems))


def _publication(plan: Plan, proposal: Proposal, samples: Sequence[Sample], problems: Sequence[str]) -> str:
    comments = [
        f"{plan.id}: started by pcp new-measure. Each question waits for a person; pcp check names them."
    ]
    comments += [_looked_at(sample) for sample in samples]
    comments += [f"It is not whole: {problem}" for problem in problems]
    return publication(plan, proposal.values, proposal.remarks, comments, proposal.guesses)


def reads(samples: Sequence[Sample]) -> str:
    """What is said of a published form about which nothing is open."""
    if all(sample.complete for sample in samples):
        return "reads the file without an error"
    return "reads the start of the file without an error, and pcp check reads all of it"


def _looked_at(sample: Sample) -> str:
    count = f"{len(sample.frame):,} rows and {len(sample.header)} columns"
    of_it = (
        "holds" if sample.complete else f"was looked at in its first {MOST_BYTES // 1024**2} MiB, which hold"
    )
    return f"{sample.name}{_sheet_words(sample)} {of_it} {count}; it is {_kind_words(sample)}."


def _sheet_words(sample: Sample) -> str:
    return f', sheet "{sample.sheet}",' if sample.sheet else ""


def _kind_words(sample: Sample) -> str:
    kind, above = read_as(sample.name), sample.place.header - 1
    text = f"{sample.encoding}, with {DELIMITER_NAMES[sample.delimiter]} between fields"
    lines = f", with {above} line{'' if above == 1 else 's'} above its header" if above else ""
    return (text if kind.is_text else kind.words) + lines


# What is known from other measures -------------------------------------------------------------------------


def _sibling(config: Config, samples: Sequence[Sample]) -> Sibling:
    """How a measure that reads the same file describes its source, where there is one."""
    for measure in config.published():
        own = () if measure.derived is not None else measure.source.files
        if any(matching(pattern, [sample.name for sample in samples]) for pattern in own):
            source = measure.source
            described = source.model_dump(include={"publisher", "title", "link", "licence"})
            window = {} if source.window == "single" else {"window": source.window}
            return Sibling(described | window, measure.id)
    return Sibling()


def _outcome(config: Config, options: Options, sibling: Sibling) -> tuple[str, str]:
    """The outcome that a measure seems to belong under, and why."""
    if sibling.measure_id:
        return config.measure(sibling.measure_id).outcome, f'? as for the measure "{sibling.measure_id}"'
    measure_name = f"{options.id.replace('-', ' ')} {options.title}"
    titles = {outcome.title: outcome.id for outcome in config.outcomes}
    near = names.most_like(titles, measure_name)
    others = listed([outcome.id for outcome in config.outcomes], 12)
    return (titles[near] if near else config.outcomes[0].id), f"? could not tell which of {others}"


def _undetermined(proposal: Proposal) -> tuple[str, ...]:
    """The keys that are needed and could not be told, and why."""
    keys = {
        "unit": proposal.values,
        "frequency": proposal.values,
        "region": proposal.values.get("source", {}),
    }
    asks = proposal.remarks.get("source.value", "")
    value = (f'"value" could not be told: {asks.removeprefix("? ")}',) if asks.startswith("? other") else ()
    return value + tuple(
        f'"{key}" could not be told: {proposal.remarks["source.region" if key == "region" else key]}'
        for key, values in keys.items()
        if key not in values
    )


# Whether it holds ------------------------------------------------------------------------------------------


def _issues(declared: Parsed, measure_id: str, samples: Sequence[Sample]) -> list[Issue]:
    """What ``pcp check`` would say of the published form, and of the files read through it.

    Of the start of a longer file it is said what does not come of its being cut, which may part rows that belong
    together and end a period early.
    """
    config, issues = declared
    if config is None:
        return issues
    measure = config.measure(measure_id)
    assert isinstance(measure, PublishedMeasure)  # the plan is gone
    files = {sample.name: sample.data for sample in samples}
    issues = in_workbooks(measure, files, check_measure(measure, files)[1])
    if all(sample.complete for sample in samples):
        return issues
    lasting = SUMS_OF_PARTS - {"part-period"}
    return [issue for issue in issues if issue.code in lasting] or _of_reading(measure, files)


def _of_reading(measure: PublishedMeasure, files: Mapping[str, bytes]) -> list[Issue]:
    try:
        read_files(measure, files)
    except Untraceable as problem:
        return [error(next(iter(files)), 1, 1, "unreadable", str(problem))]
    return []


def _asking(proposal: Proposal, issues: Sequence[Issue]) -> Proposal:
    """A proposal with a question at each key that would decide which rows are added up, where that is open."""
    remarks = dict(proposal.remarks)
    for issue in issues:
        if issue.code in SUMS_OF_PARTS and issue.severity == "error":
            key = ".".join(map(str, issue.help.declared[:2])) or "source.where"
            asks = f"? {issue.message}"
            remarks[key] = "; ".join(filter(None, [remarks.get(key, ""), asks]))
    return replace(proposal, remarks=remarks)


def _error_messages(issues: Sequence[Issue]) -> tuple[str, ...]:
    errors = [issue for issue in issues if issue.severity == "error"]
    messages = [
        issue.message if issue.file.endswith(".yaml") else str(issue) for issue in errors[:MOST_PROBLEMS]
    ]
    more = [f"and {len(errors) - MOST_PROBLEMS} more like these"] if len(errors) > MOST_PROBLEMS else []
    return tuple(messages + more)
