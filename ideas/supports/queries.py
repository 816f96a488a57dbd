"""What readers and the act need of supports."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import contains_eager, load_only

from ideas.concepts.concept import Concept, ConceptState
from ideas.holds.counted import uncounted_supports_of
from ideas.rounds.round import Round
from ideas.supports.support import Support, live
from kernel.database import db
from members.accounts.member import Member


def concept_held(concept_id: int) -> Concept | None:
    """A concept with its round, read afresh for the open transaction; the round stays as it is until that ends.

    Many may hold one round at a time; closing or rescheduling it waits for all of them. Only what the policy and the
    button ask for is read. Drafts and hidden ones: None.
    """
    concept: Concept | None = db.session.scalar(_held(), {"concept_id": concept_id})
    return concept


@cache
def _held() -> Select[Any]:
    """Built once: the site's most frequent write begins with it."""
    return (
        select(Concept)
        .join(Concept.round)
        .where(Concept.id == bindparam("concept_id"), Concept.state != ConceptState.DRAFT, Concept.hidden_at.is_(None))
        .options(
            load_only(
                Concept.state,
                Concept.hidden_at,
                Concept.author_id,
                Concept.round_id,
                Concept.supports_count,
                Concept.current_version_id,
                Concept.material_version_id,
            ),
            contains_eager(Concept.round).load_only(
                Round.slug, Round.proposing_at, Round.refining_at, Round.balloting_at, Round.closes_at
            ),
        )
        .with_for_update(read=True, of=Round)
        .execution_options(populate_existing=True)
    )


def support_of(member: Member | None, concept: Concept) -> Support | None:
    """This person's support of it, live or stale, if any."""
    return None if member is None else db.session.get(Support, (concept.id, member.id), populate_existing=True)


def supports(member: Member | None, concept: Concept) -> bool:
    """Whether this person supports it, live or stale."""
    return support_of(member, concept) is not None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many support a concept as it stands, how many supported an earlier version and did not carry over, and how many
    of the live were set apart: held, or from accounts not confirmed or too new when balloting began.
    """

    live: int
    stale: int
    apart: int = 0


def tally_of(concept: Concept) -> Tally:
    """The counts, to be shown only when `policy.shows_supports` says so. One statement."""
    stale, apart = db.session.execute(select(*uncounted_of(concept))).one()
    return Tally(concept.supports_count - apart, stale, apart)


def uncounted_of(concept: Concept) -> tuple[Any, Any]:
    """How many of its supports are stale, and how many were set apart: two columns for a statement of the caller's."""
    earlier = (Support.concept_id == concept.id, Support.version_id < concept.material_version_id)
    stale = select(func.count()).select_from(Support).where(*earlier)
    return stale.scalar_subquery().label("stale"), uncounted_supports_of(concept).scalar_subquery().label("apart")


def changed_since_supported(member: Member, at: datetime) -> Select[Any]:
    """The ids of standing concepts that wait for this member to carry their support over or leave."""
    return (
        select(Concept.id)
        .join(Support, (Support.concept_id == Concept.id) & (Support.member_id == member.id))
        .join(Concept.round)
        .where(~live(), Concept.state == ConceptState.PROPOSED, Concept.hidden_at.is_(None), Round.balloting_at > at)
        .order_by(Round.balloting_at, Concept.id)
    )


def supported_among(member: Member | None, concept_ids: Collection[int]) -> set[int]:
    """Which of these concepts this person supports: one statement for a whole list."""
    if member is None or not concept_ids:
        return set()
    theirs = select(Support.concept_id).where(Support.member_id == member.id, Support.concept_id.in_(concept_ids))
    return set(db.session.scalars(theirs))
