"""What a check says: one problem, with a code that never changes."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, where, and whether it stops publishing.

    `code` is stable ("article.lead-missing"). An `error` blocks, a `warning`
    advises. `message` is a whole sentence in the language of the interface.
    `where` names the place: a section key, a file with its line, or nothing.
    """

    code: str
    severity: Severity
    message: str
    where: str = ""

    @property
    def blocks(self) -> bool:
        return self.severity == "error"

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message
