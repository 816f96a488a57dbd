"""A form field for a moment: typed in the reader's own zone, aware UTC once read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from wtforms import DateTimeLocalField

from kernel.moments import reader_zone, zone_named


class LocalMoment(DateTimeLocalField):
    """`data` is an aware UTC datetime or None; the page shows and takes the reader's local time, and names their zone."""

    def __init__(self, label: str = "", validators: list[Any] | None = None, **kwargs: Any) -> None:
        hint = f"Times are in your zone, {reader_zone().replace('_', ' ')}. {kwargs.pop('description', '')}".strip()
        kwargs["description"] = hint
        super().__init__(label, validators, format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed. A moment that the clock skips or shows twice in that zone is taken as the first one."""
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        super().process_formdata(valuelist)
        if isinstance(self.data, datetime) and self.data.tzinfo is None:
            try:
                self.data = self.data.replace(tzinfo=zone_named(reader_zone())).astimezone(UTC)
            except OverflowError as error:
                self.data = None
                raise ValueError("This is not a moment that a calendar knows.") from error

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(self.raw_data)
        return f"{self.data.astimezone(zone_named(reader_zone())):%Y-%m-%dT%H:%M}" if self.data else ""
