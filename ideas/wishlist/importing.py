"""Bringing a wishlist's round in, in one transaction: its people are admitted, propose, are rejected and cast their
ballots through the same acts as everybody else, so no rule is passed by. A second run of the same file changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import timedelta

from sqlalchemy import func, select

from governance.counting.contest import TieRule
from governance.counting.rule import RuleName
from ideas.ballots.casting import cast
from ideas.concepts.concept import Concept
from ideas.forums.forum import Forum
from ideas.forums.importing import forum_for_import
from ideas.rounds.opening import open_round
from ideas.rounds.phase import Timetable
from ideas.rounds.rescheduling import end_phase
from ideas.rounds.round import Round
from ideas.rounds.rule import RoundRule
from ideas.rounds.terms import RoundTerms
from ideas.wishlist.proposal import Proposal
from ideas.wishlist.publishing import publish_proposal
from ideas.wishlist.reading import BadLine, Reading
from kernel.clock import now
from kernel.database import db
from kernel.policy import Refused
from kernel.rules import RuleBroken
from members.accounts.admitting import admit_all
from members.accounts.member import Member, Role

SOURCE = "wishlist"
SLOTS = 15
AT_ONCE = 250
PROPOSING, BALLOTING = timedelta(days=28), timedelta(days=14)
SUMMARY = "Wishes that a community proposed and voted on, round by round."
Progress = Callable[[str, int, int], None]


@dataclass
class Tally:
    """What an import brought in: of people, concepts, ballots and rejections only what is new."""

    members: int = 0
    concepts: int = 0
    ballots: int = 0
    rejected: int = 0
    bad_lines: int = 0
    unchanged: int = 0

    def line(self) -> dict[str, int]:
        """For the one line of output; `unchanged` only where there was something to leave alone."""
        counts = asdict(self)
        return counts if self.unchanged else {name: count for name, count in counts.items() if name != "unchanged"}


class BadLines(Exception):  # noqa: N818
    """Lines that the acts' rules refuse. Nothing is imported."""

    def __init__(self, bad: list[BadLine]) -> None:
        super().__init__(f"{len(bad)} bad lines")
        self.bad = bad


def bring_in(reading: Reading, forum_slug: str, slug: str, skip_bad: bool, progress: Progress) -> Tally:
    """Import what was read as the round `slug`. Wants a transaction. Raises RuleBroken or BadLines, importing nothing."""
    there = db.session.scalar(select(Round).where(Round.slug == slug))
    if there is not None:
        return _left_alone(there, reading)
    before = _admitted()
    operator = Member(name="The site's operator", role=Role.STAFF, confirmed_at=now())  # acts, but is nobody's account
    forum = forum_for_import(operator, forum_slug, SUMMARY)  # held here, so that every act finds it loaded
    round = _open(operator, forum, slug, reading.digest)
    people = _people(reading.proposals, progress)
    concepts = _propose(operator, round, reading, people, progress)
    if reading.bad and not skip_bad:
        raise BadLines(reading.bad)
    end_phase(operator, round, "Imported: proposing took place elsewhere.")  # there is no refining: the ballot opens
    standing = [proposal for proposal in reading.proposals if proposal.id in concepts and not proposal.rejected]
    ballots = _cast(round, standing, concepts, people, progress)
    rejected = sum(proposal.rejected for proposal in reading.proposals if proposal.id in concepts)
    return Tally(_admitted() - before, len(concepts), ballots, rejected, len(reading.bad))


def _left_alone(round: Round, reading: Reading) -> Tally:
    if round.imported_from != _origin(reading.digest):
        raise RuleBroken(f"There is a round “{round.slug}” already, and it does not come from this file.")
    concepts = db.session.scalar(select(func.count()).where(Concept.round_id == round.id)) or 0
    return Tally(bad_lines=len(reading.bad), unchanged=concepts)


def _origin(digest: str) -> str:
    return f"{SOURCE} sha256:{digest}"


def _admitted() -> int:
    return db.session.scalar(select(func.count()).where(Member.imported_from == SOURCE)) or 0


def _open(operator: Member, forum: Forum, slug: str, digest: str) -> Round:
    at = now()
    timetable = Timetable(at, at + PROPOSING, at + PROPOSING, at + PROPOSING + BALLOTING)
    terms = RoundTerms(
        title=slug.replace("-", " ").capitalize(),
        brief="Propose what would help most. Everybody may vote for as many wishes as they like; the most votes win.",
        timetable=timetable,
        rule=RoundRule(slots=SLOTS, counting_rule=RuleName.MOST_VOTES, tie_rule=TieRule.BY_ID),
        slug=slug,
    )
    return open_round(operator, forum, terms, imported_from=_origin(digest))


def _people(proposals: Iterable[Proposal], progress: Progress) -> dict[str, Member]:
    """Everybody who proposed or voted, by their name in the file. Those who only discussed left no words to bring."""
    names = sorted({name for proposal in proposals for name in (*proposal.proposers, *proposal.voters)})
    people: dict[str, Member] = {}
    for start in range(0, len(names), AT_ONCE):
        people |= admit_all(names[start : start + AT_ONCE], SOURCE)
        progress("members", len(people), len(names))
    return people


def _propose(
    operator: Member, round: Round, reading: Reading, people: dict[str, Member], progress: Progress
) -> dict[str, int]:
    """Every proposal as a concept; {id in the file: concept id}. What a rule refuses becomes a bad line."""
    concepts = {}
    for done, proposal in enumerate(reading.proposals, 1):
        try:
            with db.session.begin_nested():
                concepts[proposal.id] = publish_proposal(operator, round, proposal, people)
        except (RuleBroken, Refused) as refusal:
            reading.bad.append(BadLine(proposal.line, str(refusal)))
        progress("concepts", done, len(reading.proposals))
    return concepts


def _cast(
    round: Round, standing: Iterable[Proposal], concepts: dict[str, int], people: dict[str, Member], progress: Progress
) -> int:
    choices: defaultdict[str, list[int]] = defaultdict(list)
    for proposal in standing:
        for name in proposal.voters:
            choices[name].append(concepts[proposal.id])
    for done, name in enumerate(sorted(choices), 1):
        cast(people[name], round, choices[name])
        progress("ballots", done, len(choices))
    return len(choices)
