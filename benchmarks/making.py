"""What it takes to make a page: from a loaded release to HTML, and from the import to a first answer."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import datetime
from statistics import median

import dash

from app import create_app
from components.site.context import View
from metrics.releasing.releases import current, load_release, read_history
from serving.http.endpoint import Endpoint, PageRequest
from serving.interactive.scripts import NO_EXPLORER
from serving.routes import page_endpoints
from serving.static_assets import static_answers
from tests.running import NOW, ROOT, clean_environment

ROUNDS = 5
FIRST_ANSWER = """
import time
start = time.perf_counter()
from app import create_server
answer = create_server().test_client().get("/", headers={"Accept-Encoding": "br"})
assert answer.status_code == 200
print(time.perf_counter() - start)
"""


def html_ms() -> float:
    """Milliseconds of processor for the framework page's HTML, from a release loaded and never shown."""
    create_app()
    _, linked = static_answers(ROOT / "assets", NO_EXPLORER)
    endpoints = page_endpoints(dash.page_registry.values(), linked)
    page = next(endpoint for endpoint in endpoints if endpoint.rule == "/")
    return median(_once(page) for _ in range(ROUNDS))


def _once(page: Endpoint) -> float:
    now = datetime.fromisoformat(NOW)
    view = View(load_release(ROOT, current(read_history(ROOT), now) or ""), now.date())
    start = time.process_time()
    page.answer(PageRequest(view, "/"))
    return (time.process_time() - start) * 1000


def first_answer_s() -> float:
    """Seconds from the import to the first answer, in a new process each time; what else runs only adds."""
    return min(_first_answer() for _ in range(ROUNDS))


def _first_answer() -> float:
    command = [sys.executable, "-c", FIRST_ANSWER]
    environment = clean_environment(PCP_NOW=NOW)
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return float(done.stdout)
