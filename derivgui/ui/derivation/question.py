"""What is asked of the symbolic room: a derivation of the active function, as the switches of its page stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from derivgui.model.document.document import AngleUnit, Document, Notation
from derivgui.model.language.errors import ParseError
from derivgui.model.numeric.places.typed_number import typed_number
from derivgui.model.scene.derivation_page import VERB_OF_METHOD
from derivgui.model.scene.exact_names import exact_name
from derivgui.model.scene.numbers import MINUS, format_number, format_typed
from derivgui.ui.session import Session

# So much of a number has room on a switch.
LONGEST_DECIMAL, FEW_DIGITS = 7, 4


@dataclass(frozen=True, slots=True)
class Question:
    """All that the lines depend on.

    Attributes:
        text, name, variables: of the function.
        variable: by which it is differentiated.
        method: "definition" or "rules".
        at: the place as text, None for every x.
    """

    text: str
    name: str
    variables: tuple[str, ...]
    variable: str
    method: str
    at: str | None
    angle: AngleUnit
    notation: Notation

    def request(self) -> dict[str, Any]:
        """As the symbolic room wants it."""
        return {
            "verb": VERB_OF_METHOD[self.method],
            "text": self.text,
            "name": self.name,
            "variable": self.variable,
            "at": self.at,
            "angle": self.angle,
        }


def question_of(session: Session, wanted: str, method: str, is_at_point: bool) -> Question | None:
    """What is asked of the active function, by the wanted variable where it has that; None where it cannot be read."""
    document = session.document
    item = document.item(document.active)
    if item is None:
        return None
    expression = session.resolver.reading(document, item).expression
    if expression is None:
        return None
    variable = wanted if wanted in expression.variables else expression.variables[0]
    at = (
        place_text(coordinate_of(document, expression.variables, variable))
        if is_at_point and method == "definition"
        else None
    )
    return Question(
        text=expression.text,
        name=session.resolver.names(document)[item.id],
        variables=expression.variables,
        variable=variable,
        method=method,
        at=at,
        angle=document.angle,
        notation=document.notation,
    )


def coordinate_of(document: Document, variables: tuple[str, ...], variable: str) -> float:
    """Where the point is along one of a function's variables."""
    return document.y if len(variables) > 1 and variable == variables[1] else document.x


def place_text(x: float) -> str:
    """The point as text that is read back: "2", "-1/3", "pi/2"."""
    name = exact_name(x)
    try:
        return name if name and typed_number(name) == x else format_typed(x)
    except ParseError:
        return format_typed(x)


def place_label(variable: str, x: float) -> str:
    """ "at x = π/2" for a switch; a decimal with many digits is cut, and said to be."""
    text = place_text(x)
    if text == format_typed(x) and len(text) > LONGEST_DECIMAL:
        return f"at {variable} ≈ {format_number(x, FEW_DIGITS)}"
    return f"at {variable} = {text.replace('-', MINUS)}"
