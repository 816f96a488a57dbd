"""A round of the demo world from its brief to its result: who proposes, who supports, who talks and who votes."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from demo.people import WORLD, People
from demo.story import Story, flowing
from governance.counting.contest import BallotKind
from governance.counting.rule import RuleName
from ideas.ballots.casting import cast
from ideas.concepts.drafting import begin, save
from ideas.concepts.proposing import propose
from ideas.concepts.queries import concept_held
from ideas.concepts.wording import Wording
from ideas.forums.forum import Forum
from ideas.rounds.answering import NO_ANSWERS, SignalAnswers
from ideas.rounds.costing import set_costs
from ideas.rounds.finalist import Finalist
from ideas.rounds.opening import open_round
from ideas.rounds.phase import Timetable
from ideas.rounds.queries import round_to_change
from ideas.rounds.round import Round
from ideas.rounds.rule import RoundRule
from ideas.rounds.terms import RoundTerms
from ideas.supports.supporting import support
from kernel.database import db

LIKED = (0.75, 0.62, 0.5, 0.22, 0.18, 0.12)
Answers = Callable[[], SignalAnswers]


@dataclass
class Plan:
    """When a round's days are, counted from the telling, and how many people take part."""

    file: str
    forum: str
    announced: float
    proposing: float
    refining: float
    balloting: float
    closes: float
    first_author: int
    voters: int = 90
    concept_ids: list[int] = field(default_factory=list)
    words: dict[str, Any] = field(default_factory=dict)

    def load(self) -> Plan:
        """Read the round's words."""
        with (WORLD / f"{self.file}.toml").open("rb") as file:
            self.words = tomllib.load(file)
        return self


def tell(story: Story, people: People, plan: Plan, answers: Answers | None = None) -> Plan:
    """Schedule the whole round. `answers` is asked at its opening for the signals it picks."""
    plan.load()
    story.at(plan.announced, _open, story, people, plan, answers)
    concepts = plan.words.get("concept", [])
    span = (plan.refining - plan.proposing) * 0.7
    for place, words in enumerate(concepts):
        day = plan.proposing + 0.1 + span * place / max(len(concepts), 1)
        story.at(day, _propose, people, plan, words, place)
        _support(story, people, plan, place, day)
    if "budget" in plan.words:
        story.at(plan.balloting - 0.5, _cost, people, plan)
    for day in (plan.proposing, plan.refining, plan.balloting, plan.closes):
        story.tick(day + 0.02)
    for voter in range(plan.voters):
        day = plan.balloting + 0.1 + (plan.closes - plan.balloting - 0.2) * voter / plan.voters
        story.at(day, _vote, story, people, plan, voter)
    return plan


def _open(story: Story, people: People, plan: Plan, answers: Answers | None) -> None:
    forum = db.session.scalars(
        select(Forum).where(Forum.slug == plan.forum).options(selectinload(Forum.stewards), selectinload(Forum.fields))
    ).one()
    moments = [story.moment(day) for day in (plan.proposing, plan.refining, plan.balloting, plan.closes)]
    words = plan.words
    terms = RoundTerms(
        title=words["title"],
        brief=flowing(words["brief"]),
        timetable=Timetable(*moments),
        rule=_rule(words),
        exclusions=words["exclusions"],
        finalists_limit=words["finalists"],
        slug=words["slug"],
    )
    open_round(people.get("ines"), forum, terms, answers() if answers else NO_ANSWERS)


def _rule(words: dict[str, Any]) -> RoundRule:
    """Equal Shares, unless the file says `ranked`, when votes are transferred, or names another rule. A budget is in euros."""
    kind = BallotKind(words.get("ballot", "approval"))
    usual = RuleName.SINGLE_TRANSFERABLE_VOTE if kind is BallotKind.RANKED else RuleName.EQUAL_SHARES
    return RoundRule(
        slots=words.get("slots", 0),
        choices_limit=words["choices"],
        ballot_kind=kind,
        counting_rule=RuleName(words.get("rule", usual)),
        points=words.get("points"),
        budget_minor=100 * words["budget"] if "budget" in words else None,
        currency="EUR" if "budget" in words else None,
        usual_cost_minor=100 * words["usual_cost"] if "budget" in words else None,
    )


def _cost(people: People, plan: Plan) -> None:
    """Staff say what each concept of a round with a budget costs."""
    costs = {one: 100 * words["cost"] for one, words in zip(plan.concept_ids, plan.words["concept"], strict=True)}
    set_costs(people.get("ines"), round_of(plan), costs, "Two quotations for each, and our own hours.")


def round_of(plan: Plan) -> Round:
    """The round of this plan, with what acts need loaded."""
    round_ = round_to_change(plan.words["slug"])
    if round_ is None:
        raise LookupError(plan.words["slug"])
    return round_


def _propose(people: People, plan: Plan, words: dict[str, str], place: int) -> None:
    author = people.get("maya") if place == 0 else people.get(plan.first_author + place)
    concept = begin(author, round_of(plan))
    answers = {
        "need": words["need"],
        "for-whom": words["whom"],
        "price-point": words["price"],
        "must-haves": words["must"],
    }
    save(author, concept, Wording(words["title"], words["summary"], flowing(words["body"]), answers))
    propose(author, concept)
    plan.concept_ids.append(concept.id)


def _support(story: Story, people: People, plan: Plan, place: int, day: float) -> None:
    """Each concept finds its own number of supporters; the first of the file find most, so that a story can follow."""
    most = max(8, 60 - 5 * place) + story.dice.randint(-4, 6)
    for voice in story.dice.sample(range(160), most):
        when = day + 0.05 + story.dice.random() * max(plan.refining - day - 0.2, 0.01)
        story.at(when, _support_one, people, plan, voice, place)


def _support_one(people: People, plan: Plan, voice: int, place: int) -> None:
    concept = concept_held(plan.concept_ids[place])
    member = people.get(voice)
    if member.id != concept.author_id:
        support(member, concept)


def _vote(story: Story, people: People, plan: Plan, voter: int) -> None:
    round_ = round_of(plan)
    if "ballots" in plan.words:
        cast(people.get(voter * 2 + 1), round_, [plan.concept_ids[place] for place in plan.words["ballots"][voter]])
        return
    finalists = list(db.session.scalars(select(Finalist.concept_id).where(Finalist.round_id == round_.id)))
    most = round_.choices_limit or len(finalists)
    liking = {one: LIKED[min(plan.concept_ids.index(one), len(LIKED) - 1)] for one in finalists}
    chosen = [one for one in finalists if story.dice.random() < liking[one]][:most]
    cast(people.get(voter * 2 + 1), round_, _marks(round_, chosen or finalists[:1]))


def _marks(round_: Round, chosen: list[int]) -> dict[int, int]:
    """Ticks, or places in the order liked, or points of which the first gets what the others leave."""
    if round_.ballot_kind is BallotKind.POINTS:
        others = dict.fromkeys(chosen[1:], 2)
        return {chosen[0]: (round_.points or 1) - sum(others.values()), **others}
    return {one: place for place, one in enumerate(chosen, 1)}
