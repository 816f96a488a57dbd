"""Joining. For now it opens the door that imports use; people's own door follows."""

from members.accounts.admitting import admit

__all__ = ["admit"]
