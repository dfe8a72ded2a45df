"""The standard limits by name, each with one line of reason, and where they occur in an expression.

In all of them k is anything that tends to 0 with h (and is not 0 itself): h, 2h, h/x, 2xh + h².
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from derivgui.model.language.tree import Call, Negative, Node, Number, Power, Quotient, Sum, symbols
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.raised import in_print
from derivgui.model.symbolic.derivation.setting import Setting
from derivgui.model.symbolic.derivation.tidy import UndefinedError, is_zero, tidy


@dataclass(frozen=True, slots=True)
class StandardLimit:
    """A limit that is known beforehand.

    Attributes:
        name: for programs.
        text, latex: the statement.
        reason: why, in one sentence.
    """

    name: str
    text: str
    latex: str
    reason: str


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A standard limit found in an expression: the part that tends, what stands for k in it, and its limit."""

    limit: StandardLimit
    part: Node
    k: Node
    value: Node

    def told(self, setting: Setting) -> str:
        """The statement as a note writes it, with the step's own letter where k is the step."""
        text = self.limit.text
        if self.k == setting.h and self.limit not in (STEP, SQUEEZE, *FAR_OUT):
            text = text.replace("k", setting.step)
        return in_print(text)


def _row(name: str, text: str, latex: str, reason: str) -> StandardLimit:
    return StandardLimit(name, text, latex, reason)


SINE = _row(
    "sin k/k",
    "sin(k)/k → 1",
    r"\frac{\sin k}{k} \to 1",
    "On the unit circle the areas give cos k < sin k / k < 1 for 0 < |k| < π/2; both ends tend to 1.",
)
COSINE = _row(
    "(cos k - 1)/k",
    "(cos(k) - 1)/k → 0",
    r"\frac{\cos k - 1}{k} \to 0",
    "(cos k − 1)/k = −sin k / k · sin k / (cos k + 1), which tends to −1 · 0/2 = 0.",
)
EXPONENTIAL = _row(
    "(e^k - 1)/k",
    "(e^k - 1)/k → 1",
    r"\frac{e^{k} - 1}{k} \to 1",
    "This singles out e: 1 + k ≤ eᵏ ≤ 1/(1 − k) for k < 1 squeezes the quotient to 1.",
)
POWER_OF_BASE = _row(
    "(a^k - 1)/k",
    "(a^k - 1)/k → ln(a)",
    r"\frac{a^{k} - 1}{k} \to \ln a",
    "With t = k ln a, aᵏ is eᵗ, so the quotient is ln a times (eᵗ − 1)/t.",
)
LOGARITHM = _row(
    "ln(1 + k)/k",
    "ln(1 + k)/k → 1",
    r"\frac{\ln(1 + k)}{k} \to 1",
    "k/(1 + k) ≤ ln(1 + k) ≤ k, so the quotient lies between 1 and 1/(1 + k).",
)
HYPERBOLIC_SINE = _row(
    "sinh k/k",
    "sinh(k)/k → 1",
    r"\frac{\sinh k}{k} \to 1",
    "sinh k / k is the mean of (eᵏ − 1)/k and (eᵗ − 1)/t with t = −k, which both tend to 1.",
)
HYPERBOLIC_COSINE = _row(
    "(cosh k - 1)/k",
    "(cosh(k) - 1)/k → 0",
    r"\frac{\cosh k - 1}{k} \to 0",
    "(cosh k − 1)/k = sinh k / k · sinh k / (cosh k + 1), which tends to 1 · 0/2 = 0.",
)
SINE_LESS = _row(
    "(sin k - k)/k²",
    "(sin(k) - k)/k^2 → 0",
    r"\frac{\sin k - k}{k^2} \to 0",
    "cos k < sin k / k < 1 gives (cos k − 1)/k < (sin k − k)/k² < 0 for k > 0, and the mirror image for k < 0; "
    "(cos k − 1)/k tends to 0.",
)
COSINE_LESS = _row(
    "(cos k - 1)/k²",
    "(cos(k) - 1)/k^2 → -1/2",
    r"\frac{\cos k - 1}{k^2} \to -\frac{1}{2}",
    "(cos k − 1)/k² = −(sin k / k)² / (cos k + 1), which tends to −1/2.",
)
STEP = _row(
    "step",
    "(s(x + h) - s(x))/h → 0",
    r"\frac{s(x+h) - s(x)}{h} \to 0",
    "Away from its jumps a step function s does not change over a small enough h.",
)

SQUEEZE = _row(
    "squeeze",
    "k·b(h) → 0 for bounded b",
    r"k \cdot b(h) \to 0 \text{ for bounded } b",
    "Where |b| ≤ M, the product lies between −M|k| and M|k|, which both tend to 0.",
)

ARCTANGENT = _row(
    "arctan u",
    "atan(u) → ±π/2 as u → ±∞",
    r"\arctan u \to \pm\frac{\pi}{2} \text{ as } u \to \pm\infty",
    "The tangent grows beyond all bounds as its angle tends to π/2, and arctan reads it backwards.",
)
HYPERBOLIC_TANGENT = _row(
    "tanh u",
    "tanh(u) → ±1 as u → ±∞",
    r"\tanh u \to \pm 1 \text{ as } u \to \pm\infty",
    "With t = 2u it is (eᵗ − 1)/(eᵗ + 1) = 1 − 2/(eᵗ + 1), and eᵗ grows beyond all bounds with t.",
)
SMALL_POWER = _row(
    "e^u, u → -∞",
    "e^u → 0 as u → -∞",
    r"e^{u} \to 0 \text{ as } u \to -\infty",
    "With t = −u it is 1/eᵗ, and eᵗ > t grows beyond all bounds.",
)
LARGE_POWER = _row(
    "1/e^u, u → ∞",
    "1/e^u → 0 as u → ∞",
    r"\frac{1}{e^{u}} \to 0 \text{ as } u \to \infty",
    "eᵘ > u grows beyond all bounds, so a fraction with it below tends to 0.",
)
FLAT = _row(
    "e^(-1/k^n)/k^m",
    "e^(-1/k^n)/k^m → 0",
    r"\frac{e^{-1/k^{n}}}{k^{m}} \to 0",
    "eᵗ > tᴺ/N! for t > 0 and every N, so e to the −1/kⁿ is smaller than every power of k.",
)

FAR_OUT = (ARCTANGENT, HYPERBOLIC_TANGENT, SMALL_POWER, LARGE_POWER, FLAT)
STEP_FUNCTIONS = ("floor", "ceil", "round", "sign")


def recognised(node: Node, setting: Setting) -> Occurrence | None:
    """The standard limit that this very fraction is, with its limit as h tends to 0."""
    if not isinstance(node, Quotient) or not setting.moves(node):
        return None
    above, below = node.numerator, node.denominator
    for known in (
        _step(above, below, setting),
        _over_k(above, below),
        _over_k(below, above, inverted=True),
        _over_square(above, below),
    ):
        if known is not None and known[1] is not None and vanishes(known[1], setting):
            return Occurrence(known[0], node, known[1], known[2])
    return None


def vanishes(node: Node, setting: Setting) -> bool:
    """Whether the tree depends on h and is 0 at h = 0."""
    return setting.moves(node) and is_zero(build.put(node, {setting.step: build.ZERO}))


def _step(above: Node, below: Node, setting: Setting) -> tuple[StandardLimit, Node, Node] | None:
    match above:
        case Sum((Call(name, (ahead,)), Negative(Call(other, (here,))))) if name == other and name in STEP_FUNCTIONS:
            return (STEP, below, build.ZERO) if vanishes(build.difference(ahead, here), setting) else None
        case _:
            return None


def _over_square(above: Node, below: Node) -> tuple[StandardLimit, Node, Node] | None:
    """(sin k - k)/(c k²) and (cos k - 1)/(c k²), with c free of h."""
    value: Node = build.ZERO
    limit = COSINE_LESS
    match above:
        case Sum((Call("sin", (k,)), Negative(other))) | Sum((Negative(other), Call("sin", (k,)))) if k == other:
            limit = SINE_LESS
        case Sum((Call("cos", (k,)), Negative(Number(one)))) if one == 1:
            value = build.number(Fraction(-1, 2))
        case Sum((Number(one), Negative(Call("cos", (k,))))) if one == 1:
            value = build.number(Fraction(1, 2))
        case _:
            return None
    try:
        scale = tidy(build.quotient(build.power(k, 2), below))
    except UndefinedError:
        return None
    return None if symbols(scale) else (limit, k, build.product(value, scale))


def _over_k(above: Node, below: Node, inverted: bool = False) -> tuple[StandardLimit, Node, Node] | None:
    k = below
    match above:
        case Call("sin", (inner,)) if inner == k:
            return (SINE, k, build.ONE)
        case Call("sinh", (inner,)) if inner == k:
            return (HYPERBOLIC_SINE, k, build.ONE)
        case Sum((Call("cos", (inner,)), Negative(Number(value)))) if inner == k and value == 1 and not inverted:
            return (COSINE, k, build.ZERO)
        case Sum((Call("cosh", (inner,)), Negative(Number(value)))) if inner == k and value == 1 and not inverted:
            return (HYPERBOLIC_COSINE, k, build.ZERO)
        case Sum((Power(base, inner), Negative(Number(value)))) if inner == k and value == 1 and not inverted:
            return (EXPONENTIAL, k, build.ONE) if base == build.E else (POWER_OF_BASE, k, build.call("ln", base))
        case Call("ln", (Sum((Number(value), *rest)),)) if value == 1 and build.total(*rest) == k:
            return (LOGARITHM, k, build.ONE)
        case _:
            return None
