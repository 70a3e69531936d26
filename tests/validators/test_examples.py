"""The examples on the page of downloads do what they say, word by word, and read what the API says."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.other_programs import needs_packages, needs_r, output_of, python_says
from tests.running import Server

WHERE = "https://[this site]"


@pytest.fixture(scope="module")
def samples(served: Server) -> tuple[str, str]:
    """The example in Python and that in R, with the address of the server that shows them."""
    page = BeautifulSoup(served.get("/data").body, "html.parser")
    python, r = (
        code.get_text().replace(WHERE, served.address)
        for code in page.select("#examples ~ div pre code, #examples pre code")
    )
    assert served.address in python and served.address in r
    return python, r


@pytest.fixture(scope="module")
def newest(served: Server) -> list[tuple[str, str]]:
    """The newest figures of the region as the API has them: the words of the period, and the figure."""
    answer = json.loads(served.get("/api/v1/measures/violence-with-injury/observations").body)
    return [(row["period_label"], f"{row['value']:g}") for row in answer["observations"][-5:]]


def test_each_example_has_three_lines(samples: tuple[str, str]) -> None:
    assert [len(sample.splitlines()) for sample in samples] == [3, 3]


def test_the_example_in_python_shows_the_newest_figures(
    samples: tuple[str, str], newest: list[tuple[str, str]], tmp_path: Path
) -> None:
    """With pandas alone."""
    wide = "import pandas\npandas.set_option('display.width', 1000, 'display.max_columns', 99)\n"
    printed = output_of(sys.executable, "-c", wide + samples[0], folder=tmp_path)
    for period, value in newest:
        line = next(line for line in printed.splitlines() if period in line)
        assert value in [f"{float(word):g}" for word in line.split() if word.replace(".", "").isdigit()]


@needs_packages
def test_a_parquet_file_is_read_without_a_word_beside_its_address(
    samples: tuple[str, str], newest: list[tuple[str, str]], tmp_path: Path
) -> None:
    address = samples[0].split('"')[1].replace(".csv", ".parquet")
    script = (
        "import json, sys, pandas as pd\nfigures = pd.read_parquet(sys.argv[1])\n"
        "region = figures[figures.area_code.eq('E12000007') & figures.dimension.isna() & figures.window.eq('single')]\n"
        "print(json.dumps([[row.period_label, f'{row.value:g}'] for row in region.tail().itertuples()]))"
    )
    assert [tuple(row) for row in json.loads(python_says(script, address, folder=tmp_path))] == newest


@needs_r
def test_the_example_in_r_shows_the_newest_figures(
    samples: tuple[str, str], newest: list[tuple[str, str]], tmp_path: Path
) -> None:
    (tmp_path / "example.R").write_text(samples[1], "utf-8")
    printed = output_of("Rscript", "--vanilla", "example.R", folder=tmp_path)
    for period, value in newest:
        assert value in next(line for line in printed.splitlines() if period in line).split()
