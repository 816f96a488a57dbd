"""The one blueprint of the pages that stand above the packages."""

from flask import Blueprint

bp = Blueprint("front", __name__)
