"""What both sides of a place do."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

EndKind: TypeAlias = Literal["finite", "infinite", "undefined", "oscillating", "not determined"]


@dataclass(frozen=True, slots=True)
class End:
    """One side of a place; ``limit`` is ±inf where infinite, NaN where there is none or it is not known."""

    kind: EndKind
    limit: float = math.nan


@dataclass(frozen=True, slots=True)
class Ends:
    """Both sides of a place and its value (NaN where undefined).

    ``joined`` where nothing happens after all; ``proven`` where a referee has proven it.
    """

    left: End
    right: End
    value: float
    joined: bool = False
    proven: bool = False

    @property
    def swings(self) -> bool:
        """Whether there is neither a limit on any side nor a value."""
        return self.left.kind == self.right.kind == "oscillating" and math.isnan(self.value)

    @property
    def is_hole(self) -> bool:
        """Both sides have the same limit, and there is no value."""
        return self.left.kind == "finite" and self.left.limit == self.right.limit and math.isnan(self.value)
