"""Everything in the demo world is found by its name, and nothing is found for what nobody there wrote."""

from sqlalchemy import select

from kernel.database import db
from kernel.search import overview
from kernel.search.indexing import SearchEntry
from kernel.search.kinds import kind_at
from tests.front.test_recall import THINGS, missed


def test_everything_of_the_demo_world_is_found_by_its_name(demo):
    with demo.app.app_context():
        entries = db.session.execute(select(SearchEntry.id, SearchEntry.ref_id, SearchEntry.title)).all()
        names = [(kind_at(one.id), one.ref_id, one.title) for one in entries if kind_at(one.id) in THINGS]
        assert {kind for kind, _, _ in names} == set(THINGS)
        assert missed(names) == []
        others = {kind_at(one.id) for one in entries}
        assert {"forum", "member", "signal", "decision", "review", "comment"} <= others
        assert overview("shipping").corrected == {}
        db.session.remove()
