"""What `pcp new-measure` proposes for files, taken as it is: uncommented, with its blanks filled in, checked and read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from metrics.checking.drops import CheckedDrop, check_drop
from metrics.declared.config import parse_config
from metrics.declared.framework import PublishedMeasure
from metrics.declared.placeholders import CAVEAT, DATA_SET, DATA_SET_LINK, PUBLISHER, SHARE, SUBJECT
from metrics.figures.observations import measure_data
from metrics.figures.series import Key
from metrics.profiling.appending import appended
from metrics.profiling.sample import MOST_BYTES, take_sample
from metrics.profiling.start import Options, start
from metrics.profiling.writing import published
from tests.given import SITE_OF_ONE_OUTCOME
from tests.places_of_tests import REGION

SITE = {
    **SITE_OF_ONE_OUTCOME,
    "measures": [
        {
            **{"id": "soon", "outcome": "safer", "title": "Soon", "status": "planned"},
            **{"description": "What is to come", "owner": "A producer", "reason": "It is being prepared."},
            "expected": "2030-01-01",
        }
    ],
}
# What a person would write where nothing but a person can know it.
WRITTEN = {
    CAVEAT: "It counts what is reported.",
    PUBLISHER: "A police service",
    DATA_SET: "Recorded crime",
    DATA_SET_LINK: "https://data.london.gov.uk/dataset/crime",
    SHARE: "of residents agreed",
    SUBJECT: "cost of policing",
}


@dataclass(frozen=True)
class Proposed:
    """``claims`` is whether nothing is open, ``refused`` whether the files are; London's figures by their periods."""

    claims: bool
    refused: bool
    region: Mapping[str, float | None]


def proposed(
    folder: Path,
    names: Sequence[str],
    measure_id: str,
    title: str,
    today: date,
    tmp_path: Path,
    sheet: str | None = None,
) -> Proposed | None:
    """The proposal for some files of a folder; None where one of them is no table that can be looked at."""
    data = {name: (folder / name).read_bytes()[: MOST_BYTES + 1] for name in names}
    taken = [take_sample(name, head, name, sheet)[0] for name, head in data.items()]
    samples = [sample for sample in taken if sample is not None]
    if len(samples) < len(taken):
        return None
    text = yaml.safe_dump(SITE, sort_keys=False)
    config, issues = parse_config(text)
    assert config is not None, issues
    begun = start(text, config, Options(measure_id, title), samples, parse_config)
    assert ("reads the file without an error" in begun.block) <= (not begun.open)
    path = tmp_path / "metrics.yaml"
    path.write_text(appended(text, filled_in(published(begun.block))), encoding="utf-8")
    drop, _ = check_drop(path, folder, path.name, today)
    return Proposed(not begun.open, drop is None, {} if drop is None else region_of(drop, measure_id))


def filled_in(text: str) -> str:
    """Lines in which a person has written what no file tells, and has taken every guess as it stands."""
    for placeholder, words in WRITTEN.items():
        text = text.replace(placeholder, words)
    text = re.sub(r"^( +singular): .*", r"\1: offence", text, flags=re.MULTILINE)
    return re.sub(r"^( +plural): .*", r"\1: offences", text, flags=re.MULTILINE)


def region_of(drop: CheckedDrop, measure_id: str) -> dict[str, float | None]:
    """London's figures of a measure by the ids of their periods, as the source's window has them."""
    measure = drop.config.measure(measure_id)
    assert isinstance(measure, PublishedMeasure)
    data = measure_data(measure, drop.stored[measure_id])
    return {item.period_id: item.value for item in data.get(Key(measure.source.window, REGION))}
