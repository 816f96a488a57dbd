"""A real server on a real file, members who support over HTTP, and a kill -9 of every process at a random moment."""

import http.client
import os
import random
import re
import signal
import subprocess
import sys
import threading
from contextlib import closing, suppress
from urllib.parse import urlencode

from sqlalchemy import select, text

from app import create_app
from bench import serving, visits
from config import settings_from
from ideas.concepts.concept import Concept
from ideas.supports.support import Support
from kernel.database import db
from tests.cast import a_member
from tests.ideas.concepts_in_rounds import a_concept
from tests.ideas.forums_and_rounds import a_forum, a_round

MEMBERS, CONCEPTS, VOICES = 40, 50, 8
TOKEN = re.compile(r'name="csrf_token" value="([0-9a-f]+)"')


class Ground:
    """The site under test: its file, its members' cookies and tokens, and what it acknowledged."""

    def __init__(self, folder):
        self.environ = serving.environment(folder, "kills", PAGE_CACHE_SECONDS="0")
        self.app = create_app(settings_from(self.environ))
        self.acknowledged = set()
        with self.app.app_context():
            db.create_all()
            people = [a_member(f"Member {n}", email=f"m{n}@people.example") for n in range(MEMBERS)]
            forum = a_forum()  # held, because the session holds its rows only weakly
            round_ = a_round(forum=forum)
            authors = [people[n % MEMBERS] for n in range(CONCEPTS)]
            self.concepts = [a_concept(one, round_, title=f"Concept {n}").id for n, one in enumerate(authors)]
            self.members = [one.id for one in people]
            cookies = visits.sign_in_everybody(range(self.members[0], self.members[-1] + 1))
            self.cookies = dict(zip(self.members, cookies, strict=True))
            db.session.remove()
            db.engine.dispose()
        client = self.app.test_client()
        self.tokens = {}
        for member, cookie in self.cookies.items():
            client.set_cookie("sid", cookie)
            self.tokens[member] = TOKEN.search(client.get("/me").get_data(as_text=True)).group(1)
        with self.app.app_context():
            db.engine.dispose()

    def one_life(self, dice):
        """Serve, let eight voices support as fast as they can, and kill everything after up to a second."""
        port = serving.free_port()
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "app:for_serving"]
        options = ["--host", "127.0.0.1", "--port", str(port), *serving.OPTIONS]
        server = subprocess.Popen([*command, *options], env=self.environ, start_new_session=True)
        serving.wait(port, server)
        stop = threading.Event()
        voices = [threading.Thread(target=self._voice, args=(port, stop, dice.random())) for _ in range(VOICES)]
        for voice in voices:
            voice.start()
        stop.wait(0.2 + dice.random())
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        stop.set()
        for voice in voices:
            voice.join()

    def _voice(self, port, stop, seed):
        dice = random.Random(seed)
        while not stop.is_set():
            member, concept = dice.choice(self.members), dice.choice(self.concepts)
            body = urlencode({"csrf_token": self.tokens[member]})
            headers = {
                "Content-Type": "application/x-www-form-urlencoded",
                "Cookie": f"sid={self.cookies[member]}",
                "Sec-Fetch-Site": "same-origin",
            }
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            with suppress(OSError, http.client.HTTPException), closing(connection):
                connection.request("POST", f"/concepts/{concept}/support", body, headers)
                with closing(connection.getresponse()) as answer:
                    if answer.status == 303:
                        self.acknowledged.add((member, concept))

    def stored(self):
        """What the file holds after all that: the supports, each concept's count, and SQLite's own verdict."""
        with self.app.app_context():
            rows = {tuple(row) for row in db.session.execute(select(Support.member_id, Support.concept_id))}
            counts = dict(db.session.execute(select(Concept.id, Concept.supports_count)).all())
            verdict = db.session.execute(text("pragma integrity_check")).scalar()
            db.session.remove()
            db.engine.dispose()
        return rows, counts, verdict
