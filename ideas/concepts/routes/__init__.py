"""The pages of a concept: reading it, writing it, its authors, and how it leaves its round."""

from ideas.concepts.routes import authors, leaving, pictures, publishing, reading, writing
from ideas.concepts.routes.blueprint import bp

__all__ = ["authors", "bp", "leaving", "pictures", "publishing", "reading", "writing"]
