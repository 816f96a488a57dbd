"""How the demo world rules itself: decisions that passed, failed, are voted on and discussed, and one emergency act."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from demo.people import People
from demo.story import Story, flowing
from governance.charter.emergency import act_in_emergency
from governance.charter.enacting import found_charter
from governance.charter.proposing import propose_conduct, propose_value
from governance.charter.rules import RULES
from governance.decisions.contribution import Contribution
from governance.decisions.decision import Decision
from governance.decisions.follower import follow
from governance.decisions.talking import contribute
from governance.decisions.vote import Choice
from governance.decisions.voting import vote
from kernel.database import db

SILENCE = flowing("""
Four weeks without a word is long when you have paid. The grinder was ten days late and nobody minded, because
there was a picture each week. The lids were on time, and people wrote to each other to ask whether they existed.

Three weeks leaves time for a holiday.
""")
TERM = (
    "A year is over before a steward knows every face in the forum. Three years would let them finish what they begin."
)
CHOICES = flowing("""
With five ticks I had to choose between two lamps that I would both buy. Equal Shares does not mind more ticks: my
share is split among what wins. Eight is still few enough that I read all of them.
""")
VOTING_DAYS = flowing("""
Whoever works shifts is home on one weekend in two. With seven days some of us never see a ballot while it is open.
Ten days always hold a free one.
""")
ADVERTS = flowing("""
One account pastes the same advert for phone covers under every concept since Friday night; we hid 58 of them. Thirty
comments a day are plenty for honest talk, and the limit buys us the time to find out how they sign up.
""")
CONDUCT = flowing("""
Say what is wrong with a **concept**, with its seams or its sums. Leave out what you think of whoever drew it. *“This
strap will tear”* helps; *“you have never carried anything”* does not.
""")
TALK = (
    ("decision.voting-days", -2.6, 21, "I am a nurse, and yes. I missed the vote on silence by one night."),
    (
        "decision.voting-days",
        -2.2,
        34,
        "Longer votes make slower rules. Could those who work shifts not be told earlier?",
    ),
    ("decision.voting-days", -1.4, 8, "We are told when it opens. It is the ten minutes of quiet that are missing."),
    ("ballot.choices", -6.5, 40, "Five made me think. With eight I will just tick what is pretty."),
    ("ballot.choices", -5.8, 17, "For a round with thirty finalists eight is not many."),
    ("update.overdue-days", -118, 29, "As somebody who makes things: three weeks is fair, two would be homework."),
)


@dataclass(frozen=True, slots=True)
class Poll:
    """A decision on a value: who asks what on which day, and how so many of the crowd vote."""

    key: str
    number: int
    reason: str
    by: str | int
    day: float
    yes: int
    no: int
    abstain: int


POLLS = (
    Poll("update.overdue-days", 21, SILENCE, "omar", -120, 31, 6, 4),
    Poll("steward.term-days", 1095, TERM, 11, -70, 9, 22, 3),
    Poll("ballot.choices", 8, CHOICES, 12, -9.5, 14, 11, 2),
    Poll("decision.voting-days", 10, VOTING_DAYS, 19, -3, 0, 0, 0),
)


def tell_charter(story: Story, people: People) -> None:
    """Schedule the founding, the decisions with their votes, what is said about them, and the emergency act."""
    story.at(-429, found_charter)
    story.at(-130, _follow, people)
    for poll in POLLS:
        _poll(story, people, poll)
    story.at(-100, _ask_for_conduct, people)
    story.at(-92, _vote_on_conduct, people)
    story.tick(-85.9)
    for key, day, who, words in TALK:
        story.at(day, _say, people, key, who, words)
    story.at(-0.9, _emergency, people)


def _poll(story: Story, people: People, poll: Poll) -> None:
    story.at(poll.day, _ask, people, poll)
    choices = [Choice.YES] * poll.yes + [Choice.NO] * poll.no + [Choice.ABSTAIN] * poll.abstain
    story.dice.shuffle(choices)
    for place, choice in enumerate(choices):
        story.at(poll.day + 7.1 + 6 * place / len(choices), _vote, people, poll.key, 20 + place, choice)
    story.tick(poll.day + 14.05)


def _follow(people: People) -> None:
    for who in ("maya", "omar", "theo"):
        follow(people.get(who))


def _ask(people: People, poll: Poll) -> None:
    propose_value(people.get(poll.by), RULES[poll.key], poll.number, poll.reason)


def _vote(people: People, key: str, who: int, choice: Choice) -> None:
    vote(people.get(who), _open(key), choice)


def _ask_for_conduct(people: People) -> None:
    reason = "Three people left the kettle's discussion in one week. I would like them back."
    propose_conduct(people.get("maya"), "Speak of the thing, not of the person", CONDUCT, reason)


def _vote_on_conduct(people: People) -> None:
    decision = db.session.scalars(select(Decision).where(Decision.kind == "conduct-rule", Decision.is_open)).one()
    for who in range(30, 58):
        vote(people.get(who), decision, Choice.NO if who % 9 == 0 else Choice.YES)


def _say(people: People, key: str, who: int, words: str) -> None:
    decision = _open(key)
    query = select(Contribution).where(Contribution.decision_id == decision.id).order_by(Contribution.id.desc())
    before = db.session.scalars(query.limit(1)).first()
    contribute(people.get(who), decision, words, before)


def _emergency(people: People) -> None:
    act_in_emergency(people.get("ines"), RULES["discussion.comments-per-day"], 30, ADVERTS)


def _open(key: str) -> Decision:
    return db.session.scalars(select(Decision).where(Decision.subject == key, Decision.is_open)).one()
