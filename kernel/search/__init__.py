"""One index over all that members can read: accents, Chinese and typing slips find. Acts keep it, in their transaction."""

from kernel.search.finding import Hit, Hits, find
from kernel.search.indexing import forget, index

__all__ = ["Hit", "Hits", "find", "forget", "index"]
