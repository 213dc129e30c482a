"""A reader's browser: visits pages, remembers what they did, measures them."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important;"
    " word-spacing: .16em !important } p { margin-block-end: 2em !important }"
)
"""WCAG 2.2, success criterion 1.4.12."""


@dataclass
class Recorder:
    """What happened behind the reader's back since the last visit."""

    origin: str
    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    visited: set[str] = field(default_factory=set)

    @property
    def foreign(self) -> list[str]:
        return [
            url
            for url in self.requests
            if urlsplit(url).scheme != "data" and not url.startswith(f"{self.origin}/")
        ]

    def clear(self) -> None:
        self.messages.clear()
        self.requests.clear()


class Reader:
    """One tab without cookies. Width, scheme and text size change without a reload."""

    def __init__(
        self,
        browser: Browser,
        origin: str,
        *,
        script: bool = True,
        locale: str = "nb-NO",
    ) -> None:
        self.context: BrowserContext = browser.new_context(
            java_script_enabled=script, locale=locale, reduced_motion="reduce"
        )
        # Pages kept for later would answer in place of those that a test changes.
        self.context.add_init_script("try { localStorage.kept = 'no' } catch {}")
        self.context.set_default_timeout(15_000)
        self.page: Page = self.context.new_page()
        self.origin = origin
        self.happened = record(self.page, origin)

    def visit(
        self,
        path: str,
        *,
        width: int = 360,
        dark: bool = False,
        text_percent: int = 100,
    ) -> Response | None:
        """Go to a path of the site; gives its response."""
        self.happened.clear()
        self.happened.visited.add(f"{self.origin}{path}")
        self.look(width=width, dark=dark)
        response = self.page.goto(f"{self.origin}{path}", wait_until="load")
        if text_percent != 100:
            self.enlarge(text_percent)
        return response

    def look(self, *, width: int, dark: bool = False, height: int = 800) -> None:
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme="dark" if dark else "light")

    def enlarge(self, percent: int) -> None:
        """Set the text size as the browser's own setting does."""
        self.page.evaluate(
            "percent => { document.documentElement.style.fontSize = percent + '%' }",
            percent,
        )

    def space_out(self, rules: str = SPACING) -> None:
        """Put a reader's own style sheet on the page (CSP does not touch it)."""
        self.page.evaluate(
            "rules => { const sheet = new CSSStyleSheet(); sheet.replaceSync(rules);"
            " document.adoptedStyleSheets = rules ? [sheet] : [] }",
            rules,
        )

    def overflow(self) -> list[str]:
        """The elements that make the page wider than the window."""
        found: list[str] = self.page.evaluate(OVERFLOW)
        return found

    def axe(self, rules: tuple[str, ...] = AXE_TAGS) -> list[str]:
        """What axe-core objects to, one line each."""
        return axe(self.page, rules)

    def cookies(self) -> list[Any]:
        return list(self.context.cookies())


OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= wide) return []
  const over = [...document.body.querySelectorAll('*')]
    .filter(each => each.getBoundingClientRect().right > wide + 1)
    .map(each => each.outerHTML.slice(0, 120))
  return over.length ? over.slice(-3) : ['something']
}"""


def record(page: Page, origin: str) -> Recorder:
    """Write down the console messages and the requests of a page from now on."""
    happened = Recorder(origin)

    def note(message: ConsoleMessage) -> None:
        # Chromium notes the status of the page itself when it is not 200.
        its_own = message.location["url"] in happened.visited
        if not ("status of" in message.text and its_own):
            happened.messages.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: happened.messages.append(str(error)))
    page.on("request", lambda request: happened.requests.append(request.url))
    return happened


def axe(page: Page, tags: tuple[str, ...] = AXE_TAGS) -> list[str]:
    """What axe-core objects to on a page of any kind, one line each."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = {"runOnly": list(tags), "resultTypes": ["violations"]}
    result = page.evaluate(f"() => axe.run(document, {json.dumps(options)})")
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


Visit = Callable[..., Reader]
