"""All rows by family."""

from __future__ import annotations

from collections.abc import Mapping

from tests.oracle.verdicts.algebraic import ABSOLUTE, RATIONAL, ROOTS
from tests.oracle.verdicts.neighbours import NAMED, NEIGHBOURS, SWINGING
from tests.oracle.verdicts.one_sided import ONE_SIDED
from tests.oracle.verdicts.oscillating import DAMPED, HARD, OSCILLATING
from tests.oracle.verdicts.piecewise import PIECEWISE
from tests.oracle.verdicts.plain import PLAIN
from tests.oracle.verdicts.row import Row
from tests.oracle.verdicts.steps import EXTREMES, STEPS
from tests.oracle.verdicts.transcendental import EXPONENTIALS, INVERSE, LOGARITHMS, TRIGONOMETRIC

FAMILIES: Mapping[str, tuple[Row, ...]] = {
    "rational": RATIONAL,
    "roots": ROOTS,
    "absolute values": ABSOLUTE,
    "steps": STEPS,
    "extremes": EXTREMES,
    "trigonometric": TRIGONOMETRIC,
    "inverse": INVERSE,
    "logarithms": LOGARITHMS,
    "exponentials": EXPONENTIALS,
    "oscillating": OSCILLATING,
    "damped": DAMPED,
    "piecewise": PIECEWISE,
    "plain": PLAIN,
    "hard": HARD,
    "neighbours": NEIGHBOURS,
    "named": NAMED,
    "swinging": SWINGING,
    "one-sided": ONE_SIDED,
}
TABLE: tuple[Row, ...] = tuple(row for family in FAMILIES.values() for row in family)
