"""Pictures that people upload: what is refused, what is stored, how it is served."""

import io
import struct
import tempfile
import zlib
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image, features
from werkzeug.datastructures import FileStorage

from kernel.brand.branding import choose_logo
from kernel.database import db, transaction
from kernel.outage import is_outage
from kernel.picture_sweep import FOLDERS, sweep
from kernel.pictures import SIZES, Picture, file_of
from kernel.rules import RuleBroken
from kernel.uploads import keep_picture, store_picture
from members.profiles.editing import choose_picture
from tests.browser import Browser
from tests.html import tokens_in


def picture(width=1600, height=1200, format="JPEG", mode="RGB", **saved):
    image = Image.linear_gradient("L").resize((width, height)).convert(mode)
    if mode == "RGBA":
        image.putalpha(128)
    kept = io.BytesIO()
    image.save(kept, format, **saved)
    return kept.getvalue()


def seen(key, size):
    return Image.open(io.BytesIO(file_of(key, size).read_bytes()))


def stored(raw, size):
    return seen(keep_picture(raw).key, size)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_each_format_becomes_three_webp_files(app, format):
    kept = keep_picture(picture(format=format))
    assert (kept.width, kept.height) == (1280, 960)
    shapes = {size: seen(kept.key, size) for size in SIZES}
    assert {size: image.size for size, image in shapes.items()} == {
        480: (480, 360),
        1280: (1280, 960),
        96: (96, 96),
    }
    assert {image.format for image in shapes.values()} == {"WEBP"}


def test_a_small_picture_is_never_blown_up(app):
    assert stored(picture(200, 100), 1280).size == (200, 100)


def test_nothing_of_the_cameras_notes_is_kept_and_the_picture_stands_upright(app):
    notes = Image.Exif()
    notes[0x0112] = 6
    notes[0x010E] = "MY-SECRET-GARDEN"
    notes.get_ifd(0x8825)[1] = "N"
    kept = keep_picture(picture(400, 200, exif=notes))
    assert (kept.width, kept.height) == (200, 400)
    for size in SIZES:
        raw = file_of(kept.key, size).read_bytes()
        assert b"MY-SECRET-GARDEN" not in raw
        assert b"EXIF" not in raw
        assert b"ICCP" not in raw


def test_transparency_survives(app):
    assert stored(picture(format="PNG", mode="RGBA"), 480).mode == "RGBA"


def png_claiming(width, height):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 4096)) + chunk(b"IEND", b"")
    )


HOSTILE = {
    "empty": b"",
    "text": b"hello",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "gif": picture(50, 50, format="GIF", mode="P"),
    "tiff": picture(50, 50, format="TIFF"),
    "a bomb of 60,000 pixels a side": png_claiming(60_000, 60_000),
    "just over 24 million pixels": png_claiming(6000, 4001),
    "a JPEG of more than 50 million": picture(8200, 6100, quality=1),
    "a JPEG cut in half": picture()[:2000],
    "html behind a JPEG's first bytes": b"\xff\xd8\xff\xe0<html><script>alert(1)</script>",
    "a speck": picture(8, 8, format="PNG"),
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_fit_picture_is_refused_in_words_and_leaves_no_file(app, raw):
    with pytest.raises(RuleBroken) as broken:
        keep_picture(raw)
    assert broken.value.field == "picture"
    assert not [path for path in (app.config["DATA_DIR"] / "pictures").rglob("*") if path.is_file()]


@pytest.fixture
def full_disk(app, monkeypatch):
    """Whatever is written for a picture goes to a device that is always full."""
    made = tempfile.TemporaryDirectory

    class Full(made):
        def __enter__(self):
            for size in SIZES:
                Path(self.name, f"{size}.webp").symlink_to("/dev/full")
            return super().__enter__()

    monkeypatch.setattr(tempfile, "TemporaryDirectory", Full)


def test_a_picture_that_finds_the_disk_full_is_an_outage_and_not_called_unreadable(app, full_disk):
    with pytest.raises(OSError, match="No space left") as full:
        keep_picture(picture())
    assert is_outage(full.value)
    assert not [path for path in (app.config["DATA_DIR"] / "pictures").rglob("*") if path.is_file()]


def test_an_upload_that_finds_the_disk_full_is_a_503_that_keeps_what_was_typed(app, full_disk, ines):
    browser = Browser(app).sign_in(ines)
    tokens = browser.client.get("/settings").get_data(as_text=True)
    form = tokens_in(tokens)
    typed = {"name": ines.name, "about": "For a kitchen."}
    sent = {**form, **typed, "picture": (io.BytesIO(picture(64, 64)), "face.jpg")}
    answer = browser.client.post("/settings", data=sent, headers={"Sec-Fetch-Site": "same-origin"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert "For a kitchen." in answer.get_data(as_text=True)


def test_the_largest_allowed_picture_fits_in_the_childs_memory(app):
    assert keep_picture(picture(6000, 4000, format="PNG")).width == 1280
    assert keep_picture(picture(6000, 4000, format="PNG", mode="RGBA", compress_level=1)).width == 1280
    assert keep_picture(picture(6000, 4000, format="WEBP", method=0)).width == 1280


def test_script_hidden_behind_a_real_picture_is_gone_from_what_is_served(app):
    kept = keep_picture(picture() + b"<script>alert(1)</script>")
    assert b"<script>" not in file_of(kept.key, 1280).read_bytes()


def test_more_than_twenty_megabytes_are_refused(app):
    with pytest.raises(RuleBroken, match="20 MB"):
        store_picture(FileStorage(io.BytesIO(b"\xff" * (20 * 1024 * 1024 + 1))), "", 1)


def test_fifty_pictures_a_day_are_enough(app, maya):
    raw = picture(64, 64)
    with transaction():
        db.session.add_all([keep_picture(raw, by_member_id=maya.id) for _ in range(3)])
        for number in range(47):
            row = Picture(key=f"{number:032x}", width=1, height=1, by_member_id=maya.id)
            db.session.add(row)
    with pytest.raises(RuleBroken, match="50 pictures"):
        store_picture(FileStorage(io.BytesIO(raw)), "", maya.id)


def test_files_without_a_row_go_after_a_day_and_others_stay(app, travel):
    kept, orphan = keep_picture(picture(64, 64)), keep_picture(picture(64, 64))
    with transaction():
        db.session.add(kept)

    def sweep_all():
        for _ in range(FOLDERS):
            sweep()
            travel(timedelta(minutes=1))

    sweep_all()
    assert file_of(orphan.key, 480).exists(), "an upload may still be on its way into a form"
    travel(timedelta(days=1))
    sweep_all()
    assert not any(file_of(orphan.key, size).exists() for size in SIZES)
    assert all(file_of(kept.key, size).exists() for size in SIZES)


def served(app, kept, person=None, **headers):
    """What this person, or a guest, gets when they ask for the picture."""
    client = Browser(app).sign_in(person).client if person else app.test_client()
    with app.app_context():  # its own g, as in the server
        return client.get(kept.path(480), headers=headers, buffered=True)


def test_a_picture_that_all_may_see_is_served_to_stay_for_an_hour_and_can_do_nothing(app, maya):
    kept = keep_picture(picture())
    with transaction():
        choose_picture(maya, kept)
    answer = served(app, kept)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers
    assert served(app, kept, **{"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_the_logo_is_for_all_and_what_hangs_nowhere_for_its_uploader_alone(app, maya, ada):
    logo, loose = keep_picture(picture(64, 64)), keep_picture(picture(64, 64), by_member_id=maya.id)
    with transaction():
        choose_logo(ada, logo)
        db.session.add(loose)
    assert served(app, logo).status_code == 200
    assert served(app, loose).status_code == 404
    own = served(app, loose, maya)
    assert (own.status_code, own.headers["Cache-Control"]) == (200, "private, no-store")
    assert served(app, loose, ada).status_code == 404


@pytest.mark.settings(page_cache_seconds=60.0)
def test_that_all_may_see_it_is_looked_up_once_a_while(app, maya):
    kept = keep_picture(picture(64, 64))
    with transaction():
        choose_picture(maya, kept)
    first, second = (served(app, kept).headers["X-Queries"] for _ in range(2))
    assert (first, second) == ("1", "0")


@pytest.mark.parametrize("path", ["/pictures/" + "0" * 32 + "-480.webp", "/pictures/../../etc/passwd-480.webp"])
def test_no_other_file_is_served(app, path):
    assert app.test_client().get(path).status_code == 404


def test_the_library_knows_webp():
    assert features.check("webp")
