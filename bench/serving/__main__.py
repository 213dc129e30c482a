"""Measure what readers' pages cost and print the table: `make bench`.

    python -m bench.serving [--rounds 3] [--seconds 4] [--quick] [--folder F] [--write]
        [QUESTION …]

A question is one of speed, steady, memory, export, editions, publishing. `--quick`
tries everything once, shortly, on less; its figures mean nothing.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from bench.serving import editions, export, memory, publishing, speed, steady
from bench.serving.library import Library, several, shipped
from bench.serving.machine import check, described
from bench.serving.table import Row, table, write_down

PAGES = 3000


class Bench:
    """The libraries, made when first needed, and the questions."""

    def __init__(self, folder: Path, given: argparse.Namespace) -> None:
        self._folder, self._given = folder, given

    @cached_property
    def _small(self) -> Library:
        return shipped(self._folder)

    @cached_property
    def _large(self) -> Library:
        return several(self._small, 300 if self._given.quick else PAGES)

    @property
    def questions(self) -> dict[str, Callable[[], list[Row]]]:
        given = self._given
        return {
            "speed": lambda: speed.questions(
                self._small, rounds=given.rounds, seconds=given.seconds
            ),
            "steady": lambda: steady.questions(self._small, seconds=3 * given.seconds),
            "memory": lambda: memory.questions(self._small, self._large),
            "export": lambda: export.questions(self._large),
            "editions": lambda: editions.questions(
                self._folder, many=3_000 if given.quick else 300_000
            ),
            "publishing": lambda: publishing.questions(
                self._folder, times=5 if given.quick else 100
            ),
        }


def main() -> int:
    given = _arguments()
    check()
    print(described(), file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="calm-bench-") as new:
        folder = given.folder or Path(new)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)
        bench, rows = Bench(folder, given), []
        for name in given.question or bench.questions:
            print(f"Measuring: {name}.", file=sys.stderr, flush=True)
            rows += bench.questions[name]()
            print("\n".join(row.markdown() for row in rows[-7:]), file=sys.stderr)
    print(table(rows))
    if given.write:
        write_down(rows, rounds=given.rounds, seconds=given.seconds)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.serving")
    parser.add_argument("question", nargs="*")
    parser.add_argument("--folder", type=Path, help="keeps the library for next time")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--write", action="store_true", help="into bench/README.md")
    given = parser.parse_args()
    if given.quick:
        given.rounds, given.seconds = 1, 1
    return given


if __name__ == "__main__":
    sys.exit(main())
