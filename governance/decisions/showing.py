"""What the page of one decision shows: the same for the page itself and for the part that htmx swaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from governance.decisions.contribution import Contribution
from governance.decisions.decision import Decision, Phase
from governance.decisions.forms import ContributionForm, VoteForm
from governance.decisions.kinds import kind_of
from governance.decisions.majority import has_majority, yes_needed
from governance.decisions.policy import may_contribute, may_moderate, may_retract, may_vote, may_withdraw
from governance.decisions.queries import choice_of, is_on_roll, threads_of
from governance.decisions.terms import is_as_recorded
from governance.decisions.vote import Choice
from kernel.policy import Verdict
from members.accounts.member import Member


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who reads, and what they may do with a contribution."""

    member: Member | None
    at: datetime

    def may_retract(self, said: Contribution) -> Verdict:
        """Whether they may take it back."""
        return may_retract(self.member, said, self.at)

    def may_moderate(self, said: Contribution | Decision) -> Verdict:
        """Whether they may hide it or show it again."""
        return may_moderate(self.member, said.author_id, self.at)


def shown(member: Member | None, decision: Decision, at: datetime, **forms: Any) -> dict[str, Any]:
    """Everything on the page of this decision, for this reader. Seven statements at most."""
    phase = decision.phase(at)
    own = choice_of(member, decision)
    return {
        "decision": decision,
        "kind": kind_of(decision),
        "phase": phase,
        "own": own,
        "may_vote": may_vote(member, decision, is_on_roll(member, decision), at),
        "may_withdraw": may_withdraw(member, decision, kind_of(decision).owed, at),
        "may_contribute": may_contribute(member, decision, at),
        "threads": threads_of(decision),
        "speaker": Speaker(member, at),
        "as_recorded": is_as_recorded(decision),
        "missing": missing(decision) if phase is Phase.FAILED else [],
        "vote_form": VoteForm(data={"choice": own.value if own else None}),
        "form": ContributionForm(),
        "choices": Choice,
        "at": at,
        **forms,
    }


def missing(decision: Decision) -> list[str]:
    """What a failed decision lacked, in sentences. Its outcome must be loaded."""
    found: list[str] = []
    outcome = decision.outcome
    if outcome is None:
        return found
    voters = outcome.yes + outcome.no + outcome.abstain
    if voters < decision.quorum:
        lack = decision.quorum - voters
        found.append(f"{lack} more {'voter was' if lack == 1 else 'voters were'} needed for the quorum.")
    if not has_majority(outcome.yes, outcome.no, decision.majority_percent):
        needed = yes_needed(outcome.no, decision.majority_percent)
        lack = (needed or outcome.yes) - outcome.yes
        found.append(
            f"With {outcome.no} no it took {needed} yes: {lack} more than there were."
            if needed
            else "A single no was enough to stop it."
        )
    return found
