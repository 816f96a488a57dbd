"""What a command pays before it begins: it loads nothing that only a server, the worker or one act needs."""

import os
import subprocess
import sys

from tests.source import ROOT

HEAVY = ("huey", "psycopg", "granian", "nacl", "zxcvbn", "redis")
LOOK = f"import app, sys; app.create_app(); print(*[name for name in {HEAVY} if name in sys.modules])"


def test_a_command_loads_no_driver_and_no_server(tmp_path):
    ours = {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": "a long key that is only for this test, 8f3k",
    }
    ran = subprocess.run([sys.executable, "-c", LOOK], cwd=ROOT, env=ours, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []


def test_what_was_put_off_while_loading_is_looked_through_afterwards(tmp_path):
    look = "import app, gc; before = gc.isenabled(); app.create_app(); print(before, gc.isenabled())"
    ours = {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": "a long key that is only for this test, 8f3k",
    }
    ran = subprocess.run([sys.executable, "-c", look], cwd=ROOT, env=ours, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "True"]
