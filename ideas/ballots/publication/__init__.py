"""What lets a stranger count a round again: its ballots without identities, the facts of the count, and the record's word."""
