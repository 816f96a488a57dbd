"""Look-alikes become one by consent or with a public reason."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from governance.record.entry import RecordEntry
from ideas.concepts.co_author import CoAuthor
from ideas.concepts.concept import Concept, ConceptState
from ideas.concepts.inviting import leave
from ideas.forums.forum import ForumSteward
from ideas.merges import merging
from ideas.merges.merge import ConceptMerge
from ideas.rounds.freezing import freeze_finalists
from ideas.rounds.round import Round
from ideas.supports import supporting
from kernel.clock import now
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from kernel.search import find
from members.notices.queries import notices_of
from tests.cast import add
from tests.ideas.concepts_in_rounds import a_concept
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.merging import act, alike, answer, merged, propose


@pytest.fixture
def pair(app, maya, omar):
    return alike(maya, omar)


def test_a_merge_needs_authors_of_both(pair, maya, omar, theo):
    source, target = pair
    with pytest.raises(Refused, match="Only its authors"):
        propose(theo, source, target)
    merge_id = propose(maya, source, target)
    assert db.session.get(Concept, source.id).state is ConceptState.PROPOSED
    for stranger in (maya, theo):
        with pytest.raises(Refused, match="other concept answer"):
            answer(merging.accept_merge, stranger, merge_id)
    assert "proposes to merge" in notices_of(omar).rows[0].words
    answer(merging.accept_merge, omar, merge_id)
    assert db.session.get(Concept, source.id).state is ConceptState.MERGED
    assert db.session.get(Concept, target.id).state is ConceptState.PROPOSED
    assert [hit.ref_id for hit in find("felt", ["concept"], 1).rows] == [target.id]


def test_a_proposal_of_somebody_who_left_the_authors_is_nobodys_to_accept(pair, maya, omar, theo):
    """Else the one side's authors could accept what only they have proposed."""
    source, target = pair
    mate = add(CoAuthor(concept_id=source.id, member_id=theo.id, invited_by_id=maya.id, accepted_at=now()))
    merge_id = propose(theo, source, target)
    with transaction():
        leave(theo, db.session.merge(mate))
    for author in (maya, omar):
        with pytest.raises(Refused, match="no longer an author"):
            answer(merging.accept_merge, author, merge_id)
    assert propose(maya, *pair) != merge_id
    assert db.session.get(ConceptMerge, merge_id).declined_by_id == maya.id


def test_a_declined_merge_leaves_both_as_they_are_and_can_be_proposed_again(pair, maya, omar):
    merge_id = propose(maya, *pair)
    with pytest.raises(RuleBroken, match="proposed already"):
        propose(omar, pair[1], pair[0])
    answer(merging.decline_merge, omar, merge_id)
    assert "declined" in notices_of(maya).rows[0].words
    assert propose(maya, *pair) != merge_id


def test_a_keeper_merges_with_a_public_reason_only(pair, maya, theo):
    add(ForumSteward(forum_id=pair[0].forum_id, member_id=theo.id))
    with pytest.raises(RuleBroken, match="reason"):
        propose(theo, *pair)
    propose(theo, *pair, "Word for word the same bag.")
    line = db.session.scalar(select(RecordEntry).where(RecordEntry.kind == "moderation.merged"))
    assert line.payload["reason"] == "Word for word the same bag."
    assert line.actor_role == "steward"
    assert "Theo" not in str(line.payload)


def test_what_cannot_be_merged(pair, maya, omar, travel):
    source, target = pair
    round = source.round
    elsewhere = a_concept(maya, a_round(), title="Elsewhere")
    with pytest.raises(RuleBroken, match="same round"):
        propose(maya, source, elsewhere)
    with pytest.raises(RuleBroken, match="itself"):
        propose(maya, source, source)
    merged(maya, omar, pair)
    third = a_concept(omar, db.session.merge(round, load=False), title="A third")
    with pytest.raises(RuleBroken, match="Others are merged into"):
        propose(omar, target, third)
    travel(timedelta(days=20))
    with pytest.raises(Refused, match="until balloting begins"):
        propose(omar, third, target)


def test_what_is_merged_is_no_finalist(pair, maya, omar, travel):
    source, target = pair
    merged(maya, omar, pair)
    travel(source.round.balloting_at + timedelta(seconds=1))
    with transaction():
        finalists = freeze_finalists(db.session.get(Round, source.round_id))
    assert [one.concept_id for one in finalists] == [target.id]


def test_people_merge_follow_and_undo_by_the_pages(browser, pair, maya, omar, theo):
    source, target = pair
    act(supporting.support, theo, source)
    page = browser.sign_in(maya).open(source.path).click("Merge")
    assert "A bag of felt" in page.text
    page = page.submit("Propose the merge", {"The other concept": f"http://localhost{target.path}", "Why": "Twins."})
    assert "waits for an answer" in page.text
    browser.sign_in(omar).open(f"{target.path}/merges").submit("Agree to merge A felt bag into A bag of felt")
    assert "Merged into it" in browser.open(target.path).text
    page = browser.sign_in(theo).open("/me").click("Carry over or leave")
    assert "Now part of A bag of felt" in page.text
    page = page.submit("Carry my support over")
    assert "You support this." in page.text
    assert "that counts once" in browser.open(source.path).text
    page = browser.sign_in(maya).open(f"{source.path}/merges").submit("Undo the merge")
    assert "The merge is undone" in page.text
    assert "undone" in browser.open(f"{source.path}/merges").text


def test_a_wrong_address_keeps_what_was_typed(browser, pair, maya):
    page = browser.sign_in(maya).open(f"{pair[0].path}/merges")
    page = page.submit("Propose the merge", {"The other concept": "the felt one", "Why": "Twins."}, status=422)
    assert "There is no such concept" in page.text
    assert "Twins." in ["".join(area.itertext()).strip() for area in page.tree.iter("textarea")]
