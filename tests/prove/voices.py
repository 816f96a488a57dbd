"""Eight voices act as fast as they can over HTTP: support and take back, cast and replace a ballot, pledge and change it."""

import http.client
import json
import random
import threading
import time
from contextlib import closing, contextmanager, suppress
from urllib.parse import urlencode

VOICES = 8
KINDS = ("support", "ballot", "pledge")


@contextmanager
def speaking(ground, port, dice, promises):
    """The voices speak until the block ends; yields an event that ends it sooner. Each has members of its own."""
    stop = threading.Event()
    voices = [
        threading.Thread(target=_speak, args=(ground, port, stop, random.Random(dice.random()), promises, place))
        for place in range(VOICES)
    ]
    for voice in voices:
        voice.start()
    try:
        yield stop
    finally:
        stop.set()
        for voice in voices:
            voice.join()


def until_answered(promises, more, stop, seconds=60):
    """Wait until the site has said yes so many times more, and to each kind of act once more. Raises TimeoutError."""
    before, until = promises.answers.copy(), time.monotonic() + seconds
    while promises.answers.total() < before.total() + more or any(promises.answers[k] == before[k] for k in KINDS):
        if time.monotonic() > until:
            raise TimeoutError(f"{promises.answers - before} in {seconds} s; {more} were to come")
        stop.wait(0.01)


def _speak(ground, port, stop, dice, promises, place):
    members = ground.members[place::VOICES]
    while not stop.is_set():
        thing, value, path, form = ground.an_act(dice.choice(members), dice)
        said = promises.ask(thing, value)
        if _posted(ground, port, thing[1], path, form, json.dumps([thing, value])):
            promises.acknowledge(thing, said)


def _posted(ground, port, member, path, form, act):
    """Whether the site answered that it is done. Its being gone is no answer."""
    body = urlencode([("csrf_token", ground.tokens[member]), *form])
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"sid={ground.cookies[member]}",
        "Sec-Fetch-Site": "same-origin",
        "X-Act": act,
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    with suppress(OSError, http.client.HTTPException), closing(connection):
        connection.request("POST", path, body, headers)
        with closing(connection.getresponse()) as answer:
            answer.read()
            return answer.status == 303 and "sign-in" not in answer.headers["Location"]
    return False
