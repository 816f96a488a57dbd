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
