"""The start of a measure: what its files seem to hold, proved by reading them as it would be declared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from metrics.checking.checks import check_measure
from metrics.declared.framework import Config, PublishedMeasure
from metrics.declared.placeholders import filled
from metrics.explaining.readings import Untraceable, read_files
from metrics.issues import Issue, listed
from metrics.profiling import names
from metrics.profiling.appending import appended
from metrics.profiling.extracts import together
from metrics.profiling.layouts import roles_of
from metrics.profiling.proposal import Proposal, Sibling, propose
from metrics.profiling.roles import Unreadable
from metrics.profiling.sample import MOST_BYTES, Sample
from metrics.profiling.writing import Plan, block, published
from metrics.reading.files import matching

MOST_PROBLEMS = 3
Parsed = tuple[Config | None, list[Issue]]
DELIMITER_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


@dataclass(frozen=True)
class Options:
    """What an analyst asks for: an id, a title, and an outcome where one is named."""

    id: str
    title: str
    outcome: str = ""


@dataclass(frozen=True)
class Start:
    """The lines of a new measure; ``open`` are the problems of its published form, none where it will do."""

    block: str
    open: tuple[str, ...]


def start(
    text: str, config: Config, options: Options, samples: Sequence[Sample], parse: Callable[[str], Parsed]
) -> Start:
    """A measure to be added to the text of a declaration (``config``, parsed), from the starts of its files.

    ``parse`` reads a text as that one was read. Raises Refused when the text has no place for the measure.
    """
    sibling, outcome, why = _sibling(config, samples), options.outcome, ""
    if not outcome:
        outcome, why = _outcome(config, options, sibling)
    reason = (
        "The extract is at hand, and the measure is being prepared." if samples else "It is being prepared."
    )
    plan = Plan(options.id, outcome, options.title, config.site.producer, reason, why)
    best: Start | None = None
    for proposal in _proposals(options, samples, sibling):
        if isinstance(proposal, Unreadable):
            files = [sample.name for sample in samples]
            return _written(
                plan, Proposal({"status": "published", "source": {"files": files}}), samples, proposal.reasons
            )
        problems = _undetermined(proposal) if samples else _NO_EXTRACT
        if not problems:
            lines = _written(plan, proposal, samples, ()).block
            problems = _problems(parse(appended(text, filled(published(lines)))), options.id, samples)
        candidate = _written(plan, proposal, samples, problems)
        if not problems:
            return candidate
        best = best or candidate
    assert best is not None  # there is a proposal at least
    return best


_NO_EXTRACT = ("no extract was given, so every key waits for a person",)


def _proposals(
    options: Options, samples: Sequence[Sample], sibling: Sibling
) -> Iterator[Proposal | Unreadable]:
    """What the files may be, the most telling first."""
    if not samples:
        yield Proposal({"status": "published"})
        return
    if len({(sample.encoding, sample.delimiter) for sample in samples}) > 1:
        yield Unreadable(
            ("the files differ in their encoding or delimiter; ask for them written in one way",)
        )
        return
    extracts, measure_name = together(samples), f"{options.id.replace('-', ' ')} {options.title}"
    roles = roles_of(extracts, measure_name)
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
        comments.append(
            "Its published form reads the file without an error. Each question mark waits for a person."
        )
    return Start(block(plan, proposal.values, proposal.remarks, comments), tuple(problems))


def _looked_at(sample: Sample) -> str:
    count = f"{len(sample.frame):,} rows and {len(sample.header)} columns"
    extent = "" if sample.complete else f", of which the first {MOST_BYTES // 1024**2} MiB were looked at"
    marks = f"{sample.encoding}, with {DELIMITER_NAMES[sample.delimiter]} between fields"
    return f"{sample.name} holds {count}; it is {marks}{extent}."


# What is known from other measures -------------------------------------------------------------------------


def _sibling(config: Config, samples: Sequence[Sample]) -> Sibling:
    """How a measure that reads the same file describes its source, where there is one."""
    for measure in config.published():
        if any(matching(pattern, [sample.name for sample in samples]) for pattern in measure.source.files):
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
    keys = {"unit": proposal.values, "london": proposal.values.get("source", {})}
    return tuple(
        f'"{key}" could not be told: {proposal.remarks["unit" if key == "unit" else "source.london"]}'
        for key, values in keys.items()
        if key not in values
    )


# Whether it holds ------------------------------------------------------------------------------------------


def _problems(declared: Parsed, measure_id: str, samples: Sequence[Sample]) -> tuple[str, ...]:
    """What ``pcp check`` would say of the published form, and of the files read through it."""
    config, issues = declared
    if config is None:
        return _error_messages(issues)
    measure = config.measure(measure_id)
    assert isinstance(measure, PublishedMeasure)  # the plan is gone
    files = {sample.name: sample.data for sample in samples}
    if all(sample.complete for sample in samples):
        return _error_messages(check_measure(measure, files)[1])
    try:
        read_files(measure, files)  # rows that belong together may have been cut apart
    except Untraceable as problem:
        return (str(problem),)
    return ()


def _error_messages(issues: Sequence[Issue]) -> tuple[str, ...]:
    errors = [issue for issue in issues if issue.severity == "error"]
    messages = [
        issue.message if issue.file.endswith(".yaml") else str(issue) for issue in errors[:MOST_PROBLEMS]
    ]
    more = [f"and {len(errors) - MOST_PROBLEMS} more like these"] if len(errors) > MOST_PROBLEMS else []
    return tuple(messages + more)
