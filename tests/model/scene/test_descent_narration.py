"""Each step told with its numbers."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from derivgui.model.descent.methods import ROWS
from derivgui.model.descent.run import Run
from derivgui.model.descent.setup import Setup
from derivgui.model.document.descent import Contestant, Descent
from derivgui.model.language.parser import parse
from derivgui.model.scene.descent_narration import narrate
from derivgui.model.scene.descent_objective import objective_of
from derivgui.model.scene.descent_setup import race_of


def told(text: str, k: int, method: str, rate: float, x: float, y: float = 0.0, **parameters: float) -> tuple[str, str]:
    expression = parse(text)
    contestant = Contestant(method, rate, tuple(parameters.items()))  # type: ignore[arg-type]
    race = race_of(objective_of(expression.tree, expression.variables), (x, y), Descent(main=contestant))
    race.reach(k + 1, 5.0)
    return narrate(race.runs[0], k)


@pytest.mark.parametrize(
    ("method", "rate", "k", "words"),
    [
        ("gd", 0.1, 0, "x = 5, f′(5) = 10\n5 − 0.1·10 = 4"),
        ("gd", 0.1, 1, "x = 4, f′(4) = 8\n4 − 0.1·8 = 3.2"),
        ("momentum", 0.1, 1, "x = 4, f′(4) = 8\nVelocity b = 0.9·10 + 8 = 17; 4 − 0.1·17 = 2.3"),
        ("nesterov", 0.1, 0, "b = 10, f′ + 0.9·b = 19; 5 − 0.1·19 = 3.1"),
        ("adagrad", 0.1, 1, "f′/√s = 0.699929; 4.9 − 0.1·0.699929 = 4.83001"),
        ("rmsprop", 0.1, 0, "f′/√v = 10; 5 − 0.1·10 = 4"),
        ("adam", 0.1, 0, "Mean slope m = 10, root mean square √v = 10; 5 − 0.1·1 = 4.9"),
        ("adamw", 0.1, 0, "(1 − 0.001)·5 − 0.1·1 = 4.895"),
        ("newton", 1.0, 0, "f″ = 2; 5 − 10/2 = 0"),
        ("line-search", 4.0, 0, "α = 4 shortened to 0.5; 5 − 0.5·10 = 0"),
        ("coordinate", 0.1, 0, "5 − 0.1·10 = 4"),
    ],
)
def test_steps_on_a_parabola(method: str, rate: float, k: int, words: str) -> None:
    assert words in told("x^2", k, method, rate, 5.0)[0]


def test_the_sign_of_the_slope_tells_the_way() -> None:
    assert told("x^2", 0, "gd", 0.1, 5.0)[1] == "The slope is positive, so it moves left."
    assert told("x^2", 0, "gd", 0.1, -5.0) == (
        "x = −5, f′(−5) = −10\n−5 − 0.1·(−10) = −4",
        "The slope is negative, so it moves right.",
    )


def test_a_velocity_may_carry_uphill() -> None:
    assert "its velocity carries it" in told("x^2", 4, "momentum", 0.1, 5.0)[1]


def test_vectors_in_two_variables() -> None:
    words, meaning = told("x^2+y^2", 0, "gd", 0.25, 2.0, -4.0)
    assert words == "At (2, −4), ∇f = (4, −8)\n(2, −4) − 0.25·(4, −8) = (1, −2)"
    assert meaning == ""
    assert "Along y only: −4 − 0.25·(−8) = −2" in told("x^2+y^2", 1, "coordinate", 0.25, 2.0, -4.0)[0]


def test_at_the_end_only_the_place_is_told() -> None:
    assert told("x^2", 1, "gd", 0.5, 5.0) == ("x = 0, f′(0) = 0", "")


@pytest.mark.parametrize("method", [row.name for row in ROWS])
@pytest.mark.parametrize("text", ["x^4 - x", "x^2 + x y + 2 y^2"])
def test_every_method_can_be_told_far_into_a_run(method: str, text: str) -> None:
    words, _ = told(text, 3, method, 0.05, 1.5, -1.0)
    assert " = " in words


def test_a_step_that_only_fractions_could_take_is_told() -> None:
    """In doubles this Hessian is 0 and Newton's method would stop."""
    tree = parse("x^2/10^300").tree
    run = Run(objective_of(tree, ("x",)), Setup((F(10**300),), F(1), "newton", limit=2, exact=True))
    run.advance()
    assert narrate(run, 0)[0].startswith("x = 10³⁰⁰")


def test_unknown_parameters_are_left_out() -> None:
    assert "0.1·10" in told("x^2", 0, "gd", 0.1, 5.0, nonsense=3.0)[0]
