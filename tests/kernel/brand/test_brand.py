"""Staff choose how the site looks; what nobody could read is refused, in light and in dark."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from kernel.brand.brand import forget, stored
from kernel.brand.branding import may_rebrand, rebrand
from kernel.brand.colour import DARK_PAPERS, LIGHT_PAPERS, complaint, contrast, nearest, on, readable, shifted, worst
from kernel.brand.stylesheet import fingerprint, stylesheet
from kernel.database import transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from tests.cast import PASSWORD
from tests.html import elements

GOOD = ("Hearth", "Things for a kitchen.", "#1f5c4d", "#7fd1bb")


@pytest.fixture(autouse=True)
def _unwritten(app):
    forget()
    yield
    forget()


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#abcdef", "#abcdef", 1.0)]
)
def test_contrast_is_what_wcag_says(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("colour", ["#ffff00", "#000000", "#ffffff", "#2f6f62", "#ff0000", "#0000ff", "#808080"])
def test_any_colour_has_a_readable_neighbour(colour):
    assert worst(readable(colour, LIGHT_PAPERS), LIGHT_PAPERS) >= 4.5
    assert worst(readable(colour, DARK_PAPERS), DARK_PAPERS) >= 4.5
    assert contrast(on(colour), colour) >= 4.4


def test_shifting_by_nothing_keeps_the_colour():
    assert contrast(shifted("#2f6f62", 0), "#2f6f62") == pytest.approx(1, abs=0.02)


def test_faint_colours_are_refused_with_the_way_out():
    assert "darker" in complaint("#ffd27a", LIGHT_PAPERS, "light")
    assert "lighter" in complaint("#3a1a10", DARK_PAPERS, "dark")
    assert complaint("#ae3b22", LIGHT_PAPERS, "light") == ""


def test_a_stylesheet_names_its_content():
    one, other = stylesheet(*GOOD[2:], {"forum-1": "#2f6f62"}), stylesheet(*GOOD[2:], {"forum-1": "#a8572a"})
    assert ".forum-1{--forum:" in one
    assert fingerprint(one) != fingerprint(other)


def test_only_staff_rebrand(app, maya, ines):
    assert not may_rebrand(None)
    assert not may_rebrand(maya)
    with pytest.raises(Refused), transaction():
        rebrand(maya, *GOOD)
    with transaction():
        rebrand(ines, *GOOD)
    assert (stored().name, stored().accent, stored().changed_by) == ("Hearth", "#1f5c4d", ines.id)


@pytest.mark.parametrize(
    ("accent", "accent_dark", "field"),
    [("#ffd27a", "#7fd1bb", "accent"), ("#1f5c4d", "#3a1a10", "accent_dark"), ("red", "#7fd1bb", "accent")],
)
def test_a_faint_accent_is_refused_at_its_field(app, ines, accent, accent_dark, field):
    with pytest.raises(RuleBroken) as broken, transaction():
        rebrand(ines, "Hearth", "Things.", accent, accent_dark)
    assert broken.value.field == field


def test_staff_change_the_look_on_a_page(plain_browser, ines):
    page = plain_browser.sign_in(ines).open("/brand")
    page = page.submit("Save", status=422, name="Hearth", tagline="Things for a kitchen.", accent="#ffd27a")
    assert "Too faint on the light paper" in page.text
    page = page.submit("Save", accent="#1f5c4d")
    assert "Hearth" in page.text


def _logos(page):
    return [image.get("width") for image in elements(page.tree, "img") if image.get("class") == "brand__logo"]


def test_a_logo_stands_in_the_head_of_every_page_until_it_is_removed(plain_browser, ines):
    file = BytesIO()
    Image.new("RGB", (120, 40), "#1f5c4d").save(file, "PNG")
    page = plain_browser.sign_in(ines).open("/brand")
    page = page.submit("Use this logo", status=422)
    assert "Choose a picture." in page
    page = page.submit("Use this logo", status=422, logo=(BytesIO(b"no picture"), "logo.png"))
    assert "could not be read as a picture" in page
    page = page.submit("Use this logo", logo=(BytesIO(file.getvalue()), "logo.png"))
    assert _logos(page) == ["84"]
    page = page.submit("Remove the logo")
    assert _logos(page) == []


def test_a_cookie_alone_does_not_rename_the_brand(plain_browser, ines, travel):
    page = plain_browser.sign_in(ines).open("/brand")
    travel(timedelta(minutes=16))
    page = page.submit("Save", status=401, name="Hearth")
    assert "about to change the brand" in page
    assert stored().name == "Commonmade"
    page.prove(PASSWORD)
    assert stored().name == "Hearth"


@pytest.mark.parametrize("colour", ["#ffff00", "#000000", "#ffffff", "#204a87", "#ff0000", "#777777"])
def test_a_refused_colour_comes_with_the_nearest_that_is_allowed(colour):
    for papers, scheme in ((LIGHT_PAPERS, "light"), (DARK_PAPERS, "dark")):
        if words := complaint(colour, papers, scheme):
            assert complaint(nearest(colour, papers), papers, scheme) == ""
            assert nearest(colour, papers) in words


def test_every_fault_of_the_brand_is_said_at_once(plain_browser, ines):
    page = plain_browser.sign_in(ines).open("/brand")
    page = page.submit("Save", name="", accent="#ffff00", accent_dark="#204a87", status=422)
    for words in ("Give the brand a name.", "Too faint on the light paper", "Too faint on the dark paper"):
        assert words in page, words


def test_a_phone_calls_the_site_by_its_brand(plain_browser, ines):
    with transaction():
        rebrand(ines, *GOOD)
    forget()
    told = plain_browser.client.get("/site.webmanifest")
    assert (told.json["name"], told.mimetype) == ("Hearth", "application/manifest+json")
    for path, kind in (("/favicon.ico", "icon"), ("/apple-touch-icon.png", "image/png")):
        answer = plain_browser.client.get(path)
        assert answer.status_code == 200
        assert kind in answer.mimetype
