"""The rules of differentiation as objects: one class a rule, its formula in the docstring, its parts named.

Every step knows the tree it differentiates, what the rule makes of the derivatives of its parts (``raw``), and that
in textbook shape (``derivative``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from derivgui.model.language.tree import Node


@dataclass(frozen=True, slots=True)
class Step:
    """One rule applied to ``of``."""

    of: Node
    raw: Node
    derivative: Node

    title: ClassVar[str] = ""
    formula: ClassVar[str] = ""

    @property
    def parts(self) -> tuple[tuple[str, Step], ...]:
        """The steps this one stands on, by the letter that the formula gives them."""
        return ()


@dataclass(frozen=True, slots=True)
class ConstantStep(Step):
    """c' = 0"""

    title: ClassVar[str] = "Constant rule"
    formula: ClassVar[str] = r"c' = 0"


@dataclass(frozen=True, slots=True)
class IdentityStep(Step):
    """x' = 1"""

    title: ClassVar[str] = "The variable itself"
    formula: ClassVar[str] = r"x' = 1"


@dataclass(frozen=True, slots=True)
class SumStep(Step):
    """(u + v)' = u' + v'"""

    terms: tuple[Step, ...]

    title: ClassVar[str] = "Sum rule"
    formula: ClassVar[str] = r"(u + v)' = u' + v'"

    @property
    def parts(self) -> tuple[tuple[str, Step], ...]:
        return _named(self.terms)


@dataclass(frozen=True, slots=True)
class ConstantMultipleStep(Step):
    """(c u)' = c u'"""

    constant: Node
    inner: Step

    title: ClassVar[str] = "Constant multiple rule"
    formula: ClassVar[str] = r"(c\,u)' = c\,u'"

    @property
    def parts(self) -> tuple[tuple[str, Step], ...]:
        return (("u", self.inner),)


@dataclass(frozen=True, slots=True)
class ProductStep(Step):
    """(u v)' = u' v + u v'"""

    factors: tuple[Step, ...]

    title: ClassVar[str] = "Product rule"
    formula: ClassVar[str] = r"(u\,v)' = u'\,v + u\,v'"

    @property
    def parts(self) -> tuple[tuple[str, Step], ...]:
        return _named(self.factors)


@dataclass(frozen=True, slots=True)
class QuotientStep(Step):
    """(u/v)' = (u' v - u v')/v^2"""

    numerator: Step
    denominator: Step

    title: ClassVar[str] = "Quotient rule"
    formula: ClassVar[str] = r"\left(\frac{u}{v}\right)' = \frac{u'\,v - u\,v'}{v^2}"

    @property
    def parts(self) -> tuple[tuple[str, Step], ...]:
        return (("u", self.numerator), ("v", self.denominator))


@dataclass(frozen=True, slots=True)
class ReciprocalStep(Step):
    """(1/v)' = -v'/v^2"""

    denominator: Step

    title: ClassVar[str] = "Reciprocal rule"
    formula: ClassVar[str] = r"\left(\frac{1}{v}\right)' = -\frac{v'}{v^2}"

    @property
    def parts(self) -> tuple[tuple[str, Step], ...]:
        return (("v", self.denominator),)


@dataclass(frozen=True, slots=True)
class PowerStep(Step):
    """(x^n)' = n x^(n-1)"""

    title: ClassVar[str] = "Power rule"
    formula: ClassVar[str] = r"(x^n)' = n\,x^{n-1}"


@dataclass(frozen=True, slots=True)
class ExponentialStep(Step):
    """(b^x)' = b^x ln b"""

    title: ClassVar[str] = "Exponential rule"
    formula: ClassVar[str] = r"(b^x)' = b^x \ln b"


@dataclass(frozen=True, slots=True)
class FunctionStep(Step):
    """A function of the table at the variable itself, such as (sin x)' = cos x."""

    name: str

    title: ClassVar[str] = "Known derivative"


@dataclass(frozen=True, slots=True)
class ChainStep(Step):
    """g(u)' = g'(u) u'"""

    outer: Node
    outer_derivative: Node
    inner: Step

    title: ClassVar[str] = "Chain rule"
    formula: ClassVar[str] = r"g(u)' = g'(u)\,u'"

    @property
    def parts(self) -> tuple[tuple[str, Step], ...]:
        return (("u", self.inner),)


@dataclass(frozen=True, slots=True)
class TwoArgumentsStep(Step):
    """g(u, v)' = g_u u' + g_v v'"""

    arguments: tuple[Step, ...]

    title: ClassVar[str] = "Chain rule for two arguments"
    formula: ClassVar[str] = r"g(u, v)' = \frac{\partial g}{\partial u}\,u' + \frac{\partial g}{\partial v}\,v'"

    @property
    def parts(self) -> tuple[tuple[str, Step], ...]:
        return _named(self.arguments)


@dataclass(frozen=True, slots=True)
class GeneralPowerStep(Step):
    """(u^v)' = u^v (v' ln u + v u'/u)"""

    base: Step
    exponent: Step

    title: ClassVar[str] = "General power rule"
    formula: ClassVar[str] = r"(u^v)' = u^v \left(v' \ln u + v\,\frac{u'}{u}\right)"

    @property
    def parts(self) -> tuple[tuple[str, Step], ...]:
        return (("u", self.base), ("v", self.exponent))


@dataclass(frozen=True, slots=True)
class BranchesStep(Step):
    """Each branch for itself, between the joints."""

    branches: tuple[Step, ...]

    title: ClassVar[str] = "Branch by branch"

    @property
    def parts(self) -> tuple[tuple[str, Step], ...]:
        return _named(self.branches)


def _named(steps: tuple[Step, ...]) -> tuple[tuple[str, Step], ...]:
    letters = ("u", "v", "w")
    return tuple(
        (letters[place] if len(steps) <= len(letters) else f"u_{place + 1}", step) for place, step in enumerate(steps)
    )
