"""Points and gradients: tuples of one or two numbers, doubles as a rule and fractions in exact mode."""

from __future__ import annotations

from typing import Any, TypeAlias

# float, or Fraction in exact mode: the arithmetic of the methods is the same.
Real: TypeAlias = Any
Vector: TypeAlias = tuple[Real, ...]


def moved(at: Vector, direction: Vector, length: Real) -> Vector:
    """``at + length * direction``."""
    return tuple([x + length * d for x, d in zip(at, direction, strict=True)])


def square(vector: Vector) -> Real:
    """The square of the Euclidean length."""
    return sum([c * c for c in vector])
