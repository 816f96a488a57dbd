"""Two hundred members who sign up one after another, and the five who can be signed in as."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from demo.story import Story
from kernel.database import db
from members.accounts.confirming import confirm
from members.accounts.granting import grant
from members.accounts.member import Member, Role
from members.accounts.signing_up import new_secret, sign_up
from members.accounts.token import AccountToken

WORLD = Path(__file__).parent / "world"
PASSWORD = "osier and ash by the river"  # noqa: S105  (printed on purpose: this world is a demo)
NAMED = {
    "ada": ("Ada Whitlock", Role.ADMIN),
    "ines": ("Inés Duarte", Role.STAFF),
    "theo": ("Theo Brandt", Role.MEMBER),
    "maya": ("Maya Okafor", Role.MEMBER),
    "omar": ("Omar Haddad", Role.MEMBER),
}
CROWD = 195


@dataclass
class People:
    """Who there is, by first name for the five, and the crowd in the order they joined."""

    named: dict[str, int] = field(default_factory=dict)
    crowd: list[int] = field(default_factory=list)

    def get(self, who: str | int) -> Member:
        """A member by first name or by place in the crowd, read in the open transaction."""
        return self.with_id(self.named[who] if isinstance(who, str) else self.crowd[who % len(self.crowd)])

    def with_id(self, member_id: int) -> Member:
        """The member with this id."""
        member = db.session.get(Member, member_id)
        if member is None:
            raise LookupError(member_id)
        return member


def join(story: Story) -> People:
    """Schedule everybody's joining, the five first."""
    people, secret = People(), new_secret(PASSWORD)
    for place, (first, (name, role)) in enumerate(NAMED.items()):
        story.at(-430 + place / 10, _join_named, people, first, name, role, secret)
    names = _names(story)
    for place, name in enumerate(names):
        day = -425 + 415 * (place / len(names)) ** 3
        story.at(day, _join_crowd, people, name, f"member{place + 1}@osier-ash.example", secret)
    return people


def _names(story: Story) -> list[str]:
    with (WORLD / "people.toml").open("rb") as file:
        words = tomllib.load(file)
    pairs = [f"{first} {family}" for first in words["first"] for family in words["family"]]
    taken = {name for name, _ in NAMED.values()}
    free = [name for name in pairs if name not in taken]
    return story.dice.sample(free, CROWD)


def _join_named(people: People, first: str, name: str, role: Role, secret: str) -> None:
    member = _join(name, f"{first}@osier-ash.example", secret)
    if role is not Role.MEMBER:
        grant(None, member, role)
    people.named[first] = member.id


def _join_crowd(people: People, name: str, email: str, secret: str) -> None:
    people.crowd.append(_join(name, email, secret).id)


def _join(name: str, email: str, secret: str) -> Member:
    member = sign_up(name, email, secret, "Europe/Berlin")
    token = db.session.scalar(select(AccountToken).where(AccountToken.member_id == member.id))
    if token is not None:
        confirm(token)
    return member
