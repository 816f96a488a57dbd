"""Counting rules, pure: votes in; winners, reasons and prices out. They know no database, no member and no clock.

    from governance.counting.contest import Contest, Finalist, TieRule, Vote, grouped
    from governance.counting.count import count
    from governance.counting.rule import Completion, Rule, RuleName, Utility
    from governance.counting.telling import reasons, told

    contest = Contest(
        finalists=(Finalist("lamp", cost=90_000, drawn=1), Finalist("bag", cost=40_000, drawn=0)),
        votes=grouped([Vote(("lamp",)), Vote(("lamp", "bag")), Vote(("bag",))]),
        budget=100_000,  # minor units; for places: budget=3, in_places=True and every cost 1
    )
    outcome = count(contest, Rule())  # Equal Shares, cost utility, add1 then most votes first
    outcome.winners                   # ("bag",)
    outcome.standings                 # every finalist, winners first: reason, money, what was short
    outcome.paid_by(contest.votes[1]) # {"bag": Fraction(20_000)}: what such a voter's share paid for
    told(outcome, names)              # sentences for the top of a result
    reasons(outcome, names)           # one sentence for each standing

A frozen result needs `share`, `prices` and the standings; `outcome.paid_by(vote)` works from those alone.
"""
