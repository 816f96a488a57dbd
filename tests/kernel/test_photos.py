"""The photos and screenshots of today's phones: taken, upright, and in the colours that their owners saw."""

import io

import pytest
from PIL import Image, ImageCms

from kernel.uploads import keep_picture
from tests.kernel.test_uploads import picture, stored


@pytest.mark.parametrize(("shape", "progressive"), [((8064, 6048), False), ((8160, 6120), True)])
def test_the_photos_of_todays_phones_are_taken(lite_app, shape, progressive):
    kept = keep_picture(picture(*shape, progressive=progressive, subsampling=0))
    assert (kept.width, kept.height) == (1280, 960)


def test_a_long_narrow_photo_is_scaled_no_further_than_its_box(lite_app):
    notes = Image.Exif()
    notes[0x0112] = 6
    assert stored(picture(10_000, 1_000, exif=notes), 1280).size == (256, 2560)


def swapped_profile():
    """The profile of a screen whose red and green are exchanged: sRGB with two of its three colours the other way round."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    profile[red : red + 4], profile[green : green + 4] = profile[green : green + 4], profile[red : red + 4]
    return bytes(profile)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_colours_are_turned_into_srgb_with_transparency_and_without(lite_app, mode):
    image = Image.new(mode, (64, 64), (80, 200, 60, 255)[: len(mode)])
    kept = io.BytesIO()
    image.save(kept, "PNG", icc_profile=swapped_profile())
    red, green, blue = stored(kept.getvalue(), 1280).convert("RGB").getpixel((32, 32))
    assert (red, blue) == pytest.approx((200, 60), abs=9)
    assert green == pytest.approx(80, abs=9)


def test_grey_of_sixteen_bits_keeps_its_shades(lite_app):
    image = Image.new("I;16", (256, 64))
    image.putdata([257 * (at % 256) for at in range(256 * 64)])
    kept = io.BytesIO()
    image.save(kept, "PNG")
    shades = [stored(kept.getvalue(), 1280).convert("L").getpixel((at, 32)) for at in (8, 128, 248)]
    assert shades == pytest.approx([8, 128, 248], abs=6)
