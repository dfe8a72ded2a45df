"""The runs that a document's descent asks for."""

from __future__ import annotations

from derivgui.model.descent.methods import BY_NAME
from derivgui.model.descent.objective import Objective
from derivgui.model.descent.race import Race
from derivgui.model.descent.run import Run
from derivgui.model.descent.schedules import Schedule
from derivgui.model.descent.setup import Setup
from derivgui.model.document.descent import Contestant, Descent
from derivgui.model.scene.numbers import format_number


def setup_of(start: tuple[float, ...], descent: Descent, contestant: Contestant) -> Setup:
    """The setup of one contestant; parameters that its method does not take are left out."""
    row = BY_NAME[contestant.method]
    known = {name: row.parameter(name) for name, _ in contestant.parameters}
    parameters = tuple(
        (name, value)
        for name, value in contestant.parameters
        if (parameter := known[name]) is not None and parameter.allows(value)
    )
    return Setup(
        start=start,
        rate=contestant.rate,
        method=contestant.method,
        parameters=parameters,
        schedule=Schedule(descent.schedule, descent.factor, descent.every),
    )


def race_of(objective: Objective, start: tuple[float, float], descent: Descent) -> Race:
    """All contestants at the start, of which a function of one variable takes the first coordinate."""
    at = start[: len(objective.variables)]
    return Race([Run(objective, setup_of(at, descent, one)) for one in descent.contestants])


def contestant_text(contestant: Contestant) -> str:
    """ "Momentum, α = 0.1"."""
    return f"{BY_NAME[contestant.method].title}, α = {format_number(contestant.rate, 4)}"
