"""The public record: an append-only, hash-chained list of decisions, counts and moderation."""
