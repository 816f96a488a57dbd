"""Picture files whose act failed after the upload have no row; they go after a day, one folder of 256 a minute."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from kernel.clock import now
from kernel.database import db
from kernel.pictures import Picture

FOLDERS = 256
KEPT = timedelta(days=1)


def sweep() -> None:
    """Remove the orphans of this minute's folder. A clock tick."""
    minute = int(now().timestamp() // 60)
    folder = Path(current_app.config["DATA_DIR"]) / "pictures" / f"{minute % FOLDERS:02x}"
    before = (now() - KEPT).timestamp()
    old = [path for path in folder.glob("*-*.webp") if path.stat().st_mtime < before]
    keys = {path.name.partition("-")[0] for path in old}
    known = set(db.session.scalars(select(Picture.key).where(Picture.key.in_(keys)))) if keys else set()
    for path in old:
        if path.name.partition("-")[0] not in known:
            path.unlink(missing_ok=True)
