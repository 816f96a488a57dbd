"""Elections from elsewhere: a Pabulib file brought in as a round, its projects as concepts and its votes as ballots."""
