"""What the public record says of a round, as a stranger can check it: its lines, each with its proof under one checkpoint."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, or_

from governance.record.checkpoint import RecordCheckpoint
from governance.record.checkpointing import KEY_BEGUN
from governance.record.entry import RecordEntry
from governance.record.proving import proven
from governance.record.spelling import raw_lines
from ideas.rounds.round import Round


def vouched(round: Round, over: RecordCheckpoint) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The checkpoint, and every line under it that is about this round or announces a key that signs checkpoints."""
    about = or_(
        RecordEntry.subject == f"round:{round.slug}",
        and_(RecordEntry.kind == KEY_BEGUN, RecordEntry.subject == "record"),
    )
    lines = proven(raw_lines().where(about, RecordEntry.seq <= over.size), over)
    return {"checkpoint": over.text, "public_key": over.public_key, "size": over.size}, list(lines)
