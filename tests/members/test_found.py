"""A member is found by the name they bear now, by no other, and only while they may be seen at all."""

import pytest

from kernel.database import transaction
from kernel.search import find
from members.accounts.suspending import lift, suspend
from members.profiles.editing import edit_profile
from tests.cast import a_member


def found(words):
    return [hit.ref_id for hit in find(words, ["member"]).rows]


@pytest.fixture
def zelda(app):
    member = a_member("Zelda Quincy")
    with transaction():
        edit_profile(member, "Zelda Quincy", "I mend bellows.")
    return member


def test_who_takes_another_name_is_found_by_it_and_by_the_old_one_no_more(zelda):
    assert found("zelda") == [zelda.id]
    with transaction():
        edit_profile(zelda, "Yolanda Prim", "I mend bellows.")
    assert found("yolanda") == [zelda.id]
    assert found("bellows") == [zelda.id]
    assert found("zelda") == found("quincy") == []
    assert find("zeldda").corrected == {}, "nor is the old name offered for a slip"


def test_who_is_suspended_is_not_found_until_it_is_lifted(zelda, ines):
    with transaction():
        suspend(ines, zelda, "Sold rival goods in comments.")
    assert found("zelda") == []
    with transaction():
        lift(ines, zelda, "They said it was a mistake.")
    assert found("zelda") == [zelda.id]
