"""Asking a served site one thing, and how it answered: for outages, where every answer is looked at as a whole."""

import http.client
import threading
import time
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urlencode

from kernel.web import HEADERS


@dataclass(frozen=True)
class Answer:
    """What came back, and after how many seconds. Status 0: nothing came."""

    status: int
    headers: dict
    body: bytes
    seconds: float

    def faults(self):
        """What an answer of an outage lacks."""
        lacks = [name for name in (*HEADERS, "Retry-After") if name.lower() not in self.headers]
        wrong = [] if self.status == 503 else [f"status {self.status}"]
        return wrong + lacks + ([] if b"</html>" in self.body or b'class="notice' in self.body else ["no page"])


def ask(port, path, method="GET", body=None, **headers):
    """One request on a connection of its own."""
    begun = time.monotonic()
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=40)) as connection:
        try:
            connection.request(method, path, body, headers)
            with closing(connection.getresponse()) as answer:
                return Answer(
                    answer.status,
                    {name.lower(): value for name, value in answer.headers.items()},
                    answer.read(),
                    time.monotonic() - begun,
                )
        except (OSError, http.client.HTTPException) as error:
            return Answer(0, {}, str(error).encode(), time.monotonic() - begun)


def act(ground, port, dice):
    """Somebody supports, votes or pledges; nobody takes back what may not be there, which writes nothing."""
    member, path = dice.choice(ground.members), "/removal"
    while path.endswith("/removal"):
        _, _, path, form = ground.an_act(member, dice)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"sid={ground.cookies[member]}",
        "Sec-Fetch-Site": "same-origin",
    }
    return ask(port, path, "POST", urlencode([("csrf_token", ground.tokens[member]), *form]), **headers)


class Asking:
    """Several threads that ask the same again and again while the block runs."""

    def __init__(self, *what):
        self.answers, self._stop = [[] for _ in what], threading.Event()
        self._threads = [threading.Thread(target=self._ask, args=pair) for pair in zip(what, self.answers, strict=True)]

    def _ask(self, what, answers):
        while not self._stop.is_set():
            answers.append(what())
            self._stop.wait(0.05)

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        for thread in self._threads:
            thread.join()


def until_well(port, path="/health", seconds=20):
    """Ask until the answer is 200; how long that took."""
    begun = time.monotonic()
    while time.monotonic() < begun + seconds:
        if ask(port, path).status == 200:
            return time.monotonic() - begun
    raise AssertionError(f"not well again within {seconds} s")
