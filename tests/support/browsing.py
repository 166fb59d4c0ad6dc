"""What tests ask of a page in Chromium: what it complained of, whether it reads well, how many bytes it took."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, FloatRect, Page, Request, ViewportSize, expect

TALLEST = 6000
DESK: ViewportSize = {"width": 1200, "height": 900}
NARROW: ViewportSize = {"width": 390, "height": 844}
LIBRARIES = "/static/vendor/"
#: Addresses that a page makes of itself.
OWN = ("data:", "blob:", "about:")
#: What no reader should see: programs' words for nothing, and what binary fractions leave behind.
NOISE = re.compile(r"\bNaN\b|\bundefined\b|\[object |\bInfinity\b|\d\.\d*?(?:0{6,}|9{6,})\d")
WIDER = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const scrolls = (each) => each && (getComputedStyle(each).overflowX !== "visible" || scrolls(each.parentElement));
  return Array.from(document.body.querySelectorAll("*"))
    .filter((each) => each.getBoundingClientRect().right > room + 1 && !scrolls(each.parentElement))
    .map((each) => `${each.tagName} ${each.className} ${each.textContent.trim().slice(0, 40)}`);
}"""
LIKE = 25
SHORTEN = """(most) => {
  for (const each of document.querySelectorAll("main :not(svg, svg *)")) {
    const tag = each.lastElementChild?.tagName;
    Array.from(each.children).filter((child) => child.tagName === tag).slice(most).forEach((child) => child.remove());
  }
}"""
SIZES = """() => performance.getEntriesByType("navigation").concat(performance.getEntriesByType("resource"))
  .map((each) => [each.name, each.encodedBodySize])"""


@dataclass
class Watch:
    """What the pages of one context complained of, and what they asked for elsewhere."""

    site: str
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a context."""
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def allow(self, pattern: str) -> None:
        """Forget complaints that match: what this test is about."""
        self.complaints = [each for each in self.complaints if not re.search(pattern, each)]

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.site, *OWN)):
            self.elsewhere.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.text} {message.location.get('url', '')}")


def accessibility(page: Page) -> list[str]:
    """What axe-core finds wrong, a line for each rule with the first places. Changes the page: of a long row of like
    elements only the first are kept, since the rules about colours take a second for a hundred lines.
    """
    page.evaluate(SHORTEN, LIKE)
    found = Axe().run(page).response
    return [_violation(each) for each in found["violations"]]


def _violation(found: dict[str, Any]) -> str:
    places = [" ".join(map(str, node["target"])) for node in found["nodes"]]
    return f"{found['id']}: {found['help']} ({len(places)}: {'; '.join(places[:3])})"


def wider_than_the_screen(page: Page) -> list[str]:
    """The elements that make the page scroll sideways; what scrolls inside a box of its own does not."""
    wider: list[str] = page.evaluate(WIDER)
    return wider


def noise(page: Page) -> list[str]:
    """What stands in the page's text and should not, with its surroundings."""
    text = "\n".join([page.locator("body").inner_text(), *page.locator("svg text").all_text_contents()])
    return [text[max(0, each.start() - 30) : each.end() + 20] for each in NOISE.finditer(text)]


def draw_charts(page: Page) -> None:
    """Scroll to every chart of the page, which is drawn when it comes near."""
    for chart in page.locator("figure.chart:not([hidden])").all():
        chart.scroll_into_view_if_needed()
        expect(chart.locator("svg").first).to_be_visible()
    page.evaluate("() => scrollTo(0, 0)")


def transferred(page: Page) -> dict[str, int]:
    """Address -> bytes of its content as they came over the wire, of the page and of everything it loaded so far."""
    return dict(page.evaluate(SIZES))


def own_bytes(page: Page) -> int:
    """Bytes over the wire of the page without the libraries that charts and SQL load."""
    return sum(size for address, size in transferred(page).items() if LIBRARIES not in address)


def library_bytes(page: Page) -> int:
    """Bytes over the wire of the libraries that the page loaded so far."""
    return sum(size for address, size in transferred(page).items() if LIBRARIES in address)


def screenshot(page: Page, folder: Path, name: str) -> None:
    """Keep what the page looks like, to be looked at; of a long page its beginning."""
    width, height = page.evaluate("() => [innerWidth, document.documentElement.scrollHeight]")
    size: FloatRect = {"x": 0, "y": 0, "width": width, "height": min(height, TALLEST)}
    page.screenshot(path=folder / f"{name}.png", full_page=True, clip=size)
