"""The rounds' pages: for readers, and for those who keep a forum."""

from ideas.rounds.routes import changing as _changing  # noqa: F401  (its pages)
from ideas.rounds.routes import costing as _costing  # noqa: F401  (its pages)
from ideas.rounds.routes import keeping as _keeping  # noqa: F401  (its pages)
from ideas.rounds.routes import signals as _signals  # noqa: F401  (its pages)
from ideas.rounds.routes.reading import bp

__all__ = ["bp"]
