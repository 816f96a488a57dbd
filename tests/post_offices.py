"""Mail servers of the bad kinds, on the loopback address: one that never answers, and one whose every answer a test decides."""

import socket
import socketserver
import threading
from contextlib import contextmanager, suppress

import pytest


class _Talk(socketserver.StreamRequestHandler):
    """One connection: each command is answered by what the office says, and a letter is kept once it is taken."""

    def setup(self):
        super().setup()
        self.office = self.server.office
        self.office.connections += 1

    def handle(self):
        with suppress(OSError):  # the site may hang up, too
            self.talk()

    def talk(self):
        """Answer until one of the two ends it."""
        self.say("220 here")
        to = None
        while line := self.rfile.readline():
            verb = line.split(b" ")[0].split(b":")[0].strip().upper().decode()
            if verb == "RCPT":
                to = line.split(b"<")[1].split(b">")[0].decode()
            if verb == "MAIL" and self.office.hangs_up == "with 421" and to:
                self.say("421 4.7.0 enough for one connection")
                return
            if verb == "DATA":
                if not self.take(to):
                    return
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say(self.office.answers(verb, to))

    def take(self, to):
        """The letter after DATA; False when the office hangs up after it."""
        self.say("354 go on")
        while self.rfile.readline() not in (b".\r\n", b""):
            pass
        answer = self.office.answers("DATA", to)
        if answer.startswith("2"):
            self.office.taken.append(to)
        self.say(answer)
        return self.office.hangs_up != "silently"

    def say(self, words):
        while self.office.drips and words != "220 here" and not self.office.drips.wait(0.05):
            self.wfile.write(b"250-one moment\r\n")
        self.wfile.write(words.encode() + b"\r\n")


class Office:
    """Set `refuses[verb]` or `refuses[address]` to an answer; `hangs_up` to end each connection
    after one letter, “silently” or “with 421”;
    `drips` to an Event to never come to the end of an answer until it is set."""

    def __init__(self, port):
        self.url = f"smtp://127.0.0.1:{port}"
        self.taken, self.refuses, self.hangs_up, self.connections = [], {}, None, 0
        self.drips = None

    def answers(self, verb, to):
        """What to say to this command about this address."""
        if verb in self.refuses:
            return self.refuses[verb]
        return self.refuses.get(to, "250 ok") if verb == "RCPT" else "250 ok"


@contextmanager
def mail_to(app, url, timeout=0.3):
    """The site's letters go there."""
    before = {name: app.config[name] for name in ("MAIL_URL", "MAIL_TIMEOUT")}
    app.config.update(MAIL_URL=url, MAIL_TIMEOUT=timeout)
    yield
    app.config.update(before)


@pytest.fixture
def office(lite_app):
    """A mail server that does what a test tells it, with the site's letters going there."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Talk) as server:
        server.daemon_threads = True
        server.office = Office(server.server_address[1])
        threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        with mail_to(lite_app, server.office.url):
            yield server.office
        server.shutdown()


@contextmanager
def silent():
    """The address of a server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listening:
        yield f"smtp://127.0.0.1:{listening.getsockname()[1]}"
