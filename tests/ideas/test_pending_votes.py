"""Votes of accounts that are not confirmed or too new: they wait, count by themselves in time, or are set apart."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from ideas.ballots.queries import result_of
from ideas.ballots.recounting import recount
from ideas.holds.counted import figures
from ideas.holds.hold import Finding
from ideas.holds.reason import Uncounted, VoteKind
from ideas.rounds.finalist import Finalist
from ideas.supports.support import Support
from kernel.clock import now
from kernel.database import db, transaction
from members.accounts.forgetting import forget_unconfirmed
from members.accounts.member import Member
from tests.cast import a_member
from tests.ideas.forums_and_rounds import a_round, an_assessment
from tests.ideas.holding import backs, votes
from tests.ideas.voting import (
    a_small_ballot,
    a_standing_concept,
    after_the_close,
    close,
    in_order,
    on_the_ballot,
)


@pytest.fixture
def round(app, maya):
    return a_small_ballot(maya)


@pytest.fixture
def lamp(round):
    return in_order(round)[0]


def counted(round):
    with after_the_close(round):
        close(round)
        return result_of(round).ballots, {why.value: n for (_, why), n in figures(round.id).items()}


def test_the_ballot_of_an_account_that_nobody_confirms_is_set_apart(round, lamp, lena, omar):
    votes(lena, round, lamp)
    votes(omar, round, lamp)
    assert counted(round) == (1, {"unconfirmed": 1})


def test_a_ballot_counts_by_itself_once_its_account_is_confirmed_and_old_enough_before_the_close(round, lamp):
    young = a_member("Yuna Young", created_at=now(), confirmed_at=None)
    votes(young, round, lamp)
    with transaction():
        db.session.get(Member, young.id).confirmed_at = now()
        db.session.get(Member, young.id).email_folded = "yuna@people.example"
    assert round.closes_at - now() > timedelta(days=3)
    assert counted(round) == (1, {})


def test_a_ballot_of_an_account_opened_just_before_the_close_is_set_apart(round, lamp):
    young = a_member("Yuna Young", created_at=round.closes_at - timedelta(hours=1))
    votes(young, round, lamp)
    assert counted(round) == (0, {"too-new": 1})


def test_confirming_after_the_close_changes_no_result(round, lamp, lena, omar):
    votes(lena, round, lamp)
    votes(omar, round, lamp)
    counted(round)
    with after_the_close(round), transaction():
        row = db.session.get(Member, lena.id)
        row.confirmed_at, row.email_folded = now(), "lena@people.example"
    with after_the_close(round):
        assert recount(round, result_of(round)) == []


def test_pending_supports_do_not_make_a_finalist(app, maya, lena, omar, travel):
    round = a_round(slots=1, finalists_limit=1)
    first, second = (a_standing_concept(round, maya, title) for title in ("Lamp", "Chair"))
    young = a_member("Yuna Young", created_at=round.balloting_at - timedelta(days=1))
    for member in (lena, young):
        backs(member, second)
    backs(omar, first)
    travel(round.balloting_at - now() + timedelta(seconds=1))
    on_the_ballot(round)
    found = db.session.execute(select(Finalist.concept_id, Finalist.supports)).all()
    assert found == [(first.id, 1)]
    assert figures(round.id) == {(VoteKind.SUPPORT, Uncounted.UNCONFIRMED): 1, (VoteKind.SUPPORT, Uncounted.TOO_NEW): 1}


def test_supports_that_were_set_apart_are_shown_apart_once_the_round_is_closed(
    plain_browser, maya, lena, omar, ines, travel
):
    round = a_round()
    concept = a_standing_concept(round, maya, "Lamp")
    for member in (lena, omar):
        backs(member, concept)
    travel(round.balloting_at - now() + timedelta(seconds=1))
    on_the_ballot(round)
    travel(round.closes_at - now() + timedelta(seconds=1))
    page = plain_browser.open(concept.path)
    assert "1 person supports it as it stands. 1 more was set apart" in page.text
    assessment = an_assessment(concept)
    page = plain_browser.sign_in(ines).open(f"/assessments/{assessment.id}")
    assert "1, and 1 set apart" in page.text


def test_pending_votes_go_with_the_account_that_nobody_confirmed(app, maya, travel):
    round = a_round()
    concept = a_standing_concept(round, maya)
    young = a_member("Yuna Young", created_at=now(), confirmed_at=None)
    backs(young, concept)
    travel(timedelta(days=8))
    with transaction():
        forget_unconfirmed()
    assert db.session.get(Member, young.id) is None
    assert db.session.scalar(select(Support.member_id)) is None
    assert db.session.scalar(select(Finding.id)) is None
