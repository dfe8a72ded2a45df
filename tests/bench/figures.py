"""One measured figure with its limit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A name, a value in a unit, and the largest value allowed (None: for information)."""

    name: str
    value: float
    unit: str = "ms"
    limit: float | None = None

    @property
    def is_broken(self) -> bool:
        """True where the value is beyond its limit."""
        return self.limit is not None and self.value > self.limit

    def line(self) -> str:
        """One aligned line of a report."""
        limit = "" if self.limit is None else f"  limit {self.limit:g}{'  BROKEN' if self.is_broken else ''}"
        return f"  {self.name:<58}{self.value:9.2f} {self.unit:<6}{limit}"
