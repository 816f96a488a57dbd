"""Who is told about a merge: the authors who are asked, and everybody who takes part in the concept that went."""

from __future__ import annotations

from ideas.concepts.concept import Concept
from ideas.merges.merge import ConceptMerge
from ideas.rounds.telling import PORTION, audience
from kernel.database import db, transaction
from kernel.outbox import delivers, post
from members.accounts.member import Member
from members.notices.noticing import notify

WORDS = {
    "merged": "“{source}” was merged into “{target}”. If you supported it, carry your support over or leave; "
    "until you do, it does not count.",
    "unmerged": "“{source}” stands by itself again, with every support it had; those carried over to “{target}” are back "
    "where they came from. What you changed yourself in the meantime stays as you left it.",
}


def tell_proposed(merge: ConceptMerge, by: Member) -> None:
    """Ask the authors of the other concept."""
    asked = merge.target if merge.source.is_by(by.id) else merge.source
    words = f"{by.name} proposes to merge “{merge.source.title}” into “{merge.target.title}”."
    mates = [mate.member_id for mate in asked.co_authors if mate.is_active]
    for member_id in {asked.author_id, *mates} - {by.id}:
        notify(member_id, "concepts", f"merge-proposed:{merge.id}", words, f"/concepts/{asked.id}/merges")


def tell_answered(merge: ConceptMerge, by: Member) -> None:
    """Tell whoever proposed it that it will not be."""
    words = f"{by.name} declined to merge “{merge.source.title}” into “{merge.target.title}”."
    notify(merge.proposed_by_id, "concepts", f"merge-declined:{merge.id}", words, f"/concepts/{merge.source_id}/merges")


def tell_merged(merge: ConceptMerge, by: Member) -> None:
    """Have everybody told who takes part in what was merged, except who did it."""
    _post(merge, "merged", by)


def tell_unmerged(merge: ConceptMerge, by: Member) -> None:
    """Have the same people told that it stands by itself again."""
    _post(merge, "unmerged", by)


def _post(merge: ConceptMerge, what: str, by: Member) -> None:
    post("concept.merge", key=f"concept-{what}:{merge.id}:0", merge_id=merge.id, what=what, but=by.id, after=0)


@delivers("concept.merge", "Telling of a merge")
def tell_portion(merge_id: int, what: str, but: int, after: int) -> None:
    """Tell one portion of people, and leave the rest to the next message."""
    with transaction():
        merge = db.session.get(ConceptMerge, merge_id)
        if merge is None:
            return
        source, target = (db.session.get_one(Concept, one) for one in (merge.source_id, merge.target_id))
        words = WORDS[what].format(source=source.title, target=target.title)
        people = audience(Concept.id == source.id, after)
        for member_id in people:
            if member_id != but:
                notify(member_id, "rounds", f"concept-{what}:{merge_id}", words, f"/concepts/{source.id}")
        if len(people) == PORTION:
            key = f"concept-{what}:{merge_id}:{people[-1]}"
            post("concept.merge", key=key, merge_id=merge_id, what=what, but=but, after=people[-1])
