"""The thread of a serving process that stores, minute by minute, what its pages have shown."""

from __future__ import annotations

import atexit
from threading import Event, Lock, Thread

from flask import Flask

from ideas.exposure.notebook import Notebook
from ideas.exposure.storing import store
from kernel.database import db, transaction

_starting = Lock()


def install(app: Flask) -> None:
    """Give the app its notebook. The thread starts with the first showing, in the process that serves."""
    app.extensions["showings"] = Notebook()


def flush(app: Flask) -> int:
    """Store what waits, in a transaction of its own. Returns how many concepts it was. What fails waits for the next time."""
    notebook: Notebook = app.extensions["showings"]
    taken = notebook.take()
    if not taken:
        return 0
    try:
        with transaction():
            return store(taken)
    except Exception:
        notebook.put_back(taken)
        raise


def start(app: Flask) -> None:
    """Begin to store each SHOWINGS_SECONDS, unless this process does already; 0 never does."""
    with _starting:
        if "showings thread" in app.extensions or not app.config["SHOWINGS_SECONDS"]:
            return
        ending = app.extensions["showings thread"] = Event()
    Thread(target=_keep_storing, args=(app, ending), name="showings", daemon=True).start()
    atexit.register(_store_once, app)


def _keep_storing(app: Flask, ending: Event) -> None:
    while not ending.wait(app.config["SHOWINGS_SECONDS"]):
        _store_once(app)


def _store_once(app: Flask) -> None:
    with app.app_context():
        try:
            flush(app)
        except Exception as error:  # the database is busy or away: the next minute stores it
            app.logger.warning("showings not stored: %s", error)
        finally:
            db.session.remove()
