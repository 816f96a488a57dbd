"""With a mail server that takes connections and never answers, and a hundred letters waiting for it, a round is counted and a
campaign settled within ninety seconds of their moment; and the letters are all still there.
"""

import sys
from datetime import timedelta
from threading import Event

import pytest
from sqlalchemy import func, select

from app import create_app
from bench import serving
from commerce.campaigns.campaign import Campaign, Settlement
from config import settings_from
from ideas.ballots.result import Result
from ideas.rounds.round import Round
from kernel.clock import now
from kernel.database import db, transaction
from kernel.outbox import OutboxMessage
from members.accounts.member import Role
from members.accounts.resetting import ask_for_reset
from tests.cast import a_member
from tests.commerce.cast import a_campaign, a_pledge
from tests.conftest import ENGINES
from tests.ideas.publishing import announced
from tests.ideas.voting import a_small_ballot
from tests.post_offices import silent
from tests.prove.stored import read, rows

LETTERS = 100
WITHIN = timedelta(seconds=90)
FROM_NOW = timedelta(seconds=40)  # the server has started and hangs on its letters by then

pytestmark = pytest.mark.prove


def a_round_a_campaign_and_letters():
    """What falls due soon, and a hundred people who wait for a link; returns the round, the campaign and the moment."""
    people = [a_member(f"Member {n}", email=f"m{n}@people.example") for n in range(LETTERS)]
    round = a_small_ballot(people[0])
    announced(round)
    campaign = a_campaign(a_member("Ines Carvalho", role=Role.STAFF))
    a_pledge(people[1], campaign)
    with transaction() as session:
        session.query(OutboxMessage).delete()
        for member in people:
            ask_for_reset(member.email)
        moment = now() + FROM_NOW
        session.get(Round, round.id).closes_at = moment
        session.get(Campaign, campaign.id).closes_at = moment
    return round.id, campaign.id, moment


def lateness(moment, thing, is_it):
    """How long after the moment such a row came to be; fails when that takes too long."""
    while (left := (moment + WITHIN - now()).total_seconds()) > 0:
        if rows(thing, is_it):
            return now() - moment
        Event().wait(min(0.5, left))
    raise AssertionError(f"{thing.__name__} is not there {WITHIN} after its moment")


@pytest.mark.parametrize("engine", ENGINES)
def test_rounds_close_and_campaigns_settle_while_the_mail_server_is_silent(sites, tmp_path, engine, capsys):
    with silent() as mail:
        environ = serving.environment(
            tmp_path, "site", DATABASE_URL=sites.address(engine, f"silent_{engine}"), MAIL_URL=mail
        )
        app = create_app(settings_from(environ))
        with app.app_context():
            db.create_all()
            round_id, campaign_id, moment = a_round_a_campaign_and_letters()
            db.session.remove()
            with serving.served("app:for_serving", environ, worker=True):
                counted = lateness(moment, Result, Result.round_id == round_id)
                settled = lateness(moment, Settlement, Settlement.campaign_id == campaign_id)
                told = read(select(func.max(OutboxMessage.last_error)))[0][0]
            kept = rows(OutboxMessage, OutboxMessage.delivered_at.is_(None), OutboxMessage.given_up_at.is_(None))
            assert kept >= LETTERS
            assert told is None or told.startswith("The mail server cannot be used")
            db.session.remove()
            db.engine.dispose()
    with capsys.disabled():
        sys.stdout.write(f"\n{engine}: counted {counted}, settled {settled} after their moment\n")
