"""The Containerfile and the compose file as values, so that tests hold them against the project or do what they say."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
CONTAINERFILE = ROOT / "Containerfile"
COMPOSE = ROOT / "docs" / "operations" / "compose.yaml"
PLACE = "/opt/outcomes"  # of the environment in an image


@dataclass(frozen=True)
class Instruction:
    """A line of a Containerfile: the stage that it stands in, its word, and what follows on that."""

    stage: str
    word: str
    text: str

    @property
    def words(self) -> list[str]:
        """What follows, as a shell or as JSON divides it; of several commands those of all."""
        if self.text.startswith("["):
            return [str(word) for word in json.loads(self.text)]
        return shlex.split(self.text)

    @property
    def commands(self) -> list[list[str]]:
        """The commands of a RUN line, one after the other."""
        return [shlex.split(command) for command in self.text.split(" && ")]


def instructions() -> list[Instruction]:
    """Every instruction of the Containerfile, in order."""
    return list(_instructions(CONTAINERFILE.read_text("utf-8")))


def _instructions(text: str) -> Iterator[Instruction]:
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    stage = ""
    for line in re.sub(r"\\\n\s*", "", lines).splitlines():
        if not line.strip():
            continue
        word, _, rest = line.partition(" ")
        if word == "FROM":
            stage = rest.rpartition(" AS ")[2]
        yield Instruction(stage, word, rest.strip())


def of(stage: str, word: str) -> list[Instruction]:
    """The instructions of a stage that begin with a word."""
    return [line for line in instructions() if (line.stage, line.word) == (stage, word)]


def copied(stage: str) -> list[tuple[tuple[str, ...], str]]:
    """What a stage copies from the project: sources, and where to."""
    lines = [line.words for line in of(stage, "COPY") if not line.text.startswith("--from")]
    return [(tuple(words[:-1]), words[-1]) for words in lines]


def health_command() -> list[str]:
    """What an image is asked by whether it is well."""
    (line,) = of("app", "HEALTHCHECK")
    return [str(word) for word in json.loads(line.text.partition(" CMD ")[2])]


def services() -> dict[str, Any]:
    """The services of the compose file, with what they share put in."""
    composed: dict[str, Any] = yaml.safe_load(COMPOSE.read_text("utf-8"))
    return dict(composed["services"])
