"""Where published files lie, made whole or not at all; each plain and compressed, so that a download costs nothing."""

from __future__ import annotations

import gzip
import os
import secrets
import shutil
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from flask import current_app

NAMES = ("ballots.json", "ballots.csv", "finalists.csv", "ballots.pb", "ballots.txt")
AT_ONCE = 1 << 20


def folder_of(digest: str) -> Path:
    """Where the files of the round lie whose inputs have this digest: nothing else can ever lie there."""
    return Path(current_app.config["DATA_DIR"]) / "published" / digest


class Draft:
    """Files on their way: nobody sees one before all are whole. Use it as a context; what is not placed is dropped."""

    def __init__(self, to: Path) -> None:
        self.to = to
        self.folder = to.with_name(f"{to.name}.{secrets.token_hex(6)}")

    def __enter__(self) -> Draft:
        self.folder.mkdir(parents=True)
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, name: str, parts: Iterable[str]) -> None:
        """Begin this file, or add to it."""
        with (self.folder / name).open("a", encoding="utf-8", newline="") as file:
            for part in parts:
                file.write(part)

    def finish(self) -> dict[str, list[str | int]]:
        """Compress every file, have all of it on the disk, and tell {name: [SHA-256, bytes]}."""
        found: dict[str, list[str | int]] = {}
        for path in sorted(self.folder.iterdir()):
            hashed, size = sha256(), 0
            with path.open("rb") as file, path.with_name(f"{path.name}.gz").open("wb") as raw:
                with gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed:
                    while part := file.read(AT_ONCE):
                        hashed.update(part)
                        packed.write(part)
                        size += len(part)
                raw.flush()
                os.fsync(raw.fileno())
                os.fsync(file.fileno())
            found[path.name] = [hashed.hexdigest(), size]
        return found

    def place(self) -> None:
        """Put the folder where it belongs, in place of an older one."""
        old = self.to.with_name(f"{self.to.name}.old.{secrets.token_hex(6)}")
        if self.to.exists():
            self.to.rename(old)
        self.folder.rename(self.to)
        shutil.rmtree(old, ignore_errors=True)
