"""What is chosen before a run starts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from derivgui.model.descent.methods import BY_NAME, Method
from derivgui.model.descent.optimizer import Optimizer
from derivgui.model.descent.schedules import CONSTANT, Schedule
from derivgui.model.descent.vectors import Real, Vector

TOLERANCE = 1e-8
LIMIT = 100_000


@dataclass(frozen=True, slots=True)
class Setup:
    """Start, method and stopping rules of a run.

    Attributes:
        start: the first point, one or two finite numbers.
        rate: the learning rate α > 0.
        method: a name in ``methods.BY_NAME``.
        parameters: the method's parameters that differ from their defaults, by name.
        schedule: how α changes.
        tolerance: |∇f| at or below which the run is at rest.
        limit: largest number of steps.
        exact: whether start, rate and parameters are fractions and are to stay so.
        through_cycles: whether a run that is known to repeat goes on to the limit all the same.
    """

    start: Vector
    rate: Real = 0.1
    method: str = "gd"
    parameters: tuple[tuple[str, Real], ...] = ()
    schedule: Schedule = CONSTANT
    tolerance: float = TOLERANCE
    limit: int = LIMIT
    exact: bool = False
    through_cycles: bool = False

    def __post_init__(self) -> None:
        row = BY_NAME.get(self.method)
        if row is None:
            raise ValueError(f"no method {self.method!r}; there are {', '.join(BY_NAME)}")
        if not 0 < self.rate < float("inf"):
            raise ValueError(f"rate must be a positive number, not {self.rate}")
        for name, value in self.parameters:
            known = row.parameter(name)
            if known is None or not known.allows(value):
                raise ValueError(f"{self.method} takes no {name} = {value}")
        if self.exact and not (row.is_rational and self.schedule.kind != "cosine"):
            raise ValueError(f"{self.method} with a {self.schedule.kind} rate does not stay among fractions")

    @property
    def row(self) -> Method:
        """The method's row in the table."""
        return BY_NAME[self.method]

    def optimizer(self, exact: bool = False) -> Optimizer:
        """The method without any memory yet."""
        chosen = dict(self.parameters)
        if not exact:
            return self.row.make(**{name: float(value) for name, value in chosen.items()})
        defaults = {parameter.name: Fraction(str(parameter.default)) for parameter in self.row.parameters}
        return self.row.make(**{**defaults, **chosen})
