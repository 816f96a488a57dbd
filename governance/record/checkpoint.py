"""A checkpoint is a signed promise about every line so far; the nodes are the stored hashes that proofs are made of.
Both only grow."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from governance.record import note
from governance.record.append_only import append_only
from governance.record.canonical import moment
from governance.record.columns import SpelledMoment
from kernel.database import Model, short


class RecordNode(Model):
    """One full subtree of the Merkle tree: the hash over 2^level lines from position·2^level on."""

    __tablename__ = "record_node"
    __table_args__ = (CheckConstraint("length(hash) = 64 and level >= 0 and position >= 0", name="a_place"),)

    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hash: Mapped[str] = mapped_column(short(64))


class RecordCheckpoint(Model):
    """The root over the first `size` lines, signed. All hashes, keys and signatures are lower-case hexadecimal."""

    __tablename__ = "record_checkpoint"
    __table_args__ = (
        CheckConstraint("size >= 1", name="size_from_one"),
        CheckConstraint("length(root) = 64 and length(chain) = 64", name="hash_length"),
        CheckConstraint("length(public_key) = 64 and length(signature) = 128", name="signature_length"),
        Index("ix_record_checkpoint_at", "at"),
    )

    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(SpelledMoment)
    origin: Mapped[str] = mapped_column(short(200))
    root: Mapped[str] = mapped_column(short(64))
    chain: Mapped[str] = mapped_column(short(64))
    public_key: Mapped[str] = mapped_column(short(64))
    signature: Mapped[str] = mapped_column(short(128))

    @property
    def note(self) -> note.Note:
        """What it says, as it travels."""
        key = note.key_id(self.origin, bytes.fromhex(self.public_key))
        root, signature = bytes.fromhex(self.root), bytes.fromhex(self.signature)
        return note.Note(self.origin, self.size, root, moment(self.at), self.chain, key, signature)

    @property
    def text(self) -> str:
        """The signed note: what is published, mailed and kept by witnesses."""
        return self.note.text

    @property
    def verifier_key(self) -> str:
        """The public key that this was signed with, as tools for signed notes take it."""
        return note.verifier_key(self.origin, bytes.fromhex(self.public_key))


append_only(RecordNode.__table__)
append_only(RecordCheckpoint.__table__)
