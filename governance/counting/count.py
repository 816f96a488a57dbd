"""One door to every rule: a contest and a rule in, the outcome out. The same contest always gives the same outcome."""

from __future__ import annotations

from collections.abc import Callable

from governance.counting.by_votes import most_votes
from governance.counting.contest import C, Contest
from governance.counting.equal_shares import equal_shares
from governance.counting.outcome import Outcome
from governance.counting.rule import Rule, RuleName
from governance.counting.single_transferable import single_transferable

Progress = Callable[[int, int], None]


def count(contest: Contest[C], rule: Rule, progress: Progress | None = None) -> Outcome[C]:
    """The outcome of this contest under this rule, whatever order votes and finalists come in.

    `progress` is told now and then (done, of): a million ballots take a minute. Raises ValueError when the rule cannot
    count this kind of ballot.
    """
    if rule.name is RuleName.EQUAL_SHARES:
        return equal_shares(contest, rule, progress)
    if rule.name is RuleName.SINGLE_TRANSFERABLE_VOTE:
        return single_transferable(contest, rule)
    return most_votes(contest, rule)
