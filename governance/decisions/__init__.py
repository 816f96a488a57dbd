"""Decisions of the members: discussed, then voted on with yes, no or abstain, sealed until the close.

Another folder adds its own kind of decision in three steps:

1. `kinds.add(Kind("recall", label="Recall of a steward", subject_url=…))` when it is imported (governance/wiring.py imports
   it). `Kind.enact(decision)` is called once, in the transaction in which a passed decision takes effect.
2. `opening.open_decision(actor, Motion("recall", subject="forum:4:steward:12", title=…, reason=…, proposed={…}),
   roll=member_ids, majority_percent=value("steward.recall-percent"))`. With a roll only these members may vote, and the
   roll is frozen; without one every member may whose account is old enough. One open decision for a kind and subject.
3. Or, from another package, subscribe to `governance.events.DecisionPassed(decision_id, kind, subject)` (published when it
   takes effect, so after a cooling-off) and `DecisionFailed(decision_id, kind, subject)`, and leave `enact` out.
"""
