"""Try nginx.conf and the units of this folder for real: `make try-deploy`.

Certificates, ports and folders are replaced by some of our own; everything else runs
as it would on a server: nginx, two readers' servers and the desk, in production mode,
on a small site.
"""

import http.client
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
HOST = "calm-legs.example"
PAGE = "/fr/understanding-fr/first-aid-fr/"
HISTORY = f"{PAGE}historique/"
PORTS = ("80", "443", "8001", "8002", "8003")
INSTALL = "apt-get install -y nginx-light openssl"


@dataclass
class Answer:
    code: int
    headers: dict[str, str]
    body: bytes


class Trial:
    """A folder with everything in it, and the processes that run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ports = {port: _free_port() for port in PORTS}
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "calfhealth.settings",
            "ENVIRONMENT": "production",
            "SECRET_KEY": "trial-" + "0" * 60,
            "ALLOWED_HOSTS": HOST,
            "SITE_ORIGIN": f"https://{HOST}",
            "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
            "VAR_DIR": str(folder),
            "EXPORTED_SITE": str(folder / "copy"),
        }

    def manage(self, *arguments: str) -> None:
        self.python("manage.py", *arguments)

    def python(self, *arguments: str) -> None:
        subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self.environment, check=True,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip

    def start(self, name: str, unit: str, instance: str) -> None:
        """Run a unit's ExecStart with its Environment, as systemd would."""
        text = (HERE / unit).read_text().replace("%i", instance)
        port = self.ports[instance]
        text = text.replace("/opt/calm-legs/.venv/bin/python", sys.executable)
        text = re.sub(rf"\b{instance}\b", str(port), text)
        command = re.findall(r"^ExecStart=(.+)$", text, re.MULTILINE)[0].split()
        added = dict(
            each.split("=", 1)
            for each in re.findall(r"^Environment=(.+)$", text, re.MULTILINE)
        )
        log = (self.folder / f"{name}.log").open("ab")
        with log:
            self.processes[name] = subprocess.Popen(
                command, cwd=ROOT, env={**self.environment, **added}, stdout=log,
                stderr=log, start_new_session=True,
            )  # fmt: skip

    def start_nginx(self) -> None:
        conf = self.folder / "nginx.conf"
        conf.write_text(self.configuration())
        command = ["nginx", "-p", str(self.folder), "-e", "stderr", "-c", str(conf)]
        subprocess.run([*command, "-t"], check=True, capture_output=True)
        self.processes["nginx"] = subprocess.Popen([*command, "-g", "daemon off;"])

    def configuration(self) -> str:
        """nginx.conf with our own ports, certificates and folders."""
        text = (HERE / "nginx.conf").read_text()
        who = "user root;" if os.geteuid() == 0 else ""
        for before, after in {
            "user www-data;": who,
            "/run/nginx.pid": f"{self.folder}/nginx.pid",
            "/var/log/nginx/error.log": "stderr",
            "/var/cache/nginx/calm-legs": f"{self.folder}/cache",
            "/etc/ssl/calm-legs": str(self.folder),
            "/var/lib/calm-legs/copy": f"{self.folder}/copy",
            "http {\n": f"http {{\n{_temporary(self.folder)}",
        }.items():
            assert before in text, f"nginx.conf has no {before!r}"
            text = text.replace(before, after)
        for port in ("80", "443"):
            text = text.replace(
                f"listen {port}", f"listen 127.0.0.1:{self.ports[port]}"
            )
        for port in ("8001", "8002", "8003"):
            text = text.replace(f"127.0.0.1:{port}", f"127.0.0.1:{self.ports[port]}")
        return text

    def stop(self, name: str, how: int = signal.SIGTERM) -> None:
        process = self.processes.pop(name)
        if how == signal.SIGKILL:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        process.send_signal(how)
        process.wait(30)

    def get(self, path: str, *, host: str = HOST, **headers: str) -> Answer:
        """One request through nginx."""
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        asked = http.client.HTTPSConnection(
            "127.0.0.1", self.ports["443"], timeout=30, context=context
        )
        try:
            named = {key.replace("_", "-"): value for key, value in headers.items()}
            asked.request("GET", path, headers={"Host": host, **named})
            answer = asked.getresponse()
            given = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, given, answer.read())
        finally:
            asked.close()

    def is_ready(self, instance: str) -> bool:
        """Whether a server behind nginx says so itself."""
        with suppress(OSError, http.client.HTTPException):
            asked = http.client.HTTPConnection(
                "127.0.0.1", self.ports[instance], timeout=5
            )
            try:
                asked.request("GET", "/readyz")
                return asked.getresponse().status == 200
            finally:
                asked.close()
        return False


def _temporary(folder: Path) -> str:
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    return "".join(f"    {kind}_temp_path {folder}/{kind};\n" for kind in kinds)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def until(condition: Callable[[], object], seconds: float = 60.0) -> float:
    """Wait for it; how long it took."""
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > seconds:
            raise SystemExit("It did not come about.")
        time.sleep(0.02)
    return time.monotonic() - began


@contextmanager
def trial() -> Iterator[Trial]:
    with (
        tempfile.TemporaryDirectory(prefix="calm-deploy-") as name,
        ExitStack() as stack,
    ):
        folder = Path(name)
        folder.chmod(0o755)
        tried = Trial(folder)

        def stop_all() -> None:
            for each in list(tried.processes):
                tried.stop(each)

        stack.callback(stop_all)
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
             "-subj", f"/CN={HOST}", "-keyout", folder / "privkey.pem",
             "-out", folder / "fullchain.pem"],
            check=True, capture_output=True,
        )  # fmt: skip
        tried.manage("migrate", "-v0")
        tried.manage("collectstatic", "--noinput", "-v0", "-i", "admin")
        tried.python("-m", "bench.serving.publishing", "0")
        tried.manage("export_site", str(folder / "copy"), "-v0")
        yield tried


def main() -> int:
    missing = [name for name in ("nginx", "openssl") if not shutil.which(name)]
    if missing:
        raise SystemExit(f"{', '.join(missing)} is missing. Type: {INSTALL}")
    _verify_units()
    with trial() as tried:
        for instance in ("8001", "8002"):
            tried.start(instance, "calm-legs@.service", instance)
        tried.start("8003", "calm-legs-desk.service", "8003")
        until(lambda: all(tried.is_ready(port) for port in ("8001", "8002", "8003")))
        tried.start_nginx()
        until(lambda: _answers(tried))
        for check in CHECKS:
            check(tried)
            print(f"ok: {(check.__doc__ or '').splitlines()[0]}", flush=True)
    print("nginx.conf and the units do what they promise.")
    return 0


def _verify_units() -> None:
    """Let systemd read the units, where it is installed."""
    if not shutil.which("systemd-analyze"):
        print("systemd is not here: the units' syntax is not checked.")
        return
    with tempfile.TemporaryDirectory() as name:
        for unit in HERE.glob("calm-legs*.*"):
            text = unit.read_text().replace(
                "/opt/calm-legs/.venv/bin/python", sys.executable
            )
            text = text.replace("/opt/calm-legs", str(ROOT))
            kept = unit.name.replace("calm-legs@.", "calm-legs@8001.")
            Path(name, kept.replace("run@.", "run@tidy.")).write_text(text)
        units = [str(each) for each in Path(name).glob("*.service")]
        units += [str(each) for each in Path(name).glob("*.timer")]
        done = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", *units],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        ours = [line for line in done.stderr.splitlines() if "calm-legs" in line]
        if ours:
            raise SystemExit("\n".join(ours))
    print("ok: systemd reads every unit")


def _answers(tried: Trial) -> bool:
    with suppress(OSError, http.client.HTTPException):
        return tried.get(PAGE).code == 200
    return False


# --- What is promised ------------------------------------------------------------------


def packed_once(tried: Trial) -> None:
    """brotli, gzip and plain pages come from the micro-cache, each as it was packed"""
    for accepted, coding in (("gzip, deflate, br", "br"), ("gzip", "gzip"), ("", None)):
        first = tried.get(PAGE, Accept_Encoding=accepted)
        second = tried.get(PAGE, Accept_Encoding=f"{accepted},x" if accepted else "")
        assert first.headers.get("content-encoding") == coding, first.headers
        assert second.headers["x-cache"] == "HIT", second.headers
        assert second.body == first.body
        assert first.headers["strict-transport-security"]
    tag = tried.get(PAGE, Accept_Encoding="br").headers["etag"]
    assert tried.get(PAGE, Accept_Encoding="br", If_None_Match=tag).code == 304


def not_shared(tried: Trial) -> None:
    """what is not the same for all is not cached: the desk, searches, / and errors"""
    for path in ("/", f"{PAGE}?utm_source=x", "/nothing/", "/desk/account/login/"):
        answers = [tried.get(path, Accept_Language="nb") for _ in range(2)]
        assert "HIT" not in {each.headers.get("x-cache") for each in answers}, path
    assert tried.get("/", Accept_Language="nb").headers["location"] == "/nb/"
    login = tried.get("/desk/account/login/")
    assert login.code == 200, login
    assert "no-store" in login.headers["cache-control"]


def strangers(tried: Trial) -> None:
    """another Host header is hung up on, and http leads to https"""
    try:
        answered = tried.get("/fr/", host="evil.example").code
    except (OSError, http.client.HTTPException):
        answered = 0
    assert answered == 0
    plain = http.client.HTTPConnection("127.0.0.1", tried.ports["80"], timeout=10)
    plain.request("GET", PAGE, headers={"Host": HOST})
    moved = plain.getresponse()
    assert (moved.status, moved.headers["Location"]) == (301, f"https://{HOST}{PAGE}")
    plain.close()


def published(tried: Trial) -> None:
    """a publish is seen through nginx within two seconds of its commit"""
    tried.get(HISTORY)
    tried.python("-m", "bench.serving.publishing", "1")
    took = until(lambda: b"Change number 0" in tried.get(HISTORY).body)
    print(f"    seen after {took:.2f} s")


def rolling_restart(tried: Trial) -> None:
    """both servers are restarted, one killed, under load: no request is lost"""
    over, codes = threading.Event(), []

    def read() -> None:
        turn = 0
        while not over.is_set():
            turn += 1  # an address that is not cached, so that a server is asked
            answer = tried.get(f"{PAGE}?turn={turn}")
            # What the exported copy answers has no X-Cache: no server was found.
            codes.append(answer.code if "x-cache" in answer.headers else 0)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    try:
        for name, how in (("8001", signal.SIGTERM), ("8002", signal.SIGTERM),
                          ("8001", signal.SIGKILL)):  # fmt: skip
            tried.stop(name, how)
            tried.start(name, "calm-legs@.service", name)
            until(lambda: tried.is_ready(name))  # noqa: B023
    finally:
        over.set()
        for reader in readers:
            reader.join(60)
    assert set(codes) == {200}, f"{sorted(set(codes))} in {len(codes)} answers"
    print(f"    {len(codes)} requests")


def nobody_left(tried: Trial) -> None:
    """with no server: the pages asked for lately, then the copy, then 503 in its language"""
    tried.get(PAGE)
    for name in ("8001", "8002"):
        tried.stop(name)
    until(lambda: tried.get(PAGE).headers.get("x-cache") in ("STALE", "UPDATING"))
    copied = tried.get("/es/")
    assert copied.code == 200, copied
    assert copied.body == (tried.folder / "copy/es/index.html").read_bytes()
    assert copied.headers["content-type"] == "text/html; charset=utf-8"
    style = re.findall(r'href="(/static/[^"]+\.css)"', copied.body.decode())[0]
    assert tried.get(style).headers["content-type"].startswith("text/css")
    lost = tried.get("/nb/nothing/")
    assert (lost.code, b'lang="nb"' in lost.body) == (503, True), lost
    assert b"112" in lost.body
    assert tried.get("/desk/account/login/").code == 200


CHECKS = (packed_once, not_shared, strangers, published, rolling_restart, nobody_left)


if __name__ == "__main__":
    sys.exit(main())
