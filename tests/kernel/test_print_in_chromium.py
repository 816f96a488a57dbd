"""What is printed is ink on white paper, whatever scheme the screen has."""

import re

import pytest

from kernel.assets import gathered
from tests.source import ROOT

READ = (
    "names => Object.fromEntries(names.map(n => [n, getComputedStyle(document.documentElement).getPropertyValue(n)]))"
)


@pytest.fixture
def colours(chromium):
    """Every token of the style as it is painted: colours(scheme, medium)."""
    css = gathered(ROOT / "static")["site.css"].body.decode()
    names = sorted(set(re.findall(r"--[a-z0-9-]+(?=:)", css)))
    context = chromium.new_context()
    page = context.new_page()
    page.set_content(f"<!doctype html><style>{css}</style>")

    def read(scheme, medium):
        page.emulate_media(color_scheme=scheme, media=medium)
        return page.evaluate(READ, names)

    yield read
    context.close()


def test_a_page_is_printed_alike_from_a_light_and_from_a_dark_screen(colours):
    assert colours("dark", "screen") != colours("light", "screen")
    assert colours("dark", "print") == colours("light", "print")
    assert colours("dark", "print")["--paper"] == "#fff"
