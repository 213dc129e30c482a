"""The machine: servers on one core, the load on the other, and what wrk says."""

import os
import platform
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVER_CORE, LOAD_CORE = "0", "1"
CONNECTIONS = 32
INSTALL = "apt-get install -y wrk nginx-light"


def check() -> None:
    """Say what is missing before anything is measured."""
    missing = [name for name in ("wrk", "nginx", "taskset") if not shutil.which(name)]
    if missing:
        raise SystemExit(f"{', '.join(missing)} is missing. Type: {INSTALL}")
    if (os.cpu_count() or 1) < 2:
        raise SystemExit("One core for the server and one for the load are needed.")


def described() -> str:
    """The machine in a line."""
    cpu = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    memory = re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text())
    gib = int(memory.group(1)) // 2**20 if memory else 0
    name = cpu.group(1) if cpu else platform.machine()
    return (
        f"{name}, {os.cpu_count()} cores, {gib} GiB, {platform.system()} "
        f"{platform.release().partition('-')[0]}, Python {platform.python_version()}"
    )


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(
    command: list[str], environment: dict[str, str], *, core: str = SERVER_CORE
) -> Iterator["subprocess.Popen[bytes]"]:
    """A process with its children on one core, until the block ends."""
    process = subprocess.Popen(
        ["taskset", "-c", core, *command], cwd=ROOT, env=environment,
        stdout=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def granian(port: int, application: str = "calfhealth.wsgi:application") -> list[str]:
    """As deployed: one worker, with threads for those who wait."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port),
        "--workers", "1", "--blocking-threads", "32", "--no-ws", "--log-level", "error",
        application,
    ]  # fmt: skip


def wait_for(address: str, seconds: float = 90.0) -> None:
    """Wait until an address answers with success."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.1)
    raise SystemExit(f"{address} does not answer.")


def wrk(
    address: str,
    seconds: float,
    *,
    headers: dict[str, str] | None = None,
    connections: int = CONNECTIONS,
    script: Path | None = None,
) -> float:
    """Requests a second; ends the run if anything but success or 304 comes back."""
    command = ["taskset", "-c", LOAD_CORE, "wrk", "-t1", f"-c{connections}",
               f"-d{max(1, round(seconds))}s"]  # fmt: skip
    for name, value in (headers or {}).items():
        command += ["-H", f"{name}: {value}"]
    if script:
        command += ["-s", str(script)]
    said = subprocess.run(
        [*command, address], check=True, capture_output=True, text=True
    ).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise SystemExit(f"{address}: not every answer was one.\n{said}")
    found = re.search(r"Requests/sec:\s*([\d.]+)", said)
    if not found:
        raise SystemExit(said)
    return float(found.group(1))


def median(values: list[float]) -> float:
    return statistics.median(values)


def worker_of(process: "subprocess.Popen[bytes]") -> int:
    """The process id of a granian server's one worker (taskset became granian)."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return int(children.split()[0])


def mebibytes(pid: int) -> float:
    """What a process holds in memory, shared pages counted in part."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    found = re.search(r"Pss:\s*(\d+)", text)
    return int(found.group(1)) / 1024 if found else 0.0
