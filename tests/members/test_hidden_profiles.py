"""A name, the words and the face of a profile, out of sight for a listed reason, and back."""

import pytest

from governance.moderation import moderating
from governance.moderation.ground import Ground
from governance.moderation.pictures import PICTURE_KIND
from governance.moderation.profiles import PROFILE_KINDS
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from kernel.uploads import keep_picture
from members.accounts.member import Member
from members.profiles.editing import choose_picture, edit_profile
from tests.kernel.test_uploads import picture, served

WORDS, NAME = PROFILE_KINDS


def test_words_on_a_profile_are_flagged_hidden_and_restored(plain_browser, maya, omar, ines):
    with transaction():
        edit_profile(db.session.get(Member, maya.id), maya.name, "Ochre words.")
    page = plain_browser.sign_in(omar).open(f"/members/{maya.id}").click("Flag these words")
    page.submit("Flag it", ground="spam")
    page = plain_browser.sign_in(ines).open("/moderation").submit("Hide it", ground="spam")
    page = plain_browser.open(f"/members/{maya.id}")
    assert "Ochre" not in page
    assert "Advertising or spam" in page
    page = page.click("Restore these words").submit("Restore it", reason="It was no advertisement.")
    assert "Ochre words." in page


def test_a_hidden_name_gives_way_to_a_plain_one_and_comes_back(plain_browser, maya, ines):
    with transaction():
        moderating.hide(ines, NAME.held(maya.id), Ground.PRETENCE)
    page = plain_browser.open(f"/members/{maya.id}")
    assert page.h1 == f"Member {maya.id}"
    assert "Okafor" not in page
    with pytest.raises(RuleBroken) as broken, transaction():
        edit_profile(db.session.get(Member, maya.id), "Maya Okafor", "")
    assert broken.value.field == "name"
    with transaction():
        moderating.restore(ines, NAME.held(maya.id), "It is her name.")
    assert db.session.get(Member, maya.id).name == "Maya Okafor"


def test_another_name_than_the_hidden_one_may_be_chosen(lite_app, maya, ines):
    with transaction():
        moderating.hide(ines, NAME.held(maya.id), Ground.PRETENCE)
    with transaction():
        edit_profile(db.session.get(Member, maya.id), "Maya of the lamps", "")
    renamed = db.session.get(Member, maya.id)
    assert (renamed.name, renamed.hidden_name, renamed.name_hidden_at) == ("Maya of the lamps", None, None)


def test_a_name_is_hidden_also_when_somebody_took_the_plain_one_before(lite_app, maya, omar, ines):
    with transaction():
        edit_profile(db.session.get(Member, omar.id), f"Member {maya.id}", "")
    with transaction():
        moderating.hide(ines, NAME.held(maya.id), Ground.PRETENCE)
    assert db.session.get(Member, maya.id).name == f"Member {maya.id} (2)"


def test_a_hidden_face_is_served_to_nobody_but_staff(app, plain_browser, maya, omar, ines):
    face = keep_picture(picture(64, 64))
    with transaction():
        choose_picture(db.session.get(Member, maya.id), face)
    assert served(app, face, None).status_code == 200
    with transaction():
        moderating.hide(ines, PICTURE_KIND.held(face.id), Ground.COPIED)
    assert [served(app, face, one).status_code for one in (None, omar, maya, ines)] == [404, 404, 404, 200]
    assert face.key not in plain_browser.open(f"/members/{maya.id}").response.text
    with transaction():
        moderating.restore(ines, PICTURE_KIND.held(face.id), "It is hers.")
    assert served(app, face, None).status_code == 200
    assert face.key in plain_browser.open(f"/members/{maya.id}").response.text


def test_nobody_flags_or_hides_what_is_their_own(lite_app, maya, ines):
    with pytest.raises(Refused), transaction():
        moderating.hide(ines, NAME.held(ines.id), Ground.SPAM)
    with pytest.raises(Refused), transaction():
        moderating.hide(maya, NAME.held(ines.id), Ground.SPAM)
