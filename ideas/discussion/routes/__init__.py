"""The pages of a discussion: threads and what is said in them, and keeping order."""

from ideas.discussion.routes import keeping, talking
from ideas.discussion.routes.blueprint import bp

__all__ = ["bp", "keeping", "talking"]
