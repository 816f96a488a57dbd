"""A small site served as `flask serve` serves the whole one, by `python -m tests.served PORT`; and visitors on raw sockets.

The site's routes are what a server has trouble with: an upload, an answer of 40 MB that is made while it is sent, a file, and
an act that waits until the test lets it go on.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace

from flask import Flask, Response, request, send_file

from bench.serving import free_port
from kernel import jobs, serving, uploads
from kernel.gateway.bodies import Patience
from kernel.whole_file import WholeFile

ROOT = Path(__file__).parent.parent
SMALL_SECONDS = 1.5
LARGE, FILE = 40_000_000, 3_000_000
LENGTH = {"Content-Length": str(FILE)}
PART = b"0123456789abcdef" * 4096


def site():
    """The small site, for the settings in the environment."""
    app = Flask("small", static_folder=None)
    folder = Path(os.environ["DATA_DIR"])
    app.config.update(
        MAX_CONTENT_LENGTH=256 * 1024,
        DATA_DIR=folder,
        JOBS_URL="memory:",
        PATIENCE=Patience(small=SMALL_SECONDS),
        THREADS=2,
        ACCESS_LOG="ACCESS_LOG" in os.environ,
    )
    jobs.install(app, lambda: 0)
    uploads.install(app)
    views = {
        "/": lambda: "a page",
        "/large": lambda: Response(PART for _ in range(LARGE // len(PART))),
        "/file": lambda: send_file(folder / "file.bin", mimetype="application/octet-stream"),
        "/published": lambda: Response(WholeFile(folder / "file.bin"), headers=LENGTH, direct_passthrough=True),
        "/none": lambda: ("", 204),
        "/letters/<string:token>": lambda token: "a letter",
        "/umask": lambda: oct(os.umask(0o077)),
        "/headers": lambda: {name.lower(): value for name, value in request.headers},
        "/where": lambda: [request.remote_addr, request.script_root, request.path, request.environ["SERVER_PORT"]],
    }
    for rule, view in views.items():
        app.add_url_rule(rule, rule.strip("/").partition("/")[0] or "page", view)
    app.post("/echo")(lambda: request.get_data())
    app.post("/upload")(uploads.takes_pictures()(uploaded))
    app.post("/wait")(waited)
    return app


def uploaded():
    """How much came, after as long as a picture takes."""
    length = len(request.files["picture"].read())
    subprocess.run([sys.executable, "-c", "sum(range(3_000_000))"], check=True)
    return str(length)


def waited():
    """Wait for a byte at the gate, as a writer waits for a lock."""
    (Path(os.environ["DATA_DIR"]) / "waiting").touch()
    with open(os.environ["DATA_DIR"] + "/gate", "rb", buffering=0) as gate:
        gate.read(1)
    return "went on"


class Served:
    """The small site at a port of its own."""

    def __init__(self, running, port, folder):
        self.running, self.port, self.folder = running, port, folder
        self._gate = os.open(folder / "gate", os.O_RDWR)

    def told(self, words):
        """The next line of its output that holds these words; None when it ended before."""
        return next((line for line in self.running.stdout if words in line), None)

    def error(self, words):
        """The next line of its error output that holds these words."""
        return next((line for line in self.running.stderr if words in line), None)

    def whole_crew(self):
        """Whether all four processes run."""
        return [alive(pid) for pid in descendants(self.running.pid)] == [True] * 4

    def let_go(self, number):
        """Let so many of those who wait go on."""
        os.write(self._gate, b"." * number)

    def close(self):
        """Kill all that is left of it."""
        for pid in [self.running.pid, *descendants(self.running.pid)]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.running.communicate(timeout=20)
        os.close(self._gate)

    def line(self, read_buffer=None):
        """A connection to it; a small buffer makes a visitor who does not read felt at once."""
        line = socket.socket()
        if read_buffer:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, read_buffer)
        line.settimeout(20)
        line.connect(("127.0.0.1", self.port))
        return line

    def answer(self, raw):
        """The whole answer to these bytes, until the server closes."""
        with self.line() as line:
            line.sendall(raw)
            return whole(line)

    def get(self, path, *headers):
        """The status and the body of a page."""
        head, _, body = self.answer(_head(f"GET {path}", *headers, "Connection: close")).partition(b"\r\n\r\n")
        return int(head.split()[1]), body

    def crew(self):
        """Its processes besides the first: the server's own, those that answer, the worker."""
        server, worker = children(self.running.pid)
        return SimpleNamespace(server=server, web=children(server), worker=worker)


def whole(line):
    """All that comes until the other side closes."""
    parts = []
    with suppress(ConnectionResetError):
        while part := line.recv(1 << 16):
            parts.append(part)
    return b"".join(parts)


def post(path, length, *headers):
    """The head of a form's request, for raw sockets."""
    return _head(f"POST {path}", f"Content-Length: {length}", "Connection: close", *headers)


def picture(length):
    """An upload of this many bytes, as a browser sends it."""
    head = b'--x\r\nContent-Disposition: form-data; name="picture"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
    body = head + b"p" * length + b"\r\n--x--\r\n"
    return post("/upload", len(body), "Content-Type: multipart/form-data; boundary=x") + body


def _head(what, *headers):
    return "\r\n".join([f"{what} HTTP/1.1", "Host: small.example", *headers, "", ""]).encode()


def children(pid):
    """The numbers of a process's children, oldest first."""
    found = Path(f"/proc/{pid}/task").glob("*/children")
    return sorted(int(child) for task in found for child in task.read_text().split())


def descendants(pid):
    """The numbers of its children, their children and so on, parents first."""
    return [one for child in children(pid) for one in (child, *descendants(child))]


def alive(pid):
    """Whether this process runs; one that waits to be buried does not."""
    with suppress(FileNotFoundError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    return False


def until(holds, seconds=20):
    """Wait until this holds; fail when it does not in time."""
    ends = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends, "it did not come to pass"
        os.sched_yield()


def start(port, folder, **environ):
    """Begin to serve it there."""
    own = {**os.environ, "DATA_DIR": str(folder), **environ}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "cwd": ROOT}
    return subprocess.Popen([sys.executable, "-m", "tests.served", str(port)], env=own, **pipes)


@contextmanager
def served(folder, **environ):
    """Serve the small site, its files in this folder; nothing of it is left afterwards."""
    (folder / "file.bin").write_bytes(os.urandom(FILE))
    os.mkfifo(folder / "gate")
    port = free_port()
    running = start(port, folder, **environ)
    site = Served(running, port, folder)
    try:
        assert site.told("Commonmade is at")
        yield site
    finally:
        site.close()


if __name__ == "__main__":
    serving.SITE = "tests.served:site"
    sys.exit(serving.serve("127.0.0.1", int(sys.argv[1]), 2))
