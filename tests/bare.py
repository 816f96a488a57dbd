"""A bare site for the hours before app.py exists: every table that can be imported, and no pages."""

import importlib
import sys
from pathlib import Path

from flask import Flask

from kernel.database import db, install
from kernel.events import subscribe

ROOT = Path(__file__).parent.parent


def create_app(settings):
    """Tables, events and a context; nothing else."""
    app = Flask("commonmade", root_path=str(ROOT))
    app.config.update(SECRET_KEY=settings.secret_key, SETTINGS=settings, TESTING=True)
    app.config.update(SQLALCHEMY_DATABASE_URI=settings.database_url)
    db.init_app(app)
    for package in ("kernel", "members", "governance", "ideas", "commerce"):
        for file in sorted((ROOT / package).rglob("*.py")):
            name = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            try:
                module = importlib.import_module(name)
            except ImportError as missing:
                sys.stderr.write(f"{name}: {missing}\n")
                continue
            subscribe(getattr(module, "SUBSCRIPTIONS", []))
    with app.app_context():
        install(db.engine)
    return app


def create_all():
    """Create the tables whose references can all be found yet."""
    tables, found = db.metadata.tables, None
    ready = set(tables)
    while found != ready:
        found = set(ready)
        ready = {n for n in found if all(k.target_fullname.split(".")[0] in found for k in tables[n].foreign_keys)}
    for missing in sorted(set(tables) - ready):
        sys.stderr.write(f"table {missing} waits for another\n")
    db.metadata.create_all(db.engine, tables=[tables[name] for name in ready])
