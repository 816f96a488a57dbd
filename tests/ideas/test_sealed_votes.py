"""Votes are sealed when they close: whose they are, too. What may be forgotten is not under the seal."""

import random
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from governance.record.private import RecordSecret
from governance.record.verifying import run_check, verify
from ideas.ballots.ballot import Ballot
from ideas.supports.support import Support
from kernel.clock import now, travel
from kernel.database import db, transaction
from members.accounts.forgetting import forget_unconfirmed
from tests.cast import a_member
from tests.governance.rewriting import behind_its_back
from tests.prove.votes import a_counted_round, a_round_in_balloting, counted_round


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        (
            "UPDATE ballot SET member_id = (SELECT min(id) FROM member) WHERE id = (SELECT max(id) FROM ballot)",
            "is broken: ballots",
        ),
        ("DELETE FROM uncounted_vote WHERE kind = 'ballot'", "is broken: ballots set apart"),
        ("UPDATE support SET member_id = (SELECT min(id) FROM member) WHERE member_id = 2", "is broken: supports"),
        ("UPDATE finalist SET supports = supports + 1 WHERE position = 1", "is broken: finalists"),
        ("UPDATE result_line SET most_votes = NOT most_votes", "is broken: lines of the result"),
        ("UPDATE result SET spent = spent + 1", "is broken: result"),
    ],
)
def test_who_changes_votes_or_a_result_behind_the_sites_back_is_found(app, maya, edit, found):
    a_counted_round(maya, random.Random(1))
    assert verify().faults == []
    behind_its_back(edit)
    said = " ".join(run_check("votes"))
    assert found in said


def test_a_seal_that_was_thrown_away_is_missed(app, maya):
    a_counted_round(maya, random.Random(1))
    behind_its_back("DELETE FROM record_secret")
    assert sum("cannot be opened any more" in words for words in run_check("votes")) == 2


def test_an_account_that_nobody_confirmed_goes_with_its_votes_and_no_seal_breaks(app, maya):
    lena = a_member("Lena Petrova", confirmed_at=None, created_at=now() + timedelta(days=25))
    round = a_round_in_balloting(maya, random.Random(1), lena)
    counted_round(round)
    assert verify().faults == []
    votes = (select(func.count()).select_from(model).where(model.member_id == lena.id) for model in (Ballot, Support))
    assert [db.session.scalar(theirs) for theirs in votes] == [1, 1]
    with travel(timedelta(days=60)), transaction():
        forget_unconfirmed()
    assert db.session.get(type(lena), lena.id) is None
    assert verify().faults == []


def test_what_is_sealed_names_nobody_in_public(app, maya):
    a_counted_round(maya, random.Random(1))
    kept = [secret.private["seals"] for secret in db.session.scalars(select(RecordSecret)) if "seals" in secret.private]
    assert [sorted(seals) for seals in kept] == [
        ["finalists", "supports", "supports set apart"],
        ["ballots", "ballots set apart", "choices", "lines of the result", "result"],
    ]
