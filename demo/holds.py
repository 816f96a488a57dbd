"""Two rings that were noticed: eight accounts from one network in a round long counted, of which staff released a family and
found the rest invalid; and eight in the ballot that is open now, of whom one has answered.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from demo.people import PASSWORD, People
from demo.rounds import Plan, round_of
from demo.story import Story
from ideas.ballots.casting import cast
from ideas.holds.appealing import appeal
from ideas.holds.hold import Hold
from ideas.holds.judging import invalidate, release
from ideas.rounds.finalist import Finalist
from kernel.database import db
from members.accounts.confirming import confirm
from members.accounts.member import Member
from members.accounts.origin import remember_origin
from members.accounts.signing_up import new_secret, sign_up
from members.accounts.token import AccountToken

EARLIER = ("Ilse Marrow", "Jorn Marrow", "Tilda Marrow", "Kay Stint", "Bo Harl", "Lio Crane", "Sem Plover", "Fay Knot")
NOW = ("Pia Teal", "Rune Teal", "Ode Finch", "Gil Heron", "Una Wren", "Ari Swift", "Noa Siskin", "Max Dunlin")
ANSWER = (
    "We are a shared flat above the bakery: four of us, and the four downstairs. Rune read about the round in the shop "
    "window and told everybody at dinner. I did vote for what I want."
)


def ring(story: Story, people: People, plan: Plan, names: Sequence[str], joined: float, voted: float) -> None:
    """Schedule these accounts' joining from one network, their ballots for the finalist placed last, and a look at them."""
    secret = new_secret(PASSWORD)
    for place, name in enumerate(names):
        story.at(joined + place / 9, _join, name, f"198.51.100.{place + 10}", secret)
        story.at(voted + place / 40, _vote, people, plan, name)
    story.tick(voted + 0.5)


def answered(story: Story, day: float) -> None:
    """One of those held in the open ballot answers."""
    story.at(day, _answer, NOW[0])


def judged(story: Story, people: People, day: float) -> None:
    """Staff judge the earlier ring: a family is released, the others found invalid by two."""
    story.at(day, _release, people, EARLIER[:3])
    story.at(
        day + 0.1,
        _invalidate,
        people,
        "ines",
        "Five accounts in half a day, one concept, and no answer to our letters.",
    )
    story.at(day + 1.2, _invalidate, people, "ada", "I looked at the same facts and wrote to each of them. I agree.")


def _join(name: str, address: str, secret: str) -> None:
    member = sign_up(name, f"{name.split()[0].lower()}.{name.split()[1].lower()}@osier-ash.example", secret)
    remember_origin(member, address)
    token = db.session.scalar(select(AccountToken).where(AccountToken.member_id == member.id))
    if token is not None:
        confirm(token)


def _named(name: str) -> Member:
    return db.session.scalars(select(Member).where(Member.name == name)).one()


def _vote(people: People, plan: Plan, name: str) -> None:
    round_ = round_of(plan)
    last = select(Finalist.concept_id).where(Finalist.round_id == round_.id).order_by(Finalist.position.desc()).limit(1)
    cast(_named(name), round_, [db.session.scalars(last).one()])


def _holds(names: Sequence[str]) -> Sequence[Hold]:
    held = select(Hold).join(Member, Member.id == Hold.member_id).where(Member.name.in_(names))
    return db.session.scalars(held.order_by(Hold.member_id)).all()


def _answer(name: str) -> None:
    for hold in _holds([name]):
        appeal(_named(name), hold, ANSWER)


def _release(people: People, names: Sequence[str]) -> None:
    release(people.get("ines"), _holds(names), "A family of three who share a connection; each has written to us.")


def _invalidate(people: People, who: str, why: str) -> None:
    invalidate(people.get(who), _holds(EARLIER[3:]), why)
