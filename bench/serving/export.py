"""How many pages a second does `export_site` write, packed, on one core?

    python -m bench.serving.export FOLDER

Prints pages and seconds, the start of the process left out.
"""

import sys
import time
from pathlib import Path

from bench.serving.library import Library
from bench.serving.machine import SERVER_CORE
from bench.serving.table import Row


def questions(large: Library) -> list[Row]:
    folder = large.folder / "export"
    first = _measured(large, folder)
    again = _measured(large, folder)
    return [
        Row("static export, brotli and gzip, one core", "≥ 600 pages/s",
            f"{first:,.0f} pages/s ({again:,.0f} when nothing differs)", first >= 600,
            "nearly all of it is rendering, as above; packing a page twice takes 1.5 ms")
    ]  # fmt: skip


def _measured(library: Library, folder: Path) -> float:
    printed = library.run(
        "-c",
        f"import os; os.sched_setaffinity(0, {{{SERVER_CORE}}}); import runpy, sys; "
        f"sys.argv = ['export', {str(folder)!r}]; "
        "runpy.run_module('bench.serving.export', run_name='__main__')",
    )
    pages, seconds = printed.split()[-2:]
    return int(pages) / float(seconds)


def main(folder: Path) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from articles.exporting.manifest import read_manifest

    began = time.perf_counter()
    call_command("export_site", folder, verbosity=0)
    took = time.perf_counter() - began
    print(len(read_manifest(folder).pages), took)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
