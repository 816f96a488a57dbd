"""What asks supporters anew, in a round that is being refined: a concept that changed in what matters, and two that merged."""

from __future__ import annotations

from collections import Counter
from typing import NoReturn

from sqlalchemy import select

from demo.people import People
from demo.rounds import Plan
from demo.story import Story
from ideas.concepts.drafting import save
from ideas.concepts.queries import concept_held
from ideas.concepts.revising import revise
from ideas.concepts.wording import Wording
from ideas.exposure.storing import store
from ideas.merges.merging import accept_merge, propose_merge
from ideas.merges.queries import merge_held, pair_held
from ideas.supports import queries as supports
from ideas.supports.support import Support
from ideas.supports.supporting import carry_over, follow, support
from kernel.database import db

SUMMARY = "A floor lamp with no foot: it leans against the wall like a ladder, and folds in two to stand on a desk."
NOTE = "Three of you have no wall beside the bed, so it folds to stand on a desk too. The hinge makes it dearer."
PRICE = "145"
TWINS = "Both sit on an edge without a screw, and a bed rail is a sofa back for children. One saddle can do both."


def hear(story: Story, people: People, plan: Plan, changed: int, source: int, target: int) -> None:
    """Schedule a material change of one concept and a merge of two others; some supporters answer, maya has not yet."""
    for place in (changed, source):
        story.at(plan.refining - 1, _support_by_maya, people, plan, place)
    story.at(plan.refining + 0.4, _change, people, plan, changed)
    story.at(plan.refining + 0.9, _merge, people, plan, source, target)
    story.at(plan.refining + 1.2, _answer, people, plan, changed)


def show(story: Story, plan: Plan, most: int) -> None:
    """Schedule showings day by day, as evenly as the order makes them: those proposed late catch up."""
    for day in range(int(plan.proposing), int(min(plan.balloting, 0))):
        story.at(day + 0.5, _show, plan, story.dice.randint(most // 2, most))


def _show(plan: Plan, times: int) -> None:
    store(Counter({one: times + one % 3 for one in plan.concept_ids}))


def _support_by_maya(people: People, plan: Plan, place: int) -> None:
    support(people.get("maya"), supports.concept_held(plan.concept_ids[place]) or _gone())


def _change(people: People, plan: Plan, place: int) -> None:
    concept = concept_held(plan.concept_ids[place])
    author, version = people.with_id(concept.author_id), concept.version
    if version is None:
        return
    answers = {**{key: str(text) for key, text in version.answers.items()}, "price-point": PRICE}
    signal_ids = tuple(signal["id"] for signal in version.signals)
    save(author, concept, Wording(version.title, SUMMARY, version.body_source, answers, signal_ids, NOTE))
    revise(author, concept)


def _merge(people: People, plan: Plan, source: int, target: int) -> None:
    pair = pair_held(plan.concept_ids[source], plan.concept_ids[target])
    merge = propose_merge(people.with_id(pair[0].author_id), *pair, TWINS)
    accept_merge(people.with_id(pair[1].author_id), merge, *pair)
    held = merge_held(merge.id, shared=True) or _gone()
    for member_id in _supporters(people, pair[0].id)[::2]:
        follow(people.with_id(member_id), held, supports.concept_held(pair[1].id) or _gone())


def _answer(people: People, plan: Plan, place: int) -> None:
    concept_id = plan.concept_ids[place]
    for member_id in _supporters(people, concept_id)[::2]:
        carry_over(people.with_id(member_id), supports.concept_held(concept_id) or _gone())


def _supporters(people: People, concept_id: int) -> list[int]:
    """By id, without those who can be signed in as: their answers are left to the reader."""
    theirs = select(Support.member_id).where(Support.concept_id == concept_id).order_by(Support.member_id)
    return [one for one in db.session.scalars(theirs) if one not in people.named.values()]


def _gone() -> NoReturn:
    raise LookupError("the story's concept is gone")
