"""Nobody else speaks in the brand's name or in that of its staff."""

import pytest

from kernel.brand.branding import rebrand
from kernel.database import db, transaction
from kernel.rules import RuleBroken
from members.accounts.admitting import admit_all
from members.accounts.granting import grant
from members.accounts.member import Role
from members.accounts.signing_up import sign_up
from members.profiles.editing import edit_profile, rename
from tests.cast import a_member

COLOURS = ("#ae3b22", "#f0936a")


def brand_is(staff, name):
    with transaction():
        rebrand(staff, name, "Made together.", *COLOURS)


def joins(name):
    with transaction():
        return sign_up(name, "somebody@people.example", "x")


def test_joining_as_the_brand_or_its_staff_is_refused_on_the_page(plain_browser, ada):
    brand_is(ada, "Osier & Ash")
    for name in ("Osier & Ash", "Osier & Ash Support", "Ada Lindqvist.", "Ada Lindqvist (staff)", "Аdа Lіndqvіst"):
        page = plain_browser.open("/sign-up")
        form = {"name": name, "email": "x@people.example", "password": "linen oak and lamp"}
        page = page.submit("Join", status=422, **form)
        assert "own voice" in page or "works for the brand" in page


def test_the_sites_own_name_is_kept_beside_the_brands(lite_app):
    brand_is(a_member("Ada Whitlock", role=Role.ADMIN), "Osier & Ash")
    for name in ("Commonmade Payments", "Cornmonmade", "Buchhaltung Osier", "Ash & Osier"):
        with pytest.raises(RuleBroken, match="own voice"):
            joins(name)
    with pytest.raises(RuleBroken, match="works for the brand"):
        joins("Ada VVhitlock")
    assert joins("Ash Ketchum").name == "Ash Ketchum"


def test_a_new_name_of_the_brand_is_reserved_from_then_on_and_who_bears_it_keeps_it(lite_app):
    ada = a_member("Ada Lindqvist", role=Role.ADMIN)
    early = joins("Fern & Oak")
    brand_is(ada, "Fern & Oak")
    with transaction():
        early.confirmed_at, early.email_folded = ada.confirmed_at, "somebody@people.example"
        edit_profile(early, "Fern & Oak", "I make lamps.")
    assert early.name == "Fern & Oak"
    with pytest.raises(RuleBroken, match="own voice"):
        joins("Fern & Oak Team")
    with pytest.raises(RuleBroken, match="own voice"):
        joins("fern and oak")


def test_a_members_name_is_protected_once_they_are_staff_and_stays_their_own(lite_app):
    ines = a_member("Ines Carvalho")
    joins("Ines Carvalho 3")
    with transaction():
        grant(None, ines, Role.STAFF)
    with pytest.raises(RuleBroken, match="works for the brand"):
        joins("Ines Carvalho 4")
    with transaction():
        rename(ines, "Inês Carvalho")
    assert ines.name == "Inês Carvalho"


@pytest.mark.parametrize("name", ["Ada Lindqvist!", "commonmade", "Official Maya", "maya.com", "\u3164"])
def test_renaming_keeps_the_same_rules(lite_app, name):
    a_member("Ada Lindqvist", role=Role.ADMIN)
    maya = a_member("Maya Okafor")
    with pytest.raises(RuleBroken) as broken, transaction():
        rename(maya, name)
    assert broken.value.field == "name"
    db.session.expire_all()
    assert maya.name == "Maya Okafor"


def test_people_brought_in_with_such_a_name_get_a_number_so_that_the_import_goes_on(lite_app):
    ada = a_member("Ada Lindqvist", role=Role.ADMIN)
    brand_is(ada, "Osier & Ash")
    with transaction():
        names = [
            member.name for member in admit_all(["OSIER & ASH", "Ada Lindqvist", "Support", "Omar"], "there").values()
        ]
    assert names == ["OSIER & ASH 2", "Ada Lindqvist 2", "Support 2", "Omar"]
