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
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)


def opened(raw: bytes) -> Image.Image:
    """The first frame, upright, in sRGB, with nothing but its pixels."""
    image: Image.Image = Image.open(io.BytesIO(raw), formats=FORMATS)
    if image.width * image.height > MOST_PIXELS:
        raise Image.DecompressionBombError
    image.draft("RGB", BOXES[1280])
    image.load()
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    see_through = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    image = in_srgb(image.convert("RGBA" if see_through else "RGB"), profile)
    image.info.clear()
    return image


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as browsers expect them once the profile is gone; a broken profile changes nothing."""
    if not profile or image.mode != "RGB":
        return image
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
