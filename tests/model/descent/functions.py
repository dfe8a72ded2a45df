"""Functions that the tests of descent share."""

from __future__ import annotations

from typing import Any

from derivgui.model.descent.objective import Objective
from derivgui.model.descent.run import Run
from derivgui.model.descent.setup import Setup
from derivgui.model.language.parser import parse

ROSENBROCK = "(1-x)^2+100(y-x^2)^2"
BEALE = "(1.5-x+xy)^2+(2.25-x+xy^2)^2+(2.625-x+xy^3)^2"


def objective(text: str) -> Objective:
    expression = parse(text)
    return Objective(expression.tree, expression.variables)


def finished(text: str, *start: Any, rate: Any = 0.1, limit: int = 1000, **choices: Any) -> Run:
    """A run that has gone as far as it goes."""
    run = Run(objective(text), Setup(start, rate, limit=limit, **choices))
    run.advance()
    return run
