"""What a command pays before it begins, and that it runs as its settings say."""

import os
import subprocess
import sys

import pytest

from tests.source import ROOT

HEAVY = ("huey", "psycopg", "granian", "nacl", "zxcvbn", "redis")


def run(folder, code, **settings):
    """What this code prints in a process of its own."""
    ours = {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(folder),
        "SECRET_KEY": "for this test alone: 8f3k2m-0123456789",
        **settings,
    }
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=ours, capture_output=True, text=True, check=True)
    return ran.stdout.split()


def test_a_command_loads_no_driver_and_no_server(tmp_path):
    look = f"import app, sys; app.create_app(); print(*[name for name in {HEAVY} if name in sys.modules])"
    assert run(tmp_path, look) == []


def test_what_was_put_off_while_loading_is_looked_through_afterwards(tmp_path):
    look = "import app, gc; before = gc.isenabled(); app.create_app(); print(before, gc.isenabled())"
    assert run(tmp_path, look) == ["False", "True"]


@pytest.mark.parametrize(("typed", "on"), [("off", False), ("no", False), ("1", True)])
def test_a_switch_that_is_off_is_off_for_flasks_own_commands(tmp_path, typed, on):
    look = "from flask.cli import ScriptInfo; print(ScriptInfo('app').load_app().debug)"
    assert run(tmp_path, look, FLASK_DEBUG=typed) == [str(on)]
