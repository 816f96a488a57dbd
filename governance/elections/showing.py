"""What the page of one election shows: the same for the page itself and for the part that htmx swaps."""

from __future__ import annotations

import random
from datetime import datetime
from typing import Any

from governance.counting.single_transferable import ONE
from governance.counting.stages import drawn
from governance.elections.candidate import Candidate
from governance.elections.election import Election, Phase
from governance.elections.forms import AcceptanceForm, NominationForm, ranking_form
from governance.elections.policy import may_nominate, may_stand, may_vote
from governance.elections.queries import candidates_of, on_roll, ranking_of
from governance.elections.stages import named, read
from members.accounts.member import Member


def shown(member: Member | None, election: Election, at: datetime, **forms: Any) -> dict[str, Any]:
    """Everything on the page of this election, for this reader, candidates in an order of the reader's own."""
    phase, roll = election.phase(at), on_roll(member, election)
    named_ones = candidates_of(election)
    standing = shuffled([one for one in named_ones if one.is_standing], election, member)
    own = ranking_of(member, election) if phase is Phase.VOTING else []
    return {
        "election": election,
        "phase": phase,
        "candidates": standing,
        "asked": [one for one in named_ones if one.is_asked],
        "mine": next((one for one in named_ones if member and one.member_id == member.id), None),
        "own": own,
        "may_nominate": may_nominate(member, election, roll, at),
        "may_stand": may_stand(member, election, roll, at),
        "may_vote": may_vote(member, election, roll, at),
        "form": NominationForm(),
        "acceptance": AcceptanceForm(prefix="own-"),
        "ranking": ranking_form(standing, own=own),
        "count": told(election, standing) if election.result else None,
        "at": at,
        **forms,
    }


def shuffled(candidates: list[Candidate], election: Election, member: Member | None) -> list[Candidate]:
    """An order that is each reader's own and stays the same for them, so that no name is always first."""
    reader = member.id if member else 0
    order = random.Random(f"{election.id}:{reader}")  # noqa: S311  (an order of display decides nothing)
    return order.sample(candidates, len(candidates))


def told(election: Election, candidates: list[Candidate]) -> dict[str, Any]:
    """The result with names in place of ids, and its stages as they are drawn. The result must be loaded."""
    result = election.result
    counted: dict[str, Any] = result.counted if result else {}
    people = {one.id: one.member for one in candidates}
    names = {key: member.name for key, member in people.items()}
    return {
        "told": [named(words, names) for words in counted["told"]],
        "standings": [{**line, "member": people.get(line["candidate"])} for line in counted["standings"]],
        "stages": drawn(
            [read(stage) for stage in counted["stages"]],
            [named(stage["words"], names) for stage in counted["stages"]],
            {line["candidate"]: names.get(line["candidate"], "somebody who left") for line in counted["standings"]},
        ),
        "quota": result.quota / ONE if result else 0,
    }
