"""One form sent many times, at once and later, to two server processes: one effect, and one answer."""

from itertools import count

from sqlalchemy import select

from commerce.campaigns.campaign import Campaign
from commerce.pledges.pledge import Pledge, PledgeStep
from ideas.ballots.ballot import Ballot
from ideas.concepts.concept import Concept
from ideas.discussion.comment import Comment
from ideas.supports.support import Support
from kernel.database import db
from kernel.outbox import OutboxMessage
from members.accounts.member import Role
from tests.cast import a_member
from tests.commerce.cast import a_campaign
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.voting import a_small_ballot, a_standing_concept, in_order
from tests.prove.served_twice import Answer
from tests.prove.stored import ballots_in, rows
from tests.prove.storms import storm, storm_of_htmx

_number = count(1)


def the_only(answers):
    """The one answer that all of them got."""
    assert len(answers) == 1, answers
    return next(iter(answers))


def test_a_support_sent_in_a_storm_is_one_support(ground, author):
    (member,) = ground.people(1)
    concept = a_standing_concept(a_round(), author)
    answers = storm(ground, member, f"/concepts/{concept.id}/support")
    assert the_only(answers) == Answer(303, f"/concepts/{concept.id}#concept-{concept.id}-support")
    assert rows(Support, Support.concept_id == concept.id) == 1
    assert db.session.get(Concept, concept.id).supports_count == 1


def test_a_ballot_sent_in_a_storm_is_one_ballot(ground, author):
    (member,) = ground.people(1)
    round = a_small_ballot(author)
    lamp, chair, _ = in_order(round)
    answers = storm(ground, member, f"/rounds/{round.slug}/ballot", ("choices", lamp.id), ("choices", chair.id))
    assert the_only(answers) == Answer(303, f"/rounds/{round.slug}/ballot#receipt")
    assert rows(Ballot, Ballot.round_id == round.id) == 1
    assert ballots_in(round) == {member: (lamp.id, chair.id)}


def test_a_comment_sent_in_a_storm_is_said_once(ground, author):
    (member,) = ground.people(1)
    concept = a_standing_concept(a_round(), author)
    words = (("kind", "question"), ("source", "How does it dry?"))
    answers = storm(ground, member, f"/concepts/{concept.id}/comments", *words)
    assert rows(Comment, Comment.concept_id == concept.id) == 1
    said = db.session.scalars(select(Comment).where(Comment.concept_id == concept.id)).one()
    assert the_only(answers) == Answer(303, f"/concepts/{concept.id}#comment-{said.id}")
    assert db.session.get(Concept, concept.id).comments_count == 1


def test_a_pledge_sent_in_a_storm_is_pledged_once(ground):
    (member,) = ground.people(1)
    number = next(_number)
    campaign = a_campaign(a_member(f"Ines {number}", email=f"ines{number}@people.example", role=Role.STAFF))
    product, option = campaign.product, campaign.product.options[0]
    form = (("option", option.id), ("quantity", 2), ("region", "Germany"))
    answers = storm(ground, member, f"/products/{product.slug}/pledge", *form)
    assert rows(Pledge, Pledge.campaign_id == campaign.id) == 1
    pledge = db.session.scalars(select(Pledge).where(Pledge.campaign_id == campaign.id)).one()
    assert the_only(answers) == Answer(303, pledge.path)
    assert rows(PledgeStep, PledgeStep.pledge_id == pledge.id) == 1
    assert rows(OutboxMessage, OutboxMessage.key == f"pledge-placed:{pledge.id}") == 1
    counted = db.session.get(Campaign, campaign.id)
    assert (counted.units_pledged, counted.pledges_count) == (2, 1)


def test_a_comment_sent_in_a_storm_by_htmx_is_said_once_and_shown_once(ground, author):
    (member,) = ground.people(1)
    concept = a_standing_concept(a_round(), author)
    words = (("kind", "question"), ("source", "How does it dry?"))
    answers = storm_of_htmx(ground, member, f"/concepts/{concept.id}/comments", *words)
    assert answers == {Answer(200, None): 1, Answer(204, None, "true"): answers.total() - 1}
    assert rows(Comment, Comment.concept_id == concept.id) == 1
