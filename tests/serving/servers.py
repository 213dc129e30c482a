"""Real servers on a database of the tests, and a PostgreSQL that can be cut off."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs, urlencode, urlsplit

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60


@dataclass(frozen=True)
class Answer:
    """What a server answered; header names in lower case."""

    code: int
    headers: dict[str, str]
    body: bytes


class Server:
    """One server with its workers; `settings` go into its environment."""

    def __init__(
        self,
        folder: Path,
        database_url: str,
        *,
        port: int = 0,
        workers: int = 1,
        **settings: str,
    ) -> None:
        self.port = port or free_port()
        self.log = folder / f"{self.port}.log"
        self._environment = {
            **_environment(folder),
            "DATABASE_URL": database_url,
            "PORT": str(self.port),
            "SITE_ORIGIN": f"http://127.0.0.1:{self.port}",
            **settings,
        }
        self._command = [
            sys.executable, "-m", "granian", "--interface", "wsgi",
            "--port", str(self.port), "--workers", str(workers), "--no-ws",
            "--blocking-threads", "24", "--respawn-failed-workers",
            "--workers-kill-timeout", "10", "--log-level", "warning",
            "calfhealth.wsgi:application",
        ]  # fmt: skip
        self.process = self.start()

    def start(self) -> "subprocess.Popen[bytes]":
        with self.log.open("ab") as lines:
            self.process = subprocess.Popen(
                self._command, cwd=ROOT, env=self._environment,
                stdout=lines, stderr=subprocess.STDOUT,
            )  # fmt: skip
        return self.process

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """One request on a connection of its own; raises OSError or HTTPException."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            asked.request(method, path, headers=headers)
            answer = asked.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, named, answer.read())
        finally:
            asked.close()

    def ready(self) -> dict[str, Any]:
        """What /readyz says; nothing while nobody listens."""
        with suppress(OSError, http.client.HTTPException, ValueError):
            answer = self.get("/readyz")
            return {**json.loads(answer.body), "code": answer.code}
        return {}

    def workers(self) -> set[int]:
        """The process ids of the workers."""
        main = self.process.pid
        children = Path(f"/proc/{main}/task/{main}/children").read_text()
        return {int(pid) for pid in children.split()}

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _environment(folder: Path) -> dict[str, str]:
    ours = {"DJANGO_SETTINGS_MODULE": "calfhealth.settings", "VAR_DIR": str(folder)}
    return {**os.environ, **ours}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def manage(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of manage.py with this VAR_DIR."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env=_environment(folder), capture_output=True, text=True, check=False,
    )  # fmt: skip


@contextmanager
def serve(folder: Path, database_url: str, **more: Any) -> Iterator[Server]:
    """A server that answers, until the block ends."""
    server = Server(folder, database_url, **more)
    try:
        wait_for(server)
        yield server
    finally:
        server.stop()


def wait_for(server: Server) -> None:
    """Wait until a server answers, ready or not."""
    end = time.monotonic() + START_SECONDS
    while not server.ready():
        if server.process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"No start:\n{server.log.read_text()}")
        time.sleep(0.05)


def url_of_the_tests() -> str:
    """The address of the tests' database, for other processes."""
    name = str(connection.settings_dict["NAME"])
    assert "test" in name, "There is no database for tests: mark them with django_db."
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def wait_until_shown(server: Server, number: int) -> None:
    """Wait until a server, each worker of it, has seen a site version."""
    end = time.monotonic() + START_SECONDS
    while {server.ready().get("version") for _ in range(6)} != {number}:
        assert time.monotonic() < end, server.log.read_text()
        time.sleep(0.05)


State = Literal["here", "stopped", "hanging"]


class Between:
    """Stands between servers and PostgreSQL: passes on, refuses, or hangs.

    Hanging, it accepts connections and takes what is sent, and nothing comes back.
    """

    def __init__(self, folder: Path, database_url: str) -> None:
        self._parts = urlsplit(database_url)
        self._path = folder / ".s.PGSQL.5432"
        self._listener = self._listen()
        self._open: list[socket.socket] = []
        self._flows = threading.Event()
        self._flows.set()
        self.state: State = "here"
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        """The database's address through here."""
        query = {**dict(self._query()), "host": str(self._path.parent)}
        name = self._parts.username or ""
        return f"postgres://{name}@{self._parts.path}?{urlencode(query)}"

    def become(self, state: State) -> None:
        self.state = state
        if state == "hanging":
            self._flows.clear()
            return
        self._flows.set()
        if state == "stopped":
            for each in self._open:
                with suppress(OSError):  # closed already
                    each.shutdown(socket.SHUT_RDWR)
            self._open.clear()

    def close(self) -> None:
        self.become("stopped")
        self._listener.close()

    def _query(self) -> Iterator[tuple[str, str]]:
        for name, values in parse_qs(self._parts.query).items():
            yield name, values[-1]

    def _listen(self) -> socket.socket:
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(self._path))
        self._path.chmod(0o777)
        listener.listen(50)
        return listener

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self.state == "stopped":
                client.close()
            else:
                threading.Thread(target=self._join, args=[client], daemon=True).start()

    def _connect(self) -> socket.socket:
        host = dict(self._query()).get("host") or self._parts.hostname or ""
        port = self._parts.port or 5432
        if host.startswith("/"):
            server = socket.socket(socket.AF_UNIX)
            server.connect(f"{host}/.s.PGSQL.{port}")
            return server
        return socket.create_connection((host, port))

    def _join(self, client: socket.socket) -> None:
        with client, self._connect() as server:
            self._open += [client, server]
            back = threading.Thread(target=self._pass, args=(server, client))
            back.start()
            self._pass(client, server)
            back.join()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                self._flows.wait()
                target.sendall(data)
        for each in (source, target):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
