"""The blueprint of concepts, and the one way in which its routes find a concept: as far as the viewer may see it."""

from __future__ import annotations

from flask import Blueprint, abort

from ideas.concepts.concept import Concept
from ideas.concepts.queries import concept_seen
from kernel.access import viewer

bp = Blueprint("concepts", __name__)


def seen(concept_id: int) -> Concept:
    """The concept as this viewer may see it, or the page that says there is none."""
    return concept_seen(viewer(), concept_id) or abort(404)
