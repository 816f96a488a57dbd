"""Counting rules, pure: ballots in; winners, votes and reasons out. They know no database, no member and no clock."""
