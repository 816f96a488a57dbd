"""The site on a database of its own, served by two processes at two addresses, and members who post to either."""

import http.client
import json
import secrets
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlencode

from flask import g
from sqlalchemy import select

from app import create_app
from bench import serving, visits
from config import settings_from
from kernel.csrf import csrf_token
from kernel.database import db
from members.sessions.session import MemberSession
from tests.ideas.voting import voters
from tests.prove.crew import FOUND

FORM = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
WAIT = 60  # seconds for one answer, on a machine that does other things too


@dataclass(frozen=True)
class Answer:
    """What a browser sees of an answer to a form: where it is sent, or that it was refused."""

    status: int
    location: str | None
    fresh: str | None = None

    @property
    def done(self):
        """Whether the act was acknowledged."""
        return self.status == 303


class ServedTwice:
    """Two server processes, the test's own application beside them, and as many signed-in members as are asked for.

    Use it as a context. The test reads and commands through its own application, whose context is pushed meanwhile.
    """

    def __init__(self, folder, database):
        self.environ = serving.environment(folder, "races", DATABASE_URL=database, PAGE_CACHE_SECONDS="0")
        self.app = create_app(settings_from(self.environ))
        self._signed_in, self._turn, self._ends = {}, count(), ExitStack()

    def __enter__(self):
        self._ends.enter_context(self.app.app_context())
        self._ends.callback(lambda: (db.session.remove(), db.engine.dispose()))
        db.create_all()
        self.ports = [serving.free_port() for _ in range(2)]
        self._start()
        return self

    def __exit__(self, *_):
        self._ends.close()

    def _start(self):
        command = [sys.executable, "-m", "tests.prove.crew", *map(str, self.ports)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self._crew = subprocess.Popen(command, env=self.environ, **pipes)
        self._ends.callback(lambda: (self._crew.communicate(timeout=30), self._crew.wait(30)))
        for port in self.ports:
            serving.wait(port, self._crew)

    def begin_closing(self, slug):
        """Have two workers tick from now on until this round is counted."""
        self._crew.stdin.write(f"{slug}\n")
        self._crew.stdin.flush()

    def closed(self):
        """What each of those workers found, once both are done."""
        told = next(line for line in self._crew.stdout if line.startswith(FOUND))
        return json.loads(told.removeprefix(FOUND))

    def people(self, number):
        """The ids of that many members of long standing, signed in; the same ones each time."""
        missing = number - len(self._signed_in)
        if missing > 0:
            ids = [member.id for member in voters(missing)]
            cookies = visits.sign_in_everybody(ids)
            kept = select(MemberSession.member_id, MemberSession.csrf_secret).where(MemberSession.member_id.in_(ids))
            secret_of = dict(db.session.execute(kept).all())
            for member, cookie in zip(ids, cookies, strict=True):
                self._signed_in[member] = (cookie, self._token(secret_of[member]))
            db.session.remove()
        return list(self._signed_in)[:number]

    def _token(self, secret):
        with self.app.app_context(), self.app.test_request_context():
            g.session_secret = secret
            return csrf_token()

    def post(self, member, path, *fields, once=None, htmx=False, server=None):
        """Send this form as the member's browser does, to this server or to each in turn."""
        with closing(self._sent(member, path, fields, once, htmx, server)) as line:
            answer = line.getresponse()
            answer.read()
        return Answer(answer.status, answer.headers["Location"], answer.headers["HX-Refresh"])

    def cut_off(self, member, path, *fields, once):
        """Send this form and hang up before the answer."""
        self._sent(member, path, fields, once, False, None).close()

    def _sent(self, member, path, fields, once, htmx, server):
        cookie, token = self._signed_in[member]
        body = urlencode([("csrf_token", token), ("once", once or a_key()), *fields])
        headers = {**FORM, "Cookie": f"sid={cookie}", "Referer": f"http://127.0.0.1/opened-by/{member}"}
        headers |= {"HX-Request": "true", "HX-Request-Type": "partial"} if htmx else {}
        place = next(self._turn) % 2 if server is None else server
        line = http.client.HTTPConnection("127.0.0.1", self.ports[place], timeout=WAIT)
        line.request("POST", path, body, headers)
        return line

    def command(self, *words):
        """What `flask --app app …` says; it must succeed."""
        ran = self.app.test_cli_runner().invoke(args=list(map(str, words)))
        assert ran.exit_code == 0, ran.output
        return ran.output


def a_key():
    """What a form carries so that it counts once."""
    return secrets.token_hex(16)


def at_once(threads, errands):
    """Run these from so many threads, in their order; returns what each gave, and raises what one raised.

    The test's own session is let go meanwhile: a database ends one that idles inside a transaction.
    """
    db.session.remove()
    with ThreadPoolExecutor(threads) as crew:
        return [errand.result() for errand in [crew.submit(errand) for errand in errands]]
