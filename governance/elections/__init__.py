"""Elections to an office: nominations, ranked ballots sealed until the close, counted by the single transferable vote.

Another package opens one with `opening.open_election(actor, Office("forum:4", "steward of Bags", url, seats, term_days),
roll=select(Member.id)…)` and hears `governance.events.ElectionCounted(election_id, office)`; `queries.elected_in(election_id)`
says who won.
"""
