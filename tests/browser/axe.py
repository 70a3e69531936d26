"""How axe looks at a page: every rule wherever something has moved, the colours of each kind of text once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, Page

from tests.browser.kinds import LAID_OUT, OPEN_ALL

SCRIPTS = (AXE_FILE_PATH, Path(__file__).with_suffix(".js"))
OPTIONS: dict[str, Any] = {
    "resultTypes": ["violations"],
    "preload": False,
    "rules": {"target-size": {"enabled": True}},
}
# The rows of a table are alike: of each, three stand for all. The others keep the columns as wide as they are.
FEWER_ROWS = """document.querySelectorAll('tbody tr:nth-child(n + 4)').forEach(
  row => { row.style.visibility = 'collapse' })"""


class Axe:
    """A window with axe in it, which remembers the texts whose colours it has found good.

    Most texts of a page are coloured as others are, on it and on other pages, and axe would say the same of them.
    """

    def __init__(self, browser: Browser) -> None:
        context = browser.new_context()
        for script in SCRIPTS:
            context.add_init_script(path=script)
        self.window: Page = context.new_page()
        self._good: set[str] = set()

    def open(self, address: str) -> None:
        """Opens a page, all of it laid out, and all that folds in it."""
        self.window.goto(address)
        self.window.evaluate(LAID_OUT)
        self.window.evaluate(OPEN_ALL)
        self.window.evaluate(FEWER_ROWS)

    def faults(self) -> list[Any]:
        """What is amiss on the page as it is looked at now, as a rule and the element's HTML."""
        faults, signatures = self.window.evaluate("options => lookAt(options)", OPTIONS)
        return [*faults, *self._faults_of_colours(signatures)]

    def _faults_of_colours(self, signatures: list[str]) -> list[Any]:
        unseen = {text: place for place, text in enumerate(signatures) if text not in self._good}
        if not unseen:
            return []
        faults: list[Any] = self.window.evaluate(
            "([places, options]) => faultsOfColours(places, options)", [[*unseen.values()], OPTIONS]
        )
        if not faults:
            self._good |= unseen.keys()
        return faults
