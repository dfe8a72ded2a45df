"""Compiled parts of a sum or a product as one compiled function."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

At = TypeVar("At")
Value = TypeVar("Value")


def folded(parts: list[Callable[[At], Value]], combine: Callable[[Value, Value], Value]) -> Callable[[At], Value]:
    """What one or more parts give at a place, combined from left to right."""
    first, *rest = parts

    def run(at: At) -> Value:
        total = first(at)
        for part in rest:
            total = combine(total, part(at))
        return total

    return run
