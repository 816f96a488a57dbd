"""People whom an import brings in."""

from kernel.database import db, transaction
from members.accounts.admitting import admit_all
from members.accounts.member import Kind, Member
from members.accounts.signing_up import admit
from tests.cast import a_member


def admitted(*names, source="wishlist"):
    with transaction():
        return [admit(name, source) for name in names]


def test_the_same_name_of_the_same_source_is_the_same_member(app):
    first, again = admitted("m00001", "m00001")
    assert first.id == again.id
    assert admitted("m00001")[0].id == first.id
    assert admitted("m00001", source="elsewhere")[0].id != first.id


def test_they_are_members_without_an_address(app):
    (member,) = admitted("m00001")
    assert member.kind is Kind.MEMBER
    assert member.email is None
    assert member.password_hash is None


def test_a_name_that_is_taken_or_unfit_is_made_fit(app):
    a_member("Maya Okafor")
    names = [
        member.name
        for member in admitted("maya okafor", "MAYA OKAFOR", "", "admin", "x" * 300, "x" * 299, "a\u202eb\x07")
    ]
    assert names == ["maya okafor 2", "MAYA OKAFOR 3", "Unnamed", "admin 2", "x" * 60, "x" * 58 + " 2", "ab"]
    assert len({member.name_folded for member in db.session.query(Member)}) == 8


def test_many_at_once_are_admitted_as_one_by_one(app):
    a_member("Maya Okafor")
    names = ["maya okafor", "MAYA OKAFOR", "", "admin", "x" * 300, "x" * 299, "m1", "m1"]
    with transaction():
        at_once = admit_all(names, "wishlist")
    assert [at_once[name].name for name in names[:6]] == [
        "maya okafor 2", "MAYA OKAFOR 3", "Unnamed", "admin 2", "x" * 60, "x" * 58 + " 2",
    ]  # fmt: skip
    assert [member.id for member in admitted(*names)] == [at_once[name].id for name in names]
