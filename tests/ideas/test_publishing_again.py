"""A publication that failed or was lost is made later; until then nobody is told that their ballot was not counted."""

import random
import shutil
from datetime import timedelta

from sqlalchemy import select, update

import ideas.wiring  # noqa: F401  (who delivers what)
from governance.record.entry import RecordEntry
from governance.record.witness import Pace, RecordWitness
from ideas.ballots.publication.facts import set_apart_in
from ideas.ballots.publication.publication import Publication
from ideas.ballots.publication.publishing import ask_again, publish_round
from ideas.ballots.publication.shelf import folder_of
from ideas.ballots.queries import result_of
from ideas.holds import judging
from kernel.clock import now, travel
from kernel.database import db, transaction
from kernel.outbox import OutboxMessage, deliver_waiting
from tests.cast import a_member, add
from tests.ideas.holding import a_finding, holds_in
from tests.ideas.publishing import a_published_round, a_random_round, published
from tests.ideas.voting import a_ballot, a_small_ballot, after_the_close, close, in_order


def asked_again():
    """What the clock asks of the worker, done."""
    with transaction():
        ask_again()
    deliver_waiting()
    db.session.expire_all()


def given_up():
    """The worker tried to publish twelve times and gave up."""
    with transaction() as session:
        session.execute(update(OutboxMessage).values(given_up_at=now()))


def test_what_the_worker_gave_up_on_is_published_the_next_day(app, maya):
    round = a_random_round(maya, random.Random(2), 22)
    with after_the_close(round):
        close(round)
        given_up()
        asked_again()
        assert db.session.get(Publication, round.id) is None
    with travel(round.closes_at + timedelta(days=1)):
        asked_again()
        assert db.session.get(Publication, round.id).is_published
        before = db.session.scalars(select(OutboxMessage.id).where(OutboxMessage.kind == "round.publish")).all()
        asked_again()
        assert db.session.scalars(select(OutboxMessage.id).where(OutboxMessage.kind == "round.publish")).all() == before
    assert db.session.scalars(select(RecordEntry.kind)).all().count("ballots.published") == 1


def test_lost_files_are_said_to_be_on_their_way_and_made_again_by_themselves(app, maya, plain_browser):
    round, publication = a_published_round(maya)
    folder = folder_of(publication.digest)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    receipt = before["ballots.txt"].decode().splitlines()[1].partition(" ")[0]
    shutil.rmtree(folder)
    with travel(round.closes_at + timedelta(days=1)):
        page = plain_browser.open(f"/rounds/{round.slug}/recount?receipt={receipt}")
        assert "being made ready for publishing" in page.text
        assert "It was counted. Its line can be read here once the ballots are published." in page.text
        assert "No ballot of this round" in plain_browser.open(f"/rounds/{round.slug}/recount?receipt=0123").text
        asked_again()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_receipt_of_a_withheld_round_still_says_that_the_ballot_was_counted(app, maya, omar, plain_browser):
    round = a_small_ballot(maya)
    receipt = a_ballot(omar, round, in_order(round)[0])
    published(round)
    with after_the_close(round):
        page = plain_browser.open(f"/rounds/{round.slug}/recount?receipt={receipt}")
        assert "It was counted. Its line is not published, because so few voted" in page.text
        assert "Lamp" not in page.text
        assert "No ballot of this round" in plain_browser.open(f"/rounds/{round.slug}/recount?receipt=0123").text


def test_a_receipt_tells_nothing_while_the_round_runs(app, maya, omar, plain_browser):
    round = a_small_ballot(maya)
    receipt = a_ballot(omar, round, in_order(round)[0])
    assert "counted." not in plain_browser.open(f"/rounds/{round.slug}/recount?receipt={receipt}").text


def test_the_checkpoint_over_a_publication_goes_to_daily_witnesses_too(app, maya):
    address = "keeper@people.example"
    witness = RecordWitness(email=address, email_folded=address, pace=Pace.DAY, asked_at=now(), confirmed_at=now())
    add(witness)
    round = a_random_round(maya, random.Random(2), 22)
    with after_the_close(round):
        close(round)
        deliver_waiting()
        publish_round(round.id)
        deliver_waiting()
        size = db.session.get(Publication, round.id).checkpoint_size
        key = f"checkpoint:{size}:to:{witness.id}"
        assert db.session.scalar(select(OutboxMessage.id).where(OutboxMessage.key == key)) is not None


def test_a_ballot_that_was_too_new_is_not_published_as_one_under_suspicion(app, maya, ines):
    round = a_small_ballot(maya)
    young = a_member("Yuna Young", created_at=round.closes_at - timedelta(hours=1))
    a_ballot(young, round, in_order(round)[0])
    finding = a_finding(round, young)
    with transaction():
        judging.release(ines, holds_in(finding), "Two sisters.")
    published(round)
    assert result_of(round).ballots == 0
    assert set_apart_in(round) == [{"why": "too-new", "reason": "", "ballots": 1}]
