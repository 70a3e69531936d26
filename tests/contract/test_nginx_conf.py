"""docs/nginx.conf, read as a text: it says of finished files what the server says, where no nginx is installed too."""

import re
from pathlib import Path

import pytest

from serving.downloads.formats import FORMATS
from serving.http.headers import ON_EVERY_ANSWER, OVER_TLS
from serving.http.media_types import BY_ENDING

CONF = (Path(__file__).resolve().parents[2] / "docs" / "nginx.conf").read_text("utf-8")


def values(name: str) -> set[str]:
    """The values that a header can have: the one that is written out, or those of the map that it is taken from."""
    value = re.search(rf"^ +add_header {name} (.+);$", CONF, re.MULTILINE)
    assert value is not None, f"docs/nginx.conf never sends {name}"
    if not value[1].startswith("$"):
        return {value[1].strip('"')}
    table = re.search(rf"^map \S+ \{value[1]} {{\n(.*?)^}}", CONF, re.MULTILINE | re.DOTALL)
    assert table is not None
    return {line.strip().rstrip(";").partition(" ")[2].strip('"') for line in table[1].splitlines()}


@pytest.mark.parametrize(("name", "value"), (ON_EVERY_ANSWER | OVER_TLS).items())
def test_a_header_of_every_answer_is_sent_with_finished_files_too(name: str, value: str) -> None:
    assert value in values(name)


def test_a_file_has_the_type_that_the_server_gives_it() -> None:
    block = re.search(r"^    types {\n(.*?)^    }", CONF, re.MULTILINE | re.DOTALL)
    assert block is not None
    lines = re.findall(r'"([^"]+)" (\w+);', block[1])
    assert {ending: media_type for media_type, ending in lines} == BY_ENDING


def test_a_download_is_kept_under_a_name_as_the_server_has_it() -> None:
    attached = re.search(r"\.\(\?<outcomes_kind>([a-z|]+)\)\$\" 'attachment;", CONF)
    assert attached is not None
    endings = [file_format.ending[1:] for file_format in FORMATS if not file_format.is_description]
    assert attached[1].split("|") == [*endings, "zip"]
