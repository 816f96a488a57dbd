"""A shared link shows a picture of its page everywhere: JPEG, 1200 by 630, under 300 kB, with its words or without."""

import io

import pytest
from PIL import Image

from kernel.database import transaction
from kernel.share import share_url
from kernel.uploads import keep_picture
from members.profiles.editing import choose_picture
from tests.cast import a_member
from tests.html import elements, parse_page
from tests.ideas.concepts_in_rounds import a_concept
from tests.ideas.forums_and_rounds import a_round


def fetched(app, url):
    answer = app.test_client().get(url.removeprefix(app.config["SITE_URL"]), buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert len(answer.data) < 300_000
    image = Image.open(io.BytesIO(answer.data))
    assert (image.format, image.size) == ("JPEG", (1200, 630))
    return image.convert("RGB")


def ink(image):
    """How many dark dots stand where the words are."""
    return sum(1 for dot in image.crop((60, 60, 1100, 500)).convert("L").tobytes() if dot < 90)


def test_it_is_drawn_with_words_where_a_shipped_font_has_their_letters(lite_app):
    assert ink(fetched(lite_app, share_url("A lamp for Łódź, with a very long name " * 5, "38 of 60"))) > 5_000
    assert ink(fetched(lite_app, share_url("磨豆机"))) == 0


def test_a_photo_stands_in_it_while_everybody_may_see_it(lite_app):
    maya = a_member("Maya Okafor")
    raw = io.BytesIO()
    Image.new("RGB", (1600, 900), "#00ff00").save(raw, "PNG")
    kept = keep_picture(raw.getvalue())
    url = share_url("A lamp", "", kept.path(1280))
    with transaction():
        choose_picture(maya, kept)
    red, green, blue = fetched(lite_app, url).getpixel((1000, 300))
    assert green > 240
    assert max(red, blue) < 20


def test_nobody_has_words_drawn_that_no_page_bears(lite_app):
    url = share_url("A lamp")
    assert (
        lite_app.test_client().get(url.removeprefix(lite_app.config["SITE_URL"]).replace(".jpg", "x.jpg")).status_code
        == 404
    )


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/rounds",
        "/products",
        "/members",
        "/decisions",
        "/record",
        "/charter",
        "/elections",
        "/juries",
        "/forums",
        "/how-it-works",
        "/sign-up",
        "{concept}",
        "{round}",
        "{forum}",
    ],
)
def test_every_public_page_says_what_a_shared_link_shows(lite_app, path):
    concept = a_concept(a_member("Maya Okafor"), a_round(), title="A bag & more")
    known = {
        "concept": concept.path,
        "round": f"/rounds/{concept.round.slug}",
        "forum": f"/forums/{concept.forum.slug}",
    }
    answer = lite_app.test_client().get(path.format(**known), follow_redirects=True)
    if answer.status_code == 404:
        pytest.fail(f"no page at {path}")
    told = {}
    for meta in elements(parse_page(answer.text)[0], "meta"):
        told.setdefault(meta.get("property") or meta.get("name"), []).append(meta.get("content"))
    for name in ("og:title", "og:description", "og:image", "og:image:alt", "og:site_name", "twitter:card"):
        assert len(told[name]) == 1, name
        assert told[name][0], name
    assert (told["og:image:width"], told["og:image:height"]) == (["1200"], ["630"])
    assert told["og:image"][0].startswith(lite_app.config["SITE_URL"] + "/share/")
