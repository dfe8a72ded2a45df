"""What the signs =, !=, <, <=, > and >= mean, for whatever can be compared."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

# Numbers to a truth, arrays to arrays of truths; NaN fulfils "!=" alone.
RELATIONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
# The signs that left minus right may have where the relation holds.
HOLDS: Mapping[str, tuple[int, ...]] = {
    "=": (0,),
    "!=": (-1, 1),
    "<": (-1,),
    "<=": (-1, 0),
    ">": (1,),
    ">=": (0, 1),
}
