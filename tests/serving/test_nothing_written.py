"""A machine on which nothing can be written, to whatever folder: every download is answered all the same.

The process is one that may not write a single byte to a file. Rows of spreadsheets usually go to the disk.
"""

import io
import resource
import subprocess
from collections.abc import Iterator

import openpyxl
import pytest

from tests.running import (
    NOW,
    ROOT,
    Got,
    Server,
    clean_environment,
    end,
    free_port,
    serve_command,
    wait_until_ready,
)

SPREADSHEETS = ["/downloads/homicide.xlsx", "/downloads/violence-with-injury.xlsx?area=camden"]
IN_MEMORY_ANYWHERE = ["/downloads/homicide.ods", "/downloads/homicide.parquet", "/downloads/datapackage.json"]


def write_nothing() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


@pytest.fixture(scope="module")
def unwritable() -> Iterator[Server]:
    port = free_port()
    command = [*serve_command(port, NOW), "--workers=1"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=write_nothing,  # noqa: PLW1509 - nothing else runs in this process that could hold a lock
    )
    try:
        server = Server(port)
        wait_until_ready(server, "/readyz", lambda: process.poll() is None, command)
        yield server
    finally:
        end(process)


def sheets(got: Got) -> list[list[tuple[object, ...]]]:
    assert got.status == 200
    book = openpyxl.load_workbook(io.BytesIO(got.body), read_only=True)
    return [[row for row in sheet.iter_rows(values_only=True) if any(row)] for sheet in book.worksheets]


@pytest.mark.parametrize("path", SPREADSHEETS)
def test_a_spreadsheet_is_made_in_memory(unwritable: Server, served: Server, path: str) -> None:
    assert sheets(unwritable.get(path)) == sheets(served.get(path))


@pytest.mark.parametrize("path", IN_MEMORY_ANYWHERE)
def test_what_needs_no_folder_is_the_same_to_the_byte(unwritable: Server, served: Server, path: str) -> None:
    unwritable_answer, served_answer = unwritable.get(path), served.get(path)
    assert (unwritable_answer.status, unwritable_answer.body, unwritable_answer.headers["etag"]) == (
        200,
        served_answer.body,
        served_answer.headers["etag"],
    )


@pytest.mark.parametrize("path", ["/downloads/all.zip", "/downloads/homicide.csv", "/", "/cards/general.png"])
def test_everything_else_is_the_same_to_the_byte(unwritable: Server, served: Server, path: str) -> None:
    unwritable_answer, served_answer = unwritable.get(path), served.get(path)
    assert (unwritable_answer.status, unwritable_answer.headers["etag"], unwritable_answer.body) == (
        200,
        served_answer.headers["etag"],
        served_answer.body,
    )
