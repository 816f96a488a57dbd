"""The same demo world on PostgreSQL, told once in one test: what it stores and what its pages ask differ by engine."""

import re

from app import create_app
from governance.record.verifying import verify
from kernel.database import db
from tests.governance.naming import named_in_the_record
from tests.world.test_pages import CORE, signed_in

LOCATION = re.compile(r"<loc>http://localhost([^<]+)</loc>")


def test_the_world_is_told_and_read_on_postgresql_too(sites):
    app = create_app(sites.settings("postgresql", "demo_world", jobs_url="memory:"))
    with app.app_context():
        db.create_all()
    told = app.test_cli_runner().invoke(args=["seed"])
    assert told.exit_code == 0, told.output
    app.testing = True
    with app.app_context():
        assert (verify().faults, named_in_the_record()) == ([], [])
        db.session.remove()
    guest = app.test_client()
    maps = LOCATION.findall(guest.get("/sitemap.xml").text)
    pages = {page for one in maps for page in LOCATION.findall(guest.get(one).text)} | {"/me", "/notices", *CORE}
    assert len(pages) > 50
    for who in (None, "maya", "ines"):
        client = signed_in(app, who)
        answers = {page: client.get(page) for page in sorted(pages)}
        assert {page: one.status_code for page, one in answers.items() if one.status_code not in (200, 303)} == {}
        assert {page for page in CORE if int(answers[page].headers["X-Queries"]) > 10} == set()
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
