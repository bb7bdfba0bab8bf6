"""A PostgreSQL server for the tests that need one; `python -m tests.postgres` makes it available once.

Order: one whose programs are there (``POSTGRES_BIN``, the PATH, or Debian's folders), else Debian's package when root
on Debian. The tests never skip: without a server they fail and say what to install.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
MISSING = (
    "The store's tests need PostgreSQL's programs (initdb, pg_ctl): install Debian's package postgresql, "
    "or name their folder with POSTGRES_BIN=/path/to/bin."
)
PATIENCE = 300
"""Seconds in which the server has to be up, or down: a busy machine may take its time."""
# Quick to start and to forget: nothing in it outlives the tests.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "16MB",
    "max_connections": "50",
}


def find_programs() -> Path | None:
    """The folder of PostgreSQL's server programs, or None."""
    given = os.environ.get("POSTGRES_BIN")
    if given:
        return Path(given) if (Path(given) / "initdb").exists() else None
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    folders = [path.parent for path in DEBIAN.glob("*/bin/initdb")]
    return max(folders, key=lambda folder: float(folder.parent.name), default=None)


def ensure_postgres() -> Path:
    """Install PostgreSQL when there is none.

    Raises
    ------
    SystemExit
        When it cannot be had.
    """
    found = find_programs()
    if not found and Path("/etc/debian_version").exists() and os.geteuid() == 0:
        print("No PostgreSQL found: installing Debian's package …", file=sys.stderr)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        # The package would start a server of its own on a fixed port; the tests start theirs where they want it.
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "postgresql"]
        subprocess.run(command, check=False, env=environment)
        found = find_programs()
    if not found:
        sys.exit(MISSING)
    return found


@dataclass(frozen=True)
class Cluster:
    """A server on a socket in a folder of its own, which can be stopped, started and frozen."""

    programs: Path
    folder: Path
    user: pwd.struct_passwd | None

    @property
    def url(self) -> str:
        """Of its database."""
        return f"postgresql+psycopg://tests@/postgres?host={self.folder}"

    def start(self) -> None:
        """Start it, and wait until it is up."""
        settings = [f"-c {name}={value or chr(39) * 2}" for name, value in SETTINGS.items()]
        options = " ".join([f"-k {self.folder}", *settings])
        self._control("-l", self.folder / "log", "-o", options, "start")

    def stop(self) -> None:
        """Stop it at once, whoever is connected."""
        self._control("-m", "immediate", "stop")

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Within, the server and all who serve its connections stand still; they keep their sockets open."""
        leader = int((self.folder / "data" / "postmaster.pid").read_text(encoding="ascii").splitlines()[0])
        every = [leader, *map(int, Path(f"/proc/{leader}/task/{leader}/children").read_text(encoding="ascii").split())]
        for process in every:
            os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in every:
                os.kill(process, signal.SIGCONT)

    def _control(self, *more: object) -> None:
        _run(self.user, self.programs / "pg_ctl", "-D", self.folder / "data", "-w", "-t", PATIENCE, *more)


@contextmanager
def postgres() -> Iterator[str]:
    """A fresh server; gives the URL of its database, and ends it. Raises as `cluster`."""
    with cluster() as server:
        yield server.url


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A fresh server on a socket in a temporary folder, started; it is ended afterwards.

    Raises
    ------
    RuntimeError
        When PostgreSQL's programs are not there or the server does not start.
    """
    programs = find_programs()
    if programs is None:
        raise RuntimeError(MISSING)
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # a short name: a socket's path has at most 107 letters
    user = _unprivileged()
    try:
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)
        data = folder / "data"
        _run(user, programs / "initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        server = Cluster(programs, folder, user)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged() -> pwd.struct_passwd | None:
    """Whom to run the server as when the tests run as root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("PostgreSQL does not run as root, and there is neither a user postgres nor nobody")


def _run(user: pwd.struct_passwd | None, *command: object) -> None:
    who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    done = subprocess.run(
        [str(part) for part in command],
        cwd="/",
        env={"PATH": os.defpath, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if "start" not in command else subprocess.DEVNULL,  # the server would hold the pipe
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        **who,
    )
    if done.returncode:
        raise RuntimeError(f"{Path(str(command[0])).name} failed: {(done.stdout or 'see its log').strip()[-500:]}")


if __name__ == "__main__":
    print("PostgreSQL:", ensure_postgres())
