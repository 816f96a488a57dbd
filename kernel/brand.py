"""What makes the site one brand's: its name, tagline, accent and logo."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Brand:
    """The brand as pages show it."""

    name: str = "Commonmade"
    tagline: str = "What we make, we decide together."
    css_url: str = "/brand.css"
