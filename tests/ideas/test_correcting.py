"""While a round is only announced its title, brief and rule are corrected, with a new line and a new sealed seed."""

from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

import ideas.wiring  # noqa: F401  (who delivers what)
from governance.record.entry import RecordEntry
from ideas.ballots.publication.publication import Publication
from ideas.ballots.publication.publishing import publish_round
from ideas.ballots.publication.shelf import folder_of
from ideas.ballots.queries import result_of
from ideas.rounds.answering import SignalAnswers
from ideas.rounds.correcting import correct_round
from ideas.rounds.queries import round_to_change
from ideas.rounds.turning import turn_rounds
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from tests.ideas.forums_and_rounds import a_forum, a_round
from tests.ideas.publishing import announced, ballots_for, recount
from tests.ideas.test_opening import opened, terms
from tests.ideas.voting import a_standing_concept, after_the_close, close, in_order, on_the_ballot


def corrected(actor, slug="a-bag-for-rain", **changes):
    with transaction():
        round = round_to_change(slug)
        correct_round(actor, round, terms(**changes), SignalAnswers())
    return round


def lines():
    return db.session.scalars(select(RecordEntry).order_by(RecordEntry.seq)).all()


def test_a_rule_is_corrected_with_a_new_line_and_a_new_sealed_seed_and_the_first_line_stays(ines):
    a_forum("Bags")
    seed = opened(ines, slots=0, budget_minor=40_000, currency="EUR", usual_cost_minor=1250).seed
    round = corrected(ines, slots=0, budget_minor=4_000_000, currency="EUR", usual_cost_minor=1_250_000)
    assert (round.budget_minor, round.usual_cost_minor) == (4_000_000, 1_250_000)
    first, fixed, anew = lines()
    assert (first.kind, fixed.payload["budget_minor"]) == ("round.opened", 40_000)
    assert (anew.kind, anew.subject, anew.payload["budget_minor"]) == ("round.corrected", first.subject, 4_000_000)
    assert round.seed != seed
    assert anew.payload["seed_commitment"] == round.seed_commitment == sha256(bytes.fromhex(round.seed)).hexdigest()
    assert anew.payload["seed_commitment"] != first.payload["seed_commitment"]


def test_the_address_follows_a_corrected_title_and_the_old_one_leads_on(plain_browser, ines):
    a_forum("Bags")
    opened(ines, title="Which bag frist")
    corrected(ines, "which-bag-frist", title="Which bag first")
    page = plain_browser.open("/rounds/which-bag-frist")
    assert page.path == "/rounds/which-bag-first"
    assert page.h1 == "Which bag first"
    assert lines()[-1].payload["former"] == "round:which-bag-frist"
    assert opened(ines, title="Which bag frist").slug == "which-bag-frist-2"


def test_words_alone_leave_rule_and_seed_as_they_are(ines):
    a_forum("Bags")
    seed = opened(ines).seed
    assert corrected(ines, brief="Ask for *snow*.").seed == seed
    assert lines()[-1].kind == "round.changed"


def test_a_corrected_rule_is_checked_as_a_new_one(ines):
    a_forum("Bags")
    opened(ines)
    with pytest.raises(RuleBroken) as broken:
        corrected(ines, slots=51)
    assert broken.value.field == "slots"


def test_nothing_is_corrected_once_proposing_began(ines, travel):
    a_forum("Bags")
    opened(ines)
    travel(timedelta(days=2))
    with pytest.raises(Refused, match="already work to this brief"):
        corrected(ines, slots=3)


@pytest.mark.parametrize("what", ["a phase", "a concept", "a withdrawal"])
def test_the_database_fixes_the_rule_once_something_is_in_the_round(app, maya, what):
    round = a_round("announced")
    with transaction() as session:
        session.execute(text(f"UPDATE round SET slots = 9 WHERE id = {round.id}"))
        if what == "a phase":
            session.execute(text(f"UPDATE round SET proposing_at = opened_at WHERE id = {round.id}"))
            turn_rounds()
        elif what == "a withdrawal":
            stop = f"UPDATE round SET withdrawn_at = opened_at, withdrawn_reason = 'No.' WHERE id = {round.id}"
            session.execute(text(stop))
    if what == "a concept":
        a_standing_concept(round, maya)
    with pytest.raises(DBAPIError, match="append-only"), transaction() as session:
        session.execute(text(f"UPDATE round SET slots = 8 WHERE id = {round.id}"))


def a_corrected_published_round(ines, author):
    """A round that was corrected under another title, then held, counted and published."""
    round = a_round("announced", slug="which-bag-frist", title="Which bag frist")
    announced(round)
    with transaction():
        held = round_to_change(round.slug)
        correct_round(
            ines, held, terms(title="Which bag first", slots=1, counting_rule=held.counting_rule), SignalAnswers()
        )
    with transaction() as session:
        ahead = "UPDATE round SET proposing_at = opened_at, refining_at = opened_at, balloting_at = opened_at"
        session.execute(text(f"{ahead} WHERE id = {round.id}"))
    for number in range(3):
        a_standing_concept(held, author, f"Bag {number}")
    on_the_ballot(held)
    ballots_for(held, [{one.id: 1} for one in in_order(held)] * 8)
    return held


def test_a_stranger_counts_a_corrected_round_by_its_last_correction(lite_app, ines, maya):
    round = a_corrected_published_round(ines, maya)
    with after_the_close(round):
        close(round)
        publish_round(round.id)
        assert db.session.get(Publication, round.id).is_published
        status, said = recount(folder_of(result_of(round).digest) / "ballots.json")
    assert status == 0, said


def test_a_keeper_corrects_title_and_budget_on_one_page(browser, ines):
    a_forum("Bags")
    opened(ines, slots=0, budget_minor=400_000, currency="EUR", usual_cost_minor=125_000)
    page = browser.sign_in(ines).open("/rounds/a-bag-for-rain").click("Change the brief or the rule")
    page = page.submit("Save the brief and the rule", title="A bag for snow", budget="40000")
    assert page.path == "/rounds/a-bag-for-snow"
    assert "€40,000.00" in page
