"""The brand's colours as a small stylesheet of their own, since no page may carry a style; its address names its content."""

from __future__ import annotations

from hashlib import sha256

from kernel.brand.colour import DARK_PAPERS, LIGHT_PAPERS, on, readable, shifted


def _accent(colour: str, deeper: float) -> str:
    return f"--raw-accent:{colour};--raw-accent-deep:{shifted(colour, deeper)};--raw-on-accent:{on(colour)}"


def _forums(colours: dict[str, str], papers: tuple[str, ...], scope: str = "") -> str:
    return "".join(f"{scope}.{name}{{--forum:{readable(colour, papers)}}}" for name, colour in colours.items())


def stylesheet(accent: str, accent_dark: str, colours: dict[str, str]) -> str:
    """Tokens for the accent in both schemes, and one class per coloured thing that sets --forum to what reads there."""
    light, dark = _accent(accent, -0.06), _accent(accent_dark, 0.05)
    in_light = _forums(colours, LIGHT_PAPERS, '[data-scheme="light"] ')
    in_dark = _forums(colours, DARK_PAPERS, '[data-scheme="dark"] ')
    forums_dark = _forums(colours, DARK_PAPERS)
    return (
        f'@layer tokens{{:root,[data-scheme="light"]{{{light}}}'
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-scheme]){{{dark}}}}}"
        f'[data-scheme="dark"]{{{dark}}}}}'
        f"@layer components{{{_forums(colours, LIGHT_PAPERS)}"
        f"@media screen and (prefers-color-scheme:dark){{{forums_dark}}}"
        f"{in_light}{in_dark}}}"
    )


def fingerprint(css: str) -> str:
    """Twelve hex digits that change with the colours."""
    return sha256(css.encode()).hexdigest()[:12]
