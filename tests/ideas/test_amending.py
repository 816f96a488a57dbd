"""A brief that people work to is amended with a reason; what it said before stays to be read."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

import ideas.wiring  # noqa: F401  (who delivers what)
from governance.record.entry import RecordEntry
from ideas.rounds.amending import amend_brief
from ideas.rounds.amendment import BriefAmendment
from ideas.rounds.queries import round_named, round_to_change
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from tests.cast import add
from tests.ideas.concepts_in_rounds import a_concept, a_draft
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.test_round_letters import told

WHY = "It named the wrong month."


def amended(actor, round, brief="Ask for *May*.", exclusions="", reason=WHY):
    with transaction():
        amend_brief(actor, round_to_change(round.slug), brief, exclusions, reason)


@pytest.mark.parametrize("phase", ["proposing", "refining"])
def test_an_amended_brief_keeps_the_words_it_had_and_stands_on_the_record(ines, phase):
    round = a_round(phase, exclusions="No plastics.")
    amended(ines, round)
    now_ = round_named(round.slug)
    assert (now_.brief_html, now_.exclusions) == ("<p>Ask for <em>May</em>.</p>", "")
    was = db.session.scalars(select(BriefAmendment)).one()
    assert (was.was_brief_source, was.was_exclusions, was.reason) == ("Ask for *rain*.", "No plastics.", WHY)
    line = db.session.scalars(select(RecordEntry)).one()
    assert (line.kind, line.payload["reason"]) == ("round.amended", WHY)
    assert line.payload["was"] != line.payload["becomes"]


@pytest.mark.parametrize("phase", ["announced", "balloting", "closed"])
def test_a_brief_is_amended_only_while_people_work_to_it(ines, phase):
    with pytest.raises(Refused, match="while people propose and refine"):
        amended(ines, a_round(phase))


def test_amending_needs_a_keeper_a_reason_and_other_words(ines, maya):
    round = a_round()
    with pytest.raises(Refused, match="Only staff and the stewards"):
        amended(maya, round)
    with pytest.raises(RuleBroken, match="Say why"):
        amended(ines, round, reason=" ")
    with pytest.raises(RuleBroken, match="the words it has already"):
        amended(ines, round, brief=round.brief_source)
    with pytest.raises(IntegrityError):
        add(BriefAmendment(round_id=round.id, reason="", was_brief_source="", was_brief_html="", was_exclusions=""))


def test_those_who_take_part_or_draft_are_told_why(ines, maya, theo, omar):
    round = a_round(title="A bag for rain")
    a_draft(theo, round)
    a_concept(maya, round)
    amended(ines, round)
    words = f"The brief of “A bag for rain” was amended. The reason: {WHY}"
    assert {who for who, what in told() if what == words} == {maya.id, theo.id}


def test_a_keeper_amends_a_brief_and_everybody_reads_what_it_said(browser, ines):
    round = a_round(exclusions="No plastics.")
    page = browser.sign_in(ines).open(f"/rounds/{round.slug}").click("Amend the brief")
    page = page.submit("Amend the brief", status=422)
    page = page.submit("Amend the brief", brief="Ask for *May*.", reason=WHY)
    assert "Ask for May." in page
    page = page.click("What it said before, and why")
    assert "Ask for rain." in page
    assert WHY in page
