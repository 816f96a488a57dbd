"""The commons: forums, rounds, concepts, discussion, supports, ballots and the judgement of winners."""
