"""Loss functions: a handful of measured points becomes a function of a model's two parameters.

What is learned is the model's parameters; the data are numbers in the formula. The text is in this program's language,
so that a loss is looked at, differentiated and descended on like any other function of two variables.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

Points: TypeAlias = Sequence[tuple[float, float]]

# Hours of sleep and the marks after it; close to a line, but on none.
MARKS: Points = ((1.0, 1.2), (2.0, 1.9), (3.0, 3.2), (4.0, 3.7))
# Hours of practice, and whether the test was passed; no threshold divides them.
PASSES: Points = ((0.5, 0), (1.0, 0), (1.5, 1), (2.0, 0), (2.5, 1), (3.0, 1))


def squared_error(points: Points) -> str:
    """Mean squared error of the line y = m x + b: (1/n) Σ (m xᵢ + b - yᵢ)²; ValueError without points."""
    terms = (f"({_line('m', x)} {_signed(-y)})^2" for x, y in points)
    return f"L(m, b) = {_mean(list(terms))}"


def logistic_loss(points: Points) -> str:
    """Mean cross entropy of p = 1/(1 + e^-(w x + b)) with labels 0 and 1: (1/n) Σ ln(1 + e^∓(w xᵢ + b)).

    C. Bishop, Pattern Recognition and Machine Learning, section 4.3.2. ValueError without points.
    """
    terms = (f"ln(1 + e^({'-' if label else ''}({_line('w', x)})))" for x, label in points)
    return f"L(w, b) = {_mean(list(terms))}"


def _line(slope: str, x: float) -> str:
    return f"{'' if x == 1 else f'{x:g}'}{slope} + b"


def _signed(value: float) -> str:
    return f"{'-' if value < 0 else '+'} {abs(value):g}"


def _mean(terms: list[str]) -> str:
    if not terms:
        raise ValueError("a loss needs at least one point")
    return f"({' + '.join(terms)})/{len(terms)}"
