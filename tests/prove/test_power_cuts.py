"""The power goes at the moment of an answer: all that the site has acknowledged on SQLite is on the disk, at each of them.
With durability turned down the same test must find losses, or it would prove nothing.
"""

import json
import os
import random
import sys

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from kernel import sqlite
from tests.prove.ground import Ground, stored_in
from tests.prove.hooking import cannot
from tests.prove.power import Disk, notes
from tests.prove.promises import Promises
from tests.prove.voices import speaking, until_answered


@pytest.fixture(autouse=True)
def _watchable():
    if cannot():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(cannot())


def recorded(launcher, folder, answers, synchronous=""):
    """The files before a server ran, and its log until it had acknowledged so many acts."""
    ground, promises = Ground(folder), Promises()
    before = {str(path): path.read_bytes() for path in folder.glob("ground.sqlite*")}
    log = folder / "log"
    watched = {"WATCH": str(log), "WATCHED": str(ground.file), "WATCH_SYNCHRONOUS": synchronous}
    served = launcher.server({**ground.environ, **watched}, watching=True)
    with served as server, speaking(ground, server.port, random.Random(3), promises) as stop:
        until_answered(promises, answers, stop, 60 + answers / 4)
    return Disk(before), log


def losses(disk, log, folder, dice=None):
    """(answers walked, what was lost at which of them, what was corrupt); with dice, some unsynced writes get through."""
    promises, walked, lost, corrupt = Promises(), 0, [], []
    for head, data in notes(log):
        disk.hear(head, data)
        if head["what"] not in ("asked", "answered"):
            continue
        thing, value = told(head["act"])
        if head["what"] == "asked":
            promises.ask(thing, value)
        elif head["status"].startswith("303"):
            promises.acknowledge(thing, promises.last(thing))
            walked += 1
            stored, verdict = found_on(disk.lucky_cut(dice) if dice else disk.cut(), folder)
            lost += [(walked, broken)] if (broken := promises.broken(stored)) else []
            corrupt += [(walked, verdict)] if verdict != "ok" else []
    return walked, lost, corrupt


def told(act):
    """The thing and its value as Ground.an_act() gave them."""
    thing, value = json.loads(act)
    return tuple(thing), tuple(value) if isinstance(value, list) else value


def found_on(files, folder):
    """What a site that starts on these files finds, and SQLite's verdict on them."""
    for path in folder.iterdir():
        path.unlink()
    for path, content in files.items():
        if not path.endswith("-shm"):
            (folder / path.rpartition("/")[2]).write_bytes(content)
    engine = create_engine(f"sqlite:///{folder}/ground.sqlite", module=sqlite.driver, poolclass=NullPool)
    with Session(engine) as session:
        return stored_in(session), session.execute(text("pragma integrity_check")).scalar()


def judge(launcher, tmp_path, capsys, answers):
    folder = tmp_path / "cut"
    folder.mkdir()
    disk, log = recorded(launcher, tmp_path, answers)
    sure = losses(disk, log, folder)
    lucky = losses(Disk(disk.begun), log, folder, random.Random(4))
    with capsys.disabled():
        sys.stdout.write(f"\npower cut at {sure[0]} answers: {len(sure[1])} with a loss, {len(sure[2])} corrupt; ")
        sys.stdout.write(f"with some unsynced writes let through {len(lucky[1])} and {len(lucky[2])}\n")
    assert sure[0] >= answers
    assert sure[1:] == lucky[1:] == ([], [])


def test_a_power_cut_at_any_of_sixty_answers_loses_nothing_acknowledged(launcher, tmp_path, capsys):
    judge(launcher, tmp_path, capsys, 60)


@pytest.mark.prove
def test_a_power_cut_at_any_of_six_hundred_answers_loses_nothing_acknowledged(launcher, tmp_path, capsys):
    judge(launcher, tmp_path, capsys, 600)


@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
def test_with_durability_turned_down_a_power_cut_loses_what_was_acknowledged(launcher, tmp_path, capsys, synchronous):
    """The test can fail."""
    folder = tmp_path / "cut"
    folder.mkdir()
    walked, lost, _ = losses(*recorded(launcher, tmp_path, 60, synchronous), folder)
    with capsys.disabled():
        most = max((len(broken) for _, broken in lost), default=0)
        sys.stdout.write(
            f"\nsynchronous={synchronous}: losses at {len(lost)} of {walked} answers, up to {most} at one\n"
        )
    assert len(lost) > 30
