"""Held votes: which supports and ballots are not counted yet or not at all, why, who judged that, and what they answer."""
