"""The table of methods: one row a method, with its parameters as command line and window offer them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from derivgui.model.descent.adaptive import AdaGrad, Adam, AdamW, RMSProp
from derivgui.model.descent.curvature import LineSearch, Newton
from derivgui.model.descent.first_order import Coordinate, GradientDescent, Momentum, Nesterov
from derivgui.model.descent.optimizer import Optimizer
from derivgui.model.descent.vectors import Real


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number that a method takes beside the rate; it lies in [low, high), or (low, high) where ``is_open``."""

    name: str
    symbol: str
    default: float
    words: str
    low: float = 0.0
    high: float = 1.0
    is_open: bool = False

    def allows(self, value: Real) -> bool:
        """Whether the method is defined with this value."""
        return bool((self.low < value if self.is_open else self.low <= value) and value < self.high)


@dataclass(frozen=True, slots=True)
class Method:
    """One row.

    Attributes:
        name: as on the command line.
        title: as in the window.
        make: the optimiser, parameters by name.
        rate: the rate where none is given: PyTorch's default where PyTorch has the method.
        formula: its step in words of mathematics.
        parameters: what it takes beside the rate.
        is_rational: whether it needs nothing but + - * / and comparisons, so that fractions stay fractions.
        character: what it is like, in one sentence; "" where its forecast says more.
        has_memory: whether a step depends on earlier ones.
    """

    name: str
    title: str
    make: Callable[..., Optimizer]
    rate: float
    formula: str
    parameters: tuple[Parameter, ...] = ()
    is_rational: bool = False
    has_memory: bool = True
    character: str = ""

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of this name, None where the method has none."""
        return next((parameter for parameter in self.parameters if parameter.name == name), None)


_LARGE = 1e6
_MOMENTUM = Parameter("momentum", "μ", 0.9, "share of the velocity that is kept")
_BETAS = (
    Parameter("beta1", "β₁", 0.9, "share of the mean gradient that is kept"),
    Parameter("beta2", "β₂", 0.999, "share of the mean square that is kept"),
)


def _epsilon(default: float) -> Parameter:
    return Parameter("epsilon", "ε", default, "keeps the divisor away from 0", high=_LARGE)


ROWS: tuple[Method, ...] = (
    Method("gd", "Gradient descent", GradientDescent, 1e-3, "x ← x − α f′(x)", is_rational=True, has_memory=False),
    Method(
        "momentum",
        "Momentum",
        Momentum,
        1e-3,
        "b ← μ b + f′(x),  x ← x − α b",
        (_MOMENTUM, Parameter("dampening", "d", 0.0, "share of the new gradient that is left out")),
        is_rational=True,
    ),
    Method(
        "nesterov",
        "Nesterov",
        Nesterov,
        1e-3,
        "b ← μ b + f′(x),  x ← x − α (f′(x) + μ b)",
        (_MOMENTUM,),
        is_rational=True,
    ),
    Method(
        "adagrad",
        "AdaGrad",
        AdaGrad,
        1e-2,
        "s ← s + f′(x)²,  x ← x − α f′(x)/(√s + ε)",
        (_epsilon(1e-10), Parameter("rate_decay", "η", 0.0, "how fast the rate falls", high=_LARGE)),
        character="Its steps shrink as the squared slopes add up: quick at first, ever slower later.",
    ),
    Method(
        "rmsprop",
        "RMSprop",
        RMSProp,
        1e-2,
        "v ← ρ v + (1 − ρ) f′(x)²,  x ← x − α f′(x)/(√v + ε)",
        (Parameter("smoothing", "ρ", 0.99, "share of the mean square that is kept"), _epsilon(1e-8)),
        character="The length of its steps hardly depends on how steep f is.",
    ),
    Method(
        "adam",
        "Adam",
        Adam,
        1e-3,
        "x ← x − α m/(√v + ε),  m and v the running means of f′(x) and f′(x)², corrected for their start",
        (*_BETAS, _epsilon(1e-8)),
        character="Each of its first steps is about α long, however steep f is.",
    ),
    Method(
        "adamw",
        "AdamW",
        AdamW,
        1e-3,
        "x ← (1 − α w) x,  then as Adam",
        (*_BETAS, _epsilon(1e-8), Parameter("weight_decay", "w", 0.01, "pull towards 0", high=_LARGE)),
        character="As Adam, and pulled towards 0: it comes to rest beside a minimum that lies elsewhere.",
    ),
    Method(
        "newton",
        "Newton",
        Newton,
        1.0,
        "x ← x − α f′(x)/f″(x)",
        is_rational=True,
        has_memory=False,
        character="With α = 1 it doubles its right digits near a minimum, but it heads for saddles and maxima as well.",
    ),
    Method(
        "line-search",
        "Line search",
        LineSearch,
        1.0,
        "x ← x − α f′(x),  α halved until f falls enough (Armijo)",
        (
            Parameter("shrink", "ρ", 0.5, "factor by which a step is shortened", is_open=True),
            Parameter("decrease", "c", 1e-4, "share of the tangent's fall that is asked for", is_open=True),
        ),
        is_rational=True,
        has_memory=False,
        character="A step is shortened until f falls enough, so f never rises.",
    ),
    Method(
        "coordinate",
        "Coordinate descent",
        Coordinate,
        0.1,
        "xᵢ ← xᵢ − α ∂f/∂xᵢ, in turn",
        is_rational=True,
        character="It moves along one axis at a time, so in a valley that lies askew it goes in small stairs.",
    ),
)

BY_NAME: Mapping[str, Method] = {row.name: row for row in ROWS}
