"""Flagging, hiding and restoring whatever people write or show here: one mechanism, one closed list of reasons."""
