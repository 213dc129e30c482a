"""What a body turned out to hold: its problems and the keys it uses."""

from dataclasses import dataclass, field
from typing import NamedTuple

from articles.problems import Problem, Severity


class Key(NamedTuple):
    """A key that a body uses, with the line where it stands first.

    `kind` is "article", "section", "term", "figure", "source" or "number". The
    value of a section is "first-aid#steps"; its article is listed as well.
    """

    kind: str
    value: str
    line: int


@dataclass
class Findings:
    """Collects problems and keys while a body is read, in any order of lines."""

    _problems: list[tuple[int, Problem]] = field(default_factory=list)
    _keys: dict[tuple[str, str], Key] = field(default_factory=dict)

    def problem(
        self, code: str, line: int, message: str, *, severity: Severity = "error"
    ) -> None:
        found = Problem(code, severity, message, f"line {line}")
        self._problems.append((line, found))

    def key(self, kind: str, value: str, line: int) -> None:
        self._keys.setdefault((kind, value), Key(kind, value, line))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems from the first line to the last."""
        in_order = sorted(self._problems, key=lambda found: found[0])
        return tuple(problem for _, problem in in_order)

    @property
    def keys(self) -> tuple[Key, ...]:
        """Each key once, in order of first appearance."""
        return tuple(self._keys.values())
