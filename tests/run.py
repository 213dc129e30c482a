"""`make test`: the whole suite on SQLite, then on PostgreSQL, with a real browser.

Installs what is missing as root on Debian; elsewhere says the line to type.
Arguments go to pytest.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

from tests import postgres

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main(arguments: list[str]) -> int:
    os.environ["CHROMIUM"] = _browser()
    if not os.environ.get("DATABASE_URL") and postgres.binaries() is None:
        _install("postgresql", postgres.INSTALL)
    results = {"sqlite": _suite("sqlite", "", arguments)}
    if given := os.environ.get("DATABASE_URL"):
        results["postgresql"] = _suite("postgresql", given, arguments)
    else:
        with postgres.server() as url:
            results["postgresql"] = _suite("postgresql", url, arguments)
    print("\n== Summary")
    for name, (passed, failed, skipped, code) in results.items():
        ended = "" if code == 0 else f" (pytest ended with {code})"
        print(f"{name}: {passed} passed, {failed} failed, {skipped} skipped{ended}")
    passed = sum(result[0] for result in results.values())
    failed = sum(result[1] for result in results.values())
    skipped = sum(result[2] for result in results.values())
    if skipped:
        print("A test was skipped: that is a failure here.")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or skipped or any(r[3] for r in results.values()) else 0


def _suite(name: str, url: str, arguments: list[str]) -> tuple[int, int, int, int]:
    print(f"\n== {name}", flush=True)
    environment = {key: value for key, value in os.environ.items()
                   if key != "DATABASE_URL"}  # fmt: skip
    if url:
        environment["DATABASE_URL"] = url
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        code = subprocess.run(
            [sys.executable, "-m", "pytest", f"--junitxml={report}", *arguments],
            env=environment,
            check=False,
        ).returncode
        if not report.exists():
            return 0, 1, 0, code
        suite = ElementTree.parse(report).getroot().find("testsuite")
    count = {key: int((suite is not None and suite.get(key)) or 0)
             for key in ("tests", "failures", "errors", "skipped")}  # fmt: skip
    failed = count["failures"] + count["errors"]
    return count["tests"] - failed - count["skipped"], failed, count["skipped"], code


def _browser() -> str:
    given = os.environ.get("CHROMIUM")
    found = given or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        _install("chromium", "apt-get install -y chromium")
        found = shutil.which("chromium")
    if not found:
        raise SystemExit("Chromium was installed, but is not on the path.")
    return found


def _install(package: str, line: str) -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise SystemExit(f"The tests need {package}. Type: {line}")
    print(f"Installing {package}.", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update"], check=False, capture_output=True)
    done = subprocess.run(
        line.split(), check=False, env=environment, capture_output=True
    )
    if done.returncode:
        raise SystemExit(f"Installing {package} failed. Type: {line}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
