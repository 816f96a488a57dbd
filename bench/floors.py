"""The floors: R renders 30 rows, S reads them with a session and its user, W inserts one row and commits."""

from __future__ import annotations

import os

from flask import Flask, render_template_string, request
from sqlalchemy import select
from sqlalchemy.orm import joinedload

import app as site  # noqa: F401  (so that every table is known)
from bench import prose
from ideas.concepts.concept import Concept
from kernel import database, sqlite
from members.sessions.opening import token_hash
from members.sessions.session import MemberSession

LIST = """<!doctype html><html lang="en"><head><title>Concepts</title></head><body><h1>Concepts</h1>
{% if user %}<p>{{ user.name }}</p>{% endif %}<ul>{% for row in rows %}
<li><a href="/concepts/{{ row.id }}">{{ row.title }}</a><p>{{ row.summary }}</p><b>{{ row.supports_count }}</b></li>
{% endfor %}</ul></body></html>"""
TABLE = "create table if not exists floor (id integer primary key, words text)"


def create():
    """A bare Flask application over the same database file."""
    app = Flask("floors")
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"module": sqlite.driver, "pool_size": 16}
    database.db.init_app(app)
    with app.app_context():
        database.install(database.db.engine)
        with database.transaction() as session:
            session.connection().exec_driver_sql(TABLE)
    fixed = [{"id": n, "title": prose.title(n), "summary": prose.sentence(n), "supports_count": n} for n in range(30)]

    @app.get("/r")
    def rendered():
        return render_template_string(LIST, rows=fixed, user=None)

    @app.get("/s")
    def read():
        wanted = select(MemberSession).where(MemberSession.token_hash == token_hash(request.cookies["sid"]))
        session = database.db.session.scalar(wanted.options(joinedload(MemberSession.member)))
        rows = database.db.session.scalars(select(Concept).where(Concept.round_id == 1).limit(30)).all()
        return render_template_string(LIST, rows=rows, user=session.member)

    @app.post("/w")
    def written():
        with database.transaction() as session:
            session.connection().exec_driver_sql("insert into floor (words) values ('one row')")
        return "", 204

    return app
