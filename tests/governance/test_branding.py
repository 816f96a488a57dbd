"""Nobody renames the brand quietly: it stands in the record, its staff are told, and old names stay reserved."""

import pytest
from sqlalchemy import select

from governance.record.entry import RecordEntry
from kernel.brand.brand import stored
from kernel.brand.branding import rebrand
from kernel.database import db, transaction
from kernel.rules import RuleBroken
from members.accounts.free_name import free_name
from members.notices.notice import Notice

LOOK = ("#1f5c4d", "#7fd1bb")


def called(staff, name, tagline="Made together.", look=LOOK):
    with transaction():
        rebrand(staff, name, tagline, *look)


def lines():
    return db.session.scalars(
        select(RecordEntry).where(RecordEntry.kind == "brand.changed").order_by(RecordEntry.seq)
    ).all()


def test_another_name_stands_in_the_record_with_the_old_one(app, ada, ines):
    called(ada, "Osier & Ash")
    called(ines, "Evil Shop", "Cheap things.")
    line = lines()[-1]
    assert line.payload == {
        "name": "Evil Shop",
        "tagline": "Cheap things.",
        "was_name": "Osier & Ash",
        "was_tagline": "Made together.",
    }
    assert line.actor_role == "staff"


def test_another_name_is_told_to_everybody_who_works_for_the_brand(app, ada, ines, maya):
    called(ada, "Osier & Ash")
    called(ines, "Evil Shop")
    told = set(db.session.scalars(select(Notice.member_id).where(Notice.words.contains("“Evil Shop: "))))
    assert told == {ada.id, ines.id}


def test_other_colours_are_told_to_nobody(app, ines):
    called(ines, "Osier & Ash")
    before = len(lines())
    called(ines, "Osier & Ash", look=("#ae3b22", "#f0936a"))
    assert len(lines()) == before == 1


def test_a_former_name_of_the_brand_stays_reserved(app, ada):
    called(ada, "Osier & Ash")
    called(ada, "Evil Shop")
    called(ada, "Fern & Oak")
    for name in ("Osier & Ash", "evil shop", "Fern and Oak"):
        with pytest.raises(RuleBroken, match="own voice"):
            free_name(name)
    called(ada, "Evil Shop")
    assert stored().names == ["Evil Shop", "Fern & Oak", "Osier & Ash", "Commonmade"]
