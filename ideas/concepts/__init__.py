"""Concepts: proposed products, their drafts, frozen versions, authors, pictures and the signals they answer."""
