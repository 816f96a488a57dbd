"""Bringing an election in, in one transaction: its projects become concepts through the same acts as everybody's, its votes
ballots that belong to no account. A second run of the same file changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta

from sqlalchemy import func, select

from governance.pabulib.election import Election
from governance.pabulib.faults import BadFile
from ideas.concepts import drafting, proposing
from ideas.concepts.concept import Concept
from ideas.concepts.queries import concept_held, fields_of
from ideas.forums.forum import Forum, ForumField
from ideas.forums.importing import forum_for_import
from ideas.pabulib.balloting import store_ballots
from ideas.pabulib.ruling import rule_of
from ideas.pabulib.wording import brief_of, title_of, wording_of
from ideas.rounds.cost import ConceptCost
from ideas.rounds.opening import open_round
from ideas.rounds.phase import Timetable
from ideas.rounds.rescheduling import end_phase
from ideas.rounds.round import HELD_ELSEWHERE, Round
from ideas.rounds.terms import RoundTerms
from kernel.clock import now
from kernel.database import db
from kernel.rules import RuleBroken
from members.accounts.admitting import admit
from members.accounts.member import Member, Role

PROPOSER = "Proposer not recorded"
PROPOSING, BALLOTING = timedelta(days=28), timedelta(days=14)
SUMMARY = "Votes that were held elsewhere, brought in to be counted here."
SAID_BY = {"choices_limit": "max_length", "points": "max_sum_points", "budget": "budget"}  # the rule's fields, by META
Progress = Callable[[str, int, int], None]


@dataclass
class Brought:
    """What an import brought in; `unchanged` says how many concepts were there already."""

    concepts: int = 0
    ballots: int = 0
    unchanged: int = 0

    def line(self) -> dict[str, int]:
        """For the one line of output; `unchanged` only where there was something to leave alone."""
        counts = asdict(self)
        return counts if self.unchanged else {name: count for name, count in counts.items() if name != "unchanged"}


def bring_in(election: Election, digest: str, forum_slug: str, slug: str, progress: Progress) -> Brought:
    """Import the election as the round `slug`. Wants a transaction. Raises RuleBroken, importing nothing; BadFile where it is
    a line of the file that a rule of this site refuses.
    """
    there: Round | None = db.session.scalar(select(Round).where(Round.slug == slug))
    if there is not None:
        return _left_alone(there, digest)
    operator = Member(name="The site's operator", role=Role.STAFF, confirmed_at=now())  # acts, but is nobody's account
    forum = forum_for_import(operator, forum_slug, SUMMARY)  # held here, so that every act finds it loaded
    round = _open(operator, forum, election, digest, slug)
    concepts = _propose(round, election, progress)
    end_phase(operator, round, "Imported: proposing took place elsewhere.")  # there is no refining: the ballot opens
    store_ballots(round, election, concepts, progress)
    return Brought(len(concepts), len(election.ballots))


def _left_alone(round: Round, digest: str) -> Brought:
    if round.imported_from != _origin(digest):
        raise RuleBroken(f"There is a round “{round.slug}” already, and it does not come from this file.")
    concepts = db.session.scalar(select(func.count()).where(Concept.round_id == round.id)) or 0
    return Brought(unchanged=concepts)


def _origin(digest: str) -> str:
    return f"{HELD_ELSEWHERE} sha256:{digest}"


def _open(operator: Member, forum: Forum, election: Election, digest: str, slug: str) -> Round:
    at = now()
    timetable = Timetable(at, at + PROPOSING, at + PROPOSING, at + PROPOSING + BALLOTING)
    title, brief = title_of(election, slug), brief_of(election)
    terms = RoundTerms(title=title, brief=brief, timetable=timetable, rule=rule_of(election), slug=slug)
    try:
        return open_round(operator, forum, terms, imported_from=_origin(digest))
    except RuleBroken as broken:
        if broken.field not in SAID_BY:
            raise
        raise BadFile(broken.message, election.lines.get(SAID_BY[broken.field])) from None


def _propose(round: Round, election: Election, progress: Progress) -> dict[str, int]:
    """Every project as a concept with its cost; {id in the file: concept id}."""
    author, fields = admit(PROPOSER, HELD_ELSEWHERE), fields_of(round.forum_id)
    concepts: dict[str, int] = {}
    for done, project in enumerate(election.projects, 1):
        concepts[project.id] = _concept(author, round, election, done - 1, fields)
        cost = {"concept_id": concepts[project.id], "cost_minor": project.cost_minor, "source": "The imported file."}
        db.session.add(ConceptCost(round_id=round.id, **cost))
        progress("concepts", done, len(election.projects))
    db.session.flush()
    return concepts


def _concept(author: Member, round: Round, election: Election, place: int, fields: list[ForumField]) -> int:
    project = election.projects[place]
    concept = drafting.begin(author, round, external_id=project.id)
    try:
        drafting.save(author, concept, wording_of(project, election, fields))
        proposing.propose(author, concept_held(concept.id))
    except RuleBroken as broken:
        raise BadFile(broken.message, project.line) from None
    return concept.id
