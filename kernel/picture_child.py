"""Runs alone, in a process with little memory and time, because it opens files that strangers made.

Reads one picture from standard input, writes it anew in three sizes without any metadata, and prints one JSON line.
It imports nothing of ours, so that nothing of ours is in the process that a hostile file may take over.
"""

from __future__ import annotations

import io
import json
import os
import resource
import sys
import warnings
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps

MIB = 1024 * 1024
MOST_PIXELS = 24_000_000
MOST_OF_JPEG = 50_000_000  # it is read scaled down, so that more of it fits
FORMATS = ("JPEG", "PNG", "WEBP")
BOXES = {1280: (1280, 2560), 480: (480, 960)}
THUMB = 96
SMALLEST = 16


def limit() -> None:
    """Give up everything this process does not need, and let those who wait for a page go first."""
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_AS, (512 * MIB, 512 * MIB))
    resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (16 * MIB, 16 * MIB))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Image.MAX_IMAGE_PIXELS = MOST_OF_JPEG
    warnings.simplefilter("error", Image.DecompressionBombWarning)


def opened(raw: bytes) -> Image.Image:
    """The first frame, upright, in sRGB, with nothing but its pixels."""
    image: Image.Image = Image.open(io.BytesIO(raw), formats=FORMATS)
    if image.width * image.height > (MOST_OF_JPEG if image.format in ("JPEG", "MPO") else MOST_PIXELS):
        raise Image.DecompressionBombError
    image.draft("RGB", _enough(*image.size))
    image.load()
    profile = image.info.get("icc_profile")
    ImageOps.exif_transpose(image, in_place=True)
    image = in_eight_bits(image)
    see_through = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    if image.mode != (wanted := "RGBA" if see_through else "RGB"):
        image = image.convert(wanted)
    image.thumbnail(BOXES[1280], Image.Resampling.LANCZOS)
    image = in_srgb(image, profile)
    image.info.clear()
    return image


def _enough(width: int, height: int) -> tuple[int, int]:
    """The size from which the largest box can still be filled, whichever way the picture stands."""
    across, down = BOXES[1280]
    share = max(min(across / width, down / height), min(across / height, down / width))
    return max(1, int(width * share)), max(1, int(height * share))


def in_eight_bits(image: Image.Image) -> Image.Image:
    """Grey of 16 bits by its upper eight: Pillow would cut off all that is not nearly black."""
    if not image.mode.startswith("I"):
        return image
    image.info.pop("transparency", None)
    return image.convert("I").point(lambda grey: grey * (1 / 257)).convert("L")


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as browsers expect them once the profile is gone; a broken profile changes nothing."""
    if not profile:
        return image
    if image.mode == "RGBA":
        seen = in_srgb(image.convert("RGB"), profile)
        seen.putalpha(image.getchannel("A"))
        return seen
    try:
        source, target = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
        changed = ImageCms.profileToProfile(image, source, target)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return changed or image


def write(image: Image.Image, folder: Path) -> dict[str, Any]:
    """The three sizes as WebP; never larger than the original."""
    for name, box in BOXES.items():
        sized = image.copy()
        sized.thumbnail(box, Image.Resampling.LANCZOS)
        sized.save(folder / f"{name}.webp", "WEBP", quality=80, method=4)
        if name == 1280:
            told = {"width": sized.width, "height": sized.height}
            image = sized
    ImageOps.fit(image, (THUMB, THUMB), Image.Resampling.LANCZOS).save(folder / f"{THUMB}.webp", "WEBP", quality=82)
    return told


def main() -> dict[str, Any]:
    """What to say about the picture on standard input: its size, or why it is refused."""
    limit()
    try:
        image = opened(sys.stdin.buffer.read())
        if min(image.size) < SMALLEST:
            return {"refused": "small"}
        return write(image, Path(sys.argv[1]))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        return {"refused": "large"}
    except OSError as error:
        # Only the system's own errors have a number: the disk is full, not the picture broken.
        return {"failed": error.errno} if error.errno else {"refused": "unreadable"}
    except Exception:  # whatever a hostile file provokes, the answer is the same
        return {"refused": "unreadable"}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main()))
