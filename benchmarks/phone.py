"""A visit on a phone: a processor four times slower, slow 4G, and headless Chromium to tell what was felt."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from playwright.sync_api import TimeoutError as NotInTime

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SLOWER_BY = 4
USUAL_LATENCY_MS = 150
SLOW_4G = {"offline": False, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SETTLING_MS = 1500
INTERACTIVE = "[data-interactive]"
LIVE = ".js-plotly-plot .main-svg"
PATIENCE_MS = 90_000
# Set up before the page's first byte, by the browser and not by the page, so that its security policy holds.
OBSERVE = """() => {
  const timings = (window.__timings = { largest: 0, blocking: 0, shift: 0 });
  const watch = (type, tell) => new PerformanceObserver((list) => list.getEntries().forEach(tell))
    .observe({ type, buffered: true });
  watch("largest-contentful-paint", (entry) => { timings.largest = entry.startTime; });
  watch("longtask", (entry) => { timings.blocking += Math.max(0, entry.duration - 50); });
  watch("layout-shift", (entry) => { if (!entry.hadRecentInput) timings.shift += entry.value; });
}"""
TIMINGS = """() => ({ ...window.__timings, first:
  performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0 })"""


@dataclass(frozen=True)
class Visit:
    """What one visit took: bytes over the wire with their headers, and times from its start."""

    kilobytes: float
    requests: float
    first_paint_s: float
    largest_paint_s: float
    blocking_ms: float
    shift: float


@dataclass(frozen=True)
class LiveChart:
    """What the interactive chart took, from the asking until it was there."""

    live_s: float
    kilobytes: float


@dataclass
class Wire:
    """What crosses the network, counted from the browser's own events."""

    bytes: float = 0
    sent: set[str] = field(default_factory=set)
    cached: set[str] = field(default_factory=set)

    def listen(self, cdp: CDPSession) -> None:
        cdp.on("Network.requestWillBeSent", self._sent)
        cdp.on("Network.requestServedFromCache", lambda event: self.cached.add(event["requestId"]))
        cdp.on("Network.responseReceived", self._received)
        cdp.on("Network.loadingFinished", self._finished)

    def _sent(self, event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("http"):
            self.sent.add(event["requestId"])

    def _received(self, event: dict[str, Any]) -> None:
        if event["response"].get("fromDiskCache") or event["response"].get("fromPrefetchCache"):
            self.cached.add(event["requestId"])

    def _finished(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self.sent - self.cached:
            self.bytes += event["encodedDataLength"]

    def forget(self) -> None:
        """Counts from here on."""
        self.bytes = 0
        self.sent.clear()
        self.cached.clear()


@contextmanager
def phone() -> Iterator[Browser]:
    """A browser to visit with."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def _fresh(browser: Browser, latency_ms: int = USUAL_LATENCY_MS) -> Iterator[tuple[Page, Wire]]:
    """A page of a browser that was never here before."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, device_scale_factor=3, is_mobile=True, has_touch=True
    )
    page = context.new_page()
    page.add_init_script(f"({OBSERVE})()")
    cdp, wire = context.new_cdp_session(page), Wire()
    wire.listen(cdp)
    cdp.send("Network.enable")
    cdp.send("Network.emulateNetworkConditions", {**SLOW_4G, "latency": latency_ms})
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_BY})
    try:
        yield page, wire
    finally:
        context.close()


def visits(browser: Browser, address: str, latency_ms: int = USUAL_LATENCY_MS) -> tuple[Visit, Visit]:
    """A first visit, and one more when the page itself is no longer fresh: a browser then asks for it again."""
    with _fresh(browser, latency_ms) as (page, wire):
        page.goto(address, wait_until="load")
        cold = _settled(page, wire)
        wire.forget()
        page.reload(wait_until="load")
        return cold, _settled(page, wire)


def _settled(page: Page, wire: Wire) -> Visit:
    page.wait_for_timeout(SETTLING_MS)
    timings = page.evaluate(TIMINGS)
    return Visit(
        kilobytes=wire.bytes / 1000,
        requests=len(wire.sent - wire.cached),
        first_paint_s=timings["first"] / 1000,
        largest_paint_s=timings["largest"] / 1000,
        blocking_ms=timings["blocking"],
        shift=timings["shift"],
    )


def ask(browser: Browser, address: str) -> LiveChart | None:
    """Asks for the interactive chart and waits until it is there; None where a page offers none.

    What was fetched ahead while the page lay idle counts as well.
    """
    with _fresh(browser) as (page, wire):
        page.goto(address, wait_until="load")
        before = wire.bytes
        page.wait_for_timeout(SETTLING_MS)
        button = page.locator(INTERACTIVE).first
        if button.count() == 0 or not button.is_visible():
            return None
        start = page.evaluate("performance.now()")
        button.click()
        seconds = (_live(page) - start) / 1000
        return LiveChart(seconds, (wire.bytes - before) / 1000)


def _live(page: Page) -> float:
    """The moment when the chart was there, by the page's clock; infinite when it never came."""
    try:
        page.locator(LIVE).first.wait_for(timeout=PATIENCE_MS)
    except NotInTime:
        return float("inf")
    return float(page.evaluate("performance.now()"))


def middle(turns: list[Visit]) -> Visit:
    """The median of each figure."""
    return Visit(*(median(getattr(visit, item.name) for visit in turns) for item in fields(Visit)))
