"""What a round did with the concepts of a few members, theirs and those they support: what notices about it say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select, union
from sqlalchemy.orm import joinedload

from ideas.concepts.co_author import CoAuthor
from ideas.concepts.concept import Concept, ConceptState
from ideas.rounds.round import Round
from ideas.status.facts import NONE, Facts, facts_of
from ideas.status.status import status_of
from ideas.status.stop import Status
from ideas.supports.support import Support, live
from kernel.database import db
from kernel.rules import counted


@dataclass(slots=True)
class Mine:
    """One member's part in a round: their own concepts and those they support, each with what is known of it."""

    own: list[tuple[Concept, Facts]] = field(default_factory=list)
    supported: list[tuple[Concept, Facts]] = field(default_factory=list)


def parts_in(round: Round, member_ids: Collection[int]) -> dict[int, Mine]:
    """The part of each of these members in the round. Four statements, however many they are."""
    own, backed = _authors(round, member_ids), _supporters(round, member_ids)
    ids = {concept_id for _, concept_id in (*own, *backed)}
    loaded = select(Concept).where(Concept.id.in_(ids)).options(joinedload(Concept.round))
    concepts = {one.id: one for one in db.session.scalars(loaded)} if ids else {}
    facts, parts = facts_of(ids), defaultdict[int, Mine](Mine)
    for member_id, concept_id in own:
        parts[member_id].own.append((concepts[concept_id], facts.get(concept_id, NONE)))
    for member_id, concept_id in backed:
        parts[member_id].supported.append((concepts[concept_id], facts.get(concept_id, NONE)))
    return parts


def _authors(round: Round, member_ids: Collection[int]) -> list[tuple[int, int]]:
    standing = (Concept.round_id == round.id, Concept.state == ConceptState.PROPOSED, Concept.hidden_at.is_(None))
    first = select(Concept.author_id.label("member"), Concept.id).where(*standing, Concept.author_id.in_(member_ids))
    mates = select(CoAuthor.member_id, Concept.id).join(Concept, Concept.id == CoAuthor.concept_id)
    mates = mates.where(*standing, CoAuthor.member_id.in_(member_ids), *CoAuthor.active())
    both = union(first, mates).subquery()
    return [(member, concept) for member, concept in db.session.execute(select(both).order_by(both.c.id))]


def _supporters(round: Round, member_ids: Collection[int]) -> list[tuple[int, int]]:
    theirs = (
        select(Support.member_id, Concept.id)
        .join(Concept, Concept.id == Support.concept_id)
        .where(
            Concept.round_id == round.id,
            Concept.state == ConceptState.PROPOSED,
            Concept.hidden_at.is_(None),
            Support.member_id.in_(member_ids),
            live(),
        )
        .order_by(Concept.id)
    )
    return [(member, concept) for member, concept in db.session.execute(theirs)]


def quoted(concepts: Iterable[Concept]) -> str:
    """Their titles in one phrase, three at most: “A”, “B” and 2 more."""
    titles = [f"“{one.title}”" for one in concepts]
    if len(titles) > 3:
        return f"{', '.join(titles[:3])} and {len(titles) - 3:,} more"
    return " and ".join([", ".join(titles[:-1]), titles[-1]]) if len(titles) > 1 else "".join(titles)


def ballot_words(round: Round, mine: Mine) -> str:
    """That the ballot is open, and which of the member's own and supported concepts are on it."""
    told = [f"The ballot of “{round.title}” is open."]
    on = [one for one, facts in mine.own if facts.is_finalist]
    if on:
        told.append(f"Your {quoted(on)} {'is' if len(on) == 1 else 'are'} on it.")
    told += _backed_on_it(mine)
    return " ".join([*told, "Choose what should be made."])


def _backed_on_it(mine: Mine) -> list[str]:
    own = {one.id for one, _ in mine.own}
    backed = [(one, facts) for one, facts in mine.supported if one.id not in own and facts.finalists]
    on = [one for one, facts in backed if facts.is_finalist]
    if not backed:
        return []
    if len(backed) == 1:
        return [f"{quoted([backed[0][0]])}, which you support, is {'' if on else 'not '}on it."]
    return [f"{len(on)} of the {counted(len(backed), 'concept')} you support {'is' if len(on) == 1 else 'are'} on it."]


def missed(mine: Mine) -> list[tuple[Concept, Facts]]:
    """The member's own concepts that are not on the ballot."""
    return [(one, facts) for one, facts in mine.own if facts.finalists and not facts.is_finalist]


def missed_notice(round: Round, concept: Concept, finalists: int) -> str:
    """That it is not on the ballot. How far it was from it is sealed until the round closes."""
    return (
        f"Your “{concept.title}” is not among the {counted(finalists, 'finalist')} of “{round.title}”. "
        "Its place and supports are shown once the round is closed. Its page says what you can do next."
    )


def counted_words(round: Round, mine: Mine, who_won: str, at: datetime) -> str:
    """What the count did with the member's own concepts, then with those they support, then who won."""
    won = [one for one, facts in mine.own if facts.won]
    lost = [_lost_line(one, status_of(one, facts, at)) for one, facts in mine.own if not facts.won]
    won_words = (
        f"Your {quoted(won)} won in “{round.title}”, and staff judge in public whether {_they(won)} can be made."
    )
    ends = f"“{round.title}” is counted: {who_won}. See who won and why, and what your own choices did."
    return " ".join([*([won_words] if won else []), *lost[:3], *_backed_won(mine), ends])


def _they(concepts: Collection[Concept]) -> str:
    return "it" if len(concepts) == 1 else "they"


def _lost_line(concept: Concept, status: Status) -> str:
    return f"Your {status.said_of(concept.title)}"


def _backed_won(mine: Mine) -> list[str]:
    own = {one.id for one, _ in mine.own}
    backed = [(one, facts.won) for one, facts in mine.supported if one.id not in own]
    won = [one for one, has_won in backed if has_won]
    if won:
        return [f"{quoted(won)}, which you supported, won, and staff judge in public whether {_they(won)} can be made."]
    if len(backed) == 1:
        return [f"{quoted([backed[0][0]])}, which you supported, did not win."]
    return ["None of what you supported won."] if backed else []
