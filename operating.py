"""What only a command line needs beside the site: its migrations and the demo world. A server process never loads them."""

from __future__ import annotations

import sys

from flask import Flask
from flask_migrate import Migrate

from config import HERE
from demo.command import seed
from kernel.database import db
from kernel.outage import end_plainly


def install(app: Flask) -> None:
    """Add `flask db …` and `flask seed`."""
    Migrate(app, db, directory=str(HERE / "migrations"), render_as_batch=True)
    app.cli.add_command(seed)
    sys.excepthook = end_plainly
