"""What only a command line needs beside the site: its migrations, the demo world, and a look at the tables before each
command. A server process never loads them.
"""

from __future__ import annotations

import os
import sys

from flask import Flask
from flask_migrate import Migrate

from config import HERE
from demo.command import seed
from kernel.database import db
from kernel.outage import end_plainly
from kernel.readiness import asking_first

THEMSELVES = {"db", "serve", "worker"}  # one makes the tables, the others wait for the database and then look


def install(app: Flask) -> None:
    """Add `flask db …` and `flask seed`, and have every command that needs tables ask for them first."""
    os.environ["FLASK_DEBUG"] = "1" if app.debug else "0"  # flask asks it again after us, and takes "off" for on
    Migrate(app, db, directory=str(HERE / "migrations"), render_as_batch=True)
    app.cli.add_command(seed)
    for name, command in app.cli.commands.items():
        if name not in THEMSELVES:
            app.cli.commands[name] = asking_first(command)
    sys.excepthook = end_plainly
