"""Look-alikes become one by consent or with a public reason; undoing it gives back every support exactly."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from governance.record.entry import RecordEntry
from ideas.concepts.concept import Concept, ConceptState
from ideas.forums.forum import ForumSteward
from ideas.merges import merging, queries, unmerging
from ideas.rounds.freezing import freeze_finalists
from ideas.rounds.round import Round
from ideas.supports import queries as supports
from ideas.supports import supporting
from ideas.supports.support import Support
from kernel.database import db, transaction
from kernel.outbox import deliver_waiting
from kernel.policy import Refused
from kernel.rules import RuleBroken
from kernel.search import find
from members.notices.queries import notices_of
from tests.cast import add
from tests.ideas.concepts_in_rounds import a_concept, a_revision
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.voting import voters


@pytest.fixture
def pair(app, maya, omar):
    """Maya's concept and Omar's, alike, in one round."""
    round = a_round()
    return a_concept(maya, round, title="A felt bag"), a_concept(omar, round, title="A bag of felt")


def act(verb, member, concept):
    with transaction():
        return verb(member, supports.concept_held(concept.id))


def propose(member, source, target, reason=""):
    with transaction():
        return merging.propose_merge(member, *queries.pair_held(source.id, target.id), reason).id


def answer(verb, member, merge_id, *words):
    with transaction():
        merge = queries.merge_held(merge_id)
        verb(member, merge, *queries.pair_held(merge.source_id, merge.target_id), *words)


def merged(maya, omar, pair):
    merge_id = propose(maya, *pair)
    answer(merging.accept_merge, omar, merge_id)
    return merge_id


def follow(member, merge_id):
    with transaction():
        merge = queries.merge_held(merge_id, shared=True)
        return supporting.follow(member, merge, supports.concept_held(merge.target_id))


def stored(concept):
    """Its supports as they are: who, for which version, from where, since when; and the count kept beside them."""
    db.session.expire_all()
    columns = (Support.member_id, Support.version_id, Support.via_merge_id, Support.created_at)
    rows = db.session.execute(
        select(*columns).where(Support.concept_id == concept.id).order_by(Support.member_id)
    ).all()
    return [tuple(row) for row in rows], db.session.get(Concept, concept.id).supports_count


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


def test_supporters_are_asked_and_each_has_one_support_in_the_target(pair, maya, omar, theo):
    source, target = pair
    for member in (theo, maya):
        act(supporting.support, member, source)
    act(supporting.support, maya, target)
    merge_id = merged(maya, omar, pair)
    assert stored(target)[1] == 1
    assert follow(theo, merge_id) is True
    assert follow(theo, merge_id) is False
    assert follow(maya, merge_id) is False
    assert stored(target)[1] == 2
    with pytest.raises(RuleBroken, match="no support of yours"):
        follow(omar, merge_id)
    with pytest.raises(Refused, match="merged"):
        act(supporting.support, omar, source)


def test_undoing_gives_back_every_support_exactly(pair, maya, omar):
    """Some support both, some one; some follow; then all is as it was, to the row."""
    source, target = pair
    people = voters(8)
    for member in people[:6]:
        act(supporting.support, member, source)
    for member in people[4:]:
        act(supporting.support, member, target)
    before = stored(source), stored(target)
    merge_id = merged(maya, omar, pair)
    for member in people[:3]:
        follow(member, merge_id)
    assert stored(target)[1] == 4 + 3
    a_revision(omar, target, title="A bag of felt", summary="Quite another idea, of felt.")
    act(supporting.carry_over, people[0], target)
    act(supporting.carry_over, people[7], target)
    assert stored(target)[1] == 2
    answer(unmerging.undo_merge, maya, merge_id, "")
    assert stored(source) == before[0]
    rows, count = stored(target)
    assert [(row[0], row[2], row[3]) for row in rows] == [(row[0], row[2], row[3]) for row in before[1][0]]
    assert count == 1  # of the four, one carried over after the change


def test_what_people_did_themselves_after_the_merge_stands(pair, maya, omar):
    source, target = pair
    stays, leaves, follows_and_leaves, both, fresh = people = voters(5)
    for member in people[:4]:
        act(supporting.support, member, source)
    act(supporting.support, both, target)
    merge_id = merged(maya, omar, pair)
    act(supporting.take_back, leaves, source)
    follow(follows_and_leaves, merge_id)
    act(supporting.take_back, follows_and_leaves, target)
    act(supporting.take_back, both, target)
    act(supporting.support, fresh, target)
    follow(stays, merge_id)
    answer(unmerging.undo_merge, omar, merge_id, "")
    assert {row[0] for row in stored(source)[0]} == {stays.id, both.id}
    assert {row[0] for row in stored(target)[0]} == {fresh.id}
    assert stored(source)[1] == 2
    assert stored(target)[1] == 1


def test_a_keeper_undoes_with_a_reason_and_supporters_are_told(pair, maya, omar, theo, lena, ines):
    source, _ = pair
    act(supporting.support, theo, source)
    merge_id = merged(maya, omar, pair)
    deliver_waiting()
    assert "was merged into" in notices_of(theo).rows[0].words
    with pytest.raises(RuleBroken, match="reason"):
        answer(unmerging.undo_merge, ines, merge_id, "")
    with pytest.raises(Refused):
        answer(unmerging.undo_merge, theo, merge_id, "I liked it.")
    answer(unmerging.undo_merge, ines, merge_id, "They answer different needs.")
    deliver_waiting()
    assert "stands by itself again" in notices_of(theo).rows[0].words
    assert supports.supports(theo, source)
    again = propose(maya, *pair)
    assert again != merge_id


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
