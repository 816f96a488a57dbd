"""Supports: a member's standing "I want this" while a round takes proposals; revocable, never negative."""
