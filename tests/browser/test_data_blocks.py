"""Data for search engines inside a page: the security policy lets it be, and nothing of it runs."""

from __future__ import annotations

from tests.browser.kinds import Opened

REPORTED = (
    "document.addEventListener('securitypolicyviolation', event => window.violations.push(event.blockedURI))"
)


def test_a_block_of_data_breaks_no_policy_and_runs_nothing(opened: Opened, site: str) -> None:
    page = opened("/about")
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.add_init_script(f"window.violations = []; {REPORTED}")
    page.goto(f"{site}/measures/homicide")
    page.wait_for_load_state("networkidle")
    block = page.locator('script[type="application/ld+json"]')
    assert block.evaluate("block => JSON.parse(block.textContent)['@type']") == "Dataset"
    assert (page.evaluate("window.violations"), messages) == ([], [])
