"""A real PostgreSQL for the tests: the installed server's own binaries on a socket."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

INSTALL = "apt-get install -y postgresql"


def binaries() -> Path | None:
    """The folder of the newest installed server's programs."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parts[-3]),
    )
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@contextmanager
def server() -> Iterator[str]:
    """Start a server of our own, give its DATABASE_URL, and stop and delete it."""
    programs = binaries()
    if programs is None:
        raise SystemExit(f"No PostgreSQL server is installed. Type: {INSTALL}")
    folder = Path(
        tempfile.mkdtemp(prefix="calm-pg-", dir="/tmp")
    )  # a socket's path is short
    user = _unprivileged(folder)
    _run(user, programs / "initdb", "-D", folder / "data", "-A", "trust", "-U", "calm",
         "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")  # fmt: skip
    options = f"-k {folder} -h '' -c fsync=off -c max_connections=200"
    _run(user, programs / "pg_ctl", "-D", folder / "data", "-w", "-o", options,
         "-l", folder / "log", "start")  # fmt: skip
    try:
        _run(user, programs / "createdb", "-h", folder, "-U", "calm", "calm")
        yield f"postgres://calm@/calm?host={folder}"
    finally:
        _run(
            user, programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop"
        )
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged(folder: Path) -> pwd.struct_passwd | None:
    """The server refuses to run as root: then it runs as somebody else."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, user.pw_uid, user.pw_gid)
        folder.chmod(0o755)
        return user
    raise SystemExit("As root, the tests need the user postgres or nobody.")


def _run(user: pwd.struct_passwd | None, *command: object) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
        cwd="/",
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"PostgreSQL: {command[0]} failed.\n{done.stdout}")
