"""Take the pictures of docs/pictures from a running demo site: take_pictures.py http://127.0.0.1:8000 [NAME…]

Each page of the design's list, at 1280 and at 360 px, in light and in dark, as somebody who sees all of it.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

OUT = Path(__file__).parents[2] / "docs/pictures"
PASSWORD = "osier and ash by the river"
PAGES = {
    "home": (None, "/"),
    "round": ("maya", "/rounds/the-bag-for-two-days"),
    "concept": ("maya", "/concepts/1"),
    "ballot": ("maya", "/rounds/less-to-wash-up/ballot"),
    "result": ("maya", "/rounds/light-for-one-table/result"),
    "shares": (None, "/rounds/parts-that-stay-in-stock/result#shares"),
    "charter": (None, "/charter"),
    "record": (None, "/record"),
    "product": ("omar", "/products/the-counterweight-lamp"),
    "reviews": (None, "/products/the-hush-grinder/reviews"),
    "lineage": (None, "/products/the-hush-grinder/lineage"),
    "my-page": ("maya", "/me"),
    "staff-desk": ("ines", "/desk"),
}
SHAPES = ((1280, 960, "light"), (1280, 960, "dark"), (360, 780, "light"), (360, 780, "dark"))


def signed_in(browser, site, who):
    """The cookies of this person of the demo world."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site}/sign-in")
    page.fill("input[name=email]", f"{who}@osier-ash.example")
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: "/sign-in" not in url)
    return context.storage_state()


def take(browser, site, names):
    """These pages, or every page, in every shape."""
    OUT.mkdir(parents=True, exist_ok=True)
    states = {who: signed_in(browser, site, who) for who in {who for who, _ in PAGES.values() if who}}
    for width, height, scheme in SHAPES:
        for name, (who, path) in ((one, PAGES[one]) for one in names or PAGES):
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                storage_state=states.get(who),
                device_scale_factor=1 if width > 600 else 2,
            )
            page = context.new_page()
            page.goto(site + path, wait_until="networkidle")
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            picture.save(OUT / f"{name}-{width}-{scheme}.webp", quality=78, method=6)
            context.close()


def main():
    """Chromium of this machine, the site of the first argument."""
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        take(browser, sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000", sys.argv[2:])
        browser.close()


if __name__ == "__main__":
    main()
