"""Who people are: accounts, sessions, profiles and the notices they get."""
