"""Somebody with thirty accounts, at length: every page of the access table, by everybody and some of the thirty, before and
after the hour.
"""

import pytest

from kernel.database import db
from tests.front.active import Attack
from tests.front.sealed import KINDS, Running, unlike
from tests.front.test_sealed import FEW, MANY


@pytest.mark.prove
def test_thirty_accounts_read_no_count_on_any_page(sites):
    site = sites.get("sqlite", mail_from="The seals <seals@people.example>")
    with site.app.app_context():
        running = Running(site)
        attack = Attack(running)
        tried = []
        for hidden in (FEW, MANY):
            acted, before, after = attack.tries(hidden, accounts=range(0, 30, 5), kinds=KINDS)
            tried.append((acted, before, after, running.told()))
        db.session.remove()
    site.empty()
    assert [unlike(one, other) for one, other in zip(tried[0][:2], tried[1][:2], strict=True)] == [[], []]
    pages = {f"/concepts/{concept_id}" for concept_id in running.supported}
    found = [one for few, many in zip(tried[0][2:], tried[1][2:], strict=True) for one in unlike(few, many)]
    assert found
    assert [one for one in found if one.split()[1] not in pages] == []
