"""Covers weigh alike: beside one another in a round, none is brighter or darker than its neighbours, in light and in dark."""

import io

import pytest
from PIL import Image, ImageStat

from kernel.assets import gathered
from kernel.covers import draw_cover
from tests.source import ROOT

COVERS, ACROSS, WIDTH, HEIGHT = 100, 10, 120, 90
SHEET = {"width": ACROSS * WIDTH, "height": COVERS // ACROSS * HEIGHT}
PAGE = """<!doctype html><style>{css}
  .all {{ position: absolute; inset: 0; display: grid; grid: auto-flow {high}px / repeat({across}, {wide}px); }}
</style><div class="all">{covers}</div>"""


def brightness(chromium, scheme, colour):
    """The mean brightness of each cover, from 0 to 255, as Chromium paints it."""
    css = gathered(ROOT / "static")["site.css"].body.decode()
    covers = "".join(f"<div>{draw_cover(seed, colour)}</div>" for seed in range(COVERS))
    context = chromium.new_context(viewport=SHEET, color_scheme=scheme)
    page = context.new_page()
    page.set_content(PAGE.format(css=css, across=ACROSS, wide=WIDTH, high=HEIGHT, covers=covers))
    painted = Image.open(io.BytesIO(page.screenshot())).convert("L")
    context.close()
    corners = [(seed % ACROSS * WIDTH, seed // ACROSS * HEIGHT) for seed in range(COVERS)]
    return [ImageStat.Stat(painted.crop((x, y, x + WIDTH, y + HEIGHT))).mean[0] for x, y in corners]


@pytest.mark.parametrize("colour", ["#2f6f62", "#8a5a00", "#5b3f8c"])
@pytest.mark.parametrize(("scheme", "at_least"), [("light", 180), ("dark", 45)])
def test_no_cover_stands_out_among_others_of_its_forum(chromium, scheme, colour, at_least):
    found = brightness(chromium, scheme, colour)
    assert max(found) - min(found) <= 32, "of 255; two of its tones lay 135 apart"
    assert min(found) >= at_least, "nor is any nearly black"
