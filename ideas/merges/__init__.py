"""Merges: look-alike concepts become one by consent, or by a keeper with a public reason; each can be undone exactly."""
