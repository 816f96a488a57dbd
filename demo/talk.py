"""What is said under the concepts: questions, improvements, concerns and evidence, and what their authors make of them."""

from __future__ import annotations

import tomllib

from demo.people import WORLD, People
from demo.rounds import Plan
from demo.story import Story
from demo.tending import tend
from ideas.concepts.queries import concept_held
from ideas.discussion.comment import CommentKind, Mark
from ideas.discussion.queries import comment_held
from ideas.discussion.saying import reply as answer
from ideas.discussion.saying import say
from ideas.discussion.settling import settle

KINDS = {kind.value: kind for kind in CommentKind}
ANSWERS = {
    "question": Mark.ANSWERED,
    "improvement": Mark.ADOPTED,
    "concern": Mark.ANSWERED,
    "evidence": Mark.ADOPTED,
}


def talk(story: Story, people: People, plan: Plan) -> None:
    """Schedule a few comments under each concept of a round, most under the first ones."""
    with (WORLD / "comments.toml").open("rb") as file:
        words = tomllib.load(file)
    for place in range(len(plan.words.get("concept", []))):
        for number in range(story.dice.randint(1, max(2, 7 - place))):
            kind = story.dice.choice(list(KINDS))
            sentence = story.dice.choice(words[kind])
            reply = story.dice.choice(words["reply"]) if number % 2 == 0 else ""
            day = plan.proposing + (plan.refining - plan.proposing) * (0.75 + 0.03 * number) + place / 50
            story.at(day, _say, story, people, plan, place, kind, sentence, reply)
    tend(story, people, plan)


def _say(story: Story, people: People, plan: Plan, place: int, kind: str, sentence: str, reply: str) -> None:
    concept = concept_held(plan.concept_ids[place])
    member = people.get(story.dice.randrange(160))
    said = say(member, concept, KINDS[kind], sentence)
    if reply and member.id != concept.author_id:
        author, opening = people.with_id(concept.author_id), comment_held(said.id)
        answer(author, concept, opening, reply)
        settle(author, concept, opening, ANSWERS[kind])
