"""One index over all that members can read: accents, Chinese and typing slips find. Acts keep it, in their transaction."""

from kernel.search.finding import Hit, Hits, OfKind, Overview, find, overview
from kernel.search.indexing import forget, index
from kernel.search.kinds import declare

__all__ = ["Hit", "Hits", "OfKind", "Overview", "declare", "find", "forget", "index", "overview"]
