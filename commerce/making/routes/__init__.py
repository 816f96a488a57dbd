"""The pages of the making: the timeline, the inspections, and the parcels."""

from flask import Blueprint

bp = Blueprint("making", __name__)

from commerce.making.routes import inspections, milestones, parcels  # noqa: E402, F401  (they hang their views on bp)
