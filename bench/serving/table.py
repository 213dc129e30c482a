"""The rows of the table, and how they are written down."""

import datetime
import re
from dataclasses import dataclass
from pathlib import Path

from bench.serving.machine import described

README = Path(__file__).resolve().parents[1] / "README.md"
BEGIN, END = "<!-- table begins -->", "<!-- table ends -->"


@dataclass(frozen=True)
class Row:
    """One question: what was wanted, what came out, and why if it is not met."""

    what: str
    target: str
    measured: str
    met: bool
    reason: str = ""

    def markdown(self) -> str:
        said = "met" if self.met else f"**missed**: {self.reason or 'not looked into'}"
        return f"| {self.what} | {self.target} | {self.measured} | {said} |"


def table(rows: list[Row]) -> str:
    head = ["| What | Target | Measured | |", "|---|---|---|---|"]
    return "\n".join([*head, *(row.markdown() for row in rows)])


def write_down(rows: list[Row], *, rounds: int, seconds: float) -> None:
    """Put the newest table into bench/README.md."""
    today = datetime.datetime.now(tz=datetime.UTC).date()
    told = (
        f"Measured on {today}, medians of {rounds} rounds of {seconds:g} s: "
        f"{described()}."
    )
    new = f"{BEGIN}\n{told}\n\n{table(rows)}\n{END}"
    text = README.read_text()
    README.write_text(re.sub(f"{BEGIN}.*{END}", lambda _: new, text, flags=re.DOTALL))
