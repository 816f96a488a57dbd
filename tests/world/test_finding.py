"""Everything in the demo world is found by its name, and nothing is found for what nobody there wrote."""

import pytest
from sqlalchemy import select

from kernel.database import db
from kernel.search import overview
from kernel.search.indexing import SearchEntry
from kernel.search.kinds import kind_at
from tests.front.test_recall import THINGS, missed
from tests.world.test_pages import signed_in

SEARCHES = (
    "q=lamp", "q=lmap", "q=a", "q=kitchn+knfe", "q=maya", "q=the+counterweight+lamp", "q=zzzz+yyyy+xxxx+lamp",
    "q=bag&kind=concept", "q=lamp&kind=product", "q=m&kind=member", "q=shipping",
)  # fmt: skip


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


@pytest.mark.parametrize(("who", "most"), [(None, 6), ("maya", 10)])
def test_no_search_asks_the_database_much(demo, who, most):
    client = signed_in(demo.app, who)
    client.get("/")
    demo.app.testing = True
    asked = {query: int(client.get(f"/search?{query}").headers["X-Queries"]) for query in SEARCHES}
    assert {query: count for query, count in asked.items() if count > most} == {}, asked
