"""Discussion of concepts: comments in threads by kind, flags, and moderation that is public and can be undone."""
