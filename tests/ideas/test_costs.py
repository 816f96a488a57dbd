"""What concepts cost is set by staff until the ballot opens, and frozen with the finalists."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from governance.record.entry import RecordEntry
from ideas.ballots.queries import finalists_of, result_of
from ideas.rounds.costing import set_costs
from ideas.rounds.queries import round_to_change
from kernel.clock import travel
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.voting import a_ballot, a_standing_concept, after_the_close, close, on_the_ballot, voters

BUDGET = {
    "slots": 0,
    "budget_minor": 100_000,
    "currency": "EUR",
    "usual_cost_minor": 40_000,
    "counting_rule": "equal-shares",
}


@pytest.fixture
def round(app, maya):
    round = a_round("refining", **BUDGET)
    for title in ("Lamp", "Chair", "Table"):
        a_standing_concept(round, maya, title)
    return round_to_change(round.slug)


def costs(actor, round, given, source="Two quotes."):
    with transaction():
        return set_costs(actor, round, given, source)


def concepts(round):
    from ideas.rounds.costing import concepts_to_cost

    return concepts_to_cost(round)


def test_costs_stand_on_the_record_and_are_frozen_with_the_finalists(round, ines):
    lamp, chair, table = concepts(round)
    assert costs(ines, round, {lamp.id: 60_000, chair.id: None}) == 1
    entry = db.session.scalars(select(RecordEntry).where(RecordEntry.kind == "round.costs-set")).one()
    assert entry.payload["costs"] == [[lamp.id, 60_000]]
    with travel(round.balloting_at + timedelta(hours=1)):
        on_the_ballot(round)
        assert {one.concept.title: one.cost_minor for one in finalists_of(round)} == {
            "Lamp": 60_000,
            "Chair": 40_000,
            "Table": 40_000,
        }
        with pytest.raises(Refused, match="frozen"):
            costs(ines, round, {lamp.id: 10_000})
        people = voters(3)
        for member in people:
            a_ballot(member, round, lamp, chair)
    with after_the_close(round):
        close(round)
    result = result_of(round)
    assert (result.spent, [line.concept.title for line in result.lines if line.won]) == (100_000, ["Chair", "Lamp"])


@pytest.mark.parametrize(("minor", "source", "field"), [(0, "A quote.", "cost"), (100, " ", "source")])
def test_what_is_no_cost_is_refused_at_its_field(round, ines, minor, source, field):
    lamp, *_ = concepts(round)
    with pytest.raises(RuleBroken) as broken:
        costs(ines, round, {lamp.id: minor}, source)
    assert broken.value.field.startswith(field)


def test_only_staff_set_costs(round, theo):
    with pytest.raises(Refused, match="Staff set the costs"):
        costs(theo, round, {})


def test_staff_set_costs_on_their_page(browser, round, ines):
    page = browser.sign_in(ines).open(f"/rounds/{round.slug}").click("Set the costs")
    page = page.submit("Save the costs", {"Lamp": "many", "Where these figures come from": "A quote."}, status=422)
    assert "is not an amount" in page.text
    page = page.submit("Save the costs", {"Lamp": "600"})
    assert "The costs stand" in page.text
