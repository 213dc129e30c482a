"""A strict reader of HTML: says what a validator would object to on a reader's page.

Stricter than a browser: every element is closed where it must be, identifiers are
unique and lead somewhere, headings go down one step at a time, and no style or
script stands in the page.
"""

from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]

VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "source"}
BLOCKS = {
    "address", "article", "aside", "details", "div", "dl", "fieldset", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "header", "main", "nav", "ol", "p",
    "search", "section", "table", "ul",
}  # fmt: skip
ONLY_IN = {
    "li": {"ul", "ol"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "tr": {"thead", "tbody"},
    "td": {"tr"},
    "th": {"tr"},
    "caption": {"table"},
    "figcaption": {"figure"},
    "summary": {"details"},
    "option": {"select", "optgroup", "datalist"},
    "legend": {"fieldset"},
}
ONLY_HOLDS = {"ul": {"li"}, "ol": {"li"}, "tr": {"td", "th"}, "dl": {"dt", "dd", "div"}}
NO_TEXT = {"ul", "ol", "dl", "table", "thead", "tbody", "tr", "select", "head"}
POINTERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
INTERACTIVE = {"a", "button", "select", "textarea", "summary"}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.problems: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.pointed: set[str] = set()
        self.headings: list[int] = []

    def say(self, problem: str) -> None:
        self.problems.append(f"line {self.getpos()[0]}: {problem}")

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self._element(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        if "svg" not in self.open:
            self.say(f"<{tag}/> closes itself")
        self._element(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.say(f"</{tag}> closes {self.open[-1:] or 'nothing'}")
        elif self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and self.open[-1] in NO_TEXT:
            self.say(f"text in <{self.open[-1]}>: {data.strip()[:40]}")
        if "script" not in self.open and ("&" in data or "<" in data):
            self.say(f"not escaped: {data.strip()[:40]}")

    def _element(self, tag: str, attrs: Attributes) -> None:
        parent = self.open[-1] if self.open else ""
        if tag in BLOCKS and "p" in self.open:
            self.say(f"<{tag}> in <p>")
        if parent not in ONLY_IN.get(tag, {parent}):
            self.say(f"<{tag}> in <{parent}>")
        if tag not in ONLY_HOLDS.get(parent, {tag}):
            self.say(f"<{tag}> in <{parent}>")
        if tag in INTERACTIVE and INTERACTIVE & set(self.open):
            self.say(f"<{tag}> in a control")
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        self._attributes(tag, attrs)

    def _attributes(self, tag: str, attrs: Attributes) -> None:
        given = dict(attrs)
        if len(given) != len(attrs):
            self.say(f"<{tag}> has an attribute twice")
        for name in given:
            if name == "style" or name.startswith("on"):
                self.say(f"<{tag} {name}>")
        if tag == "style" or (
            tag == "script"
            and "src" not in given
            and given.get("type") != "application/ld+json"
        ):
            self.say(f"<{tag}> in the page")
        if "id" in given:
            self.ids.append(given["id"] or "")
        for name in POINTERS:
            self.pointed |= set((given.get(name) or "").split())
        href = given.get("href")
        if href is not None and href.startswith("#"):
            self.pointed.add(href[1:])
        if href == "":
            self.say(f"<{tag}> leads nowhere")


def problems(html: str) -> list[str]:
    """What is wrong with a page; nothing if it is sound."""
    page = _Page()
    page.feed(html)
    page.close()
    found = page.problems
    if not html.startswith("<!doctype html>"):
        found.append("no doctype")
    found += [f"<{tag}> is not closed" for tag in page.open]
    found += [f"id {each} twice" for each in set(page.ids) if page.ids.count(each) > 1]
    found += [f"#{each} leads nowhere" for each in sorted(page.pointed - set(page.ids))]
    if page.headings.count(1) != 1:
        found.append(f"{page.headings.count(1)} <h1>")
    for before, after in zip(page.headings, page.headings[1:], strict=False):
        if after > before + 1:
            found.append(f"<h{after}> under <h{before}>")
    return found
