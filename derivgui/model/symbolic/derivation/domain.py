"""Where a derivation holds: no denominator 0, what stands under roots and in logarithms positive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Literal

from derivgui.model.language.latex import to_latex
from derivgui.model.language.plain import to_text
from derivgui.model.language.tree import (
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    symbols,
    walk,
)
from derivgui.model.numeric.powers import exact_rational
from derivgui.model.numeric.suspects.polynomials import coefficients_of, rational_zeros
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.setting import Setting
from derivgui.model.symbolic.derivation.tidy import UndefinedError, tidy
from derivgui.model.symbolic.derivation.values_at import number_at

Relation = Literal["≠", ">", "<"]
_LATEX = {"≠": r"\ne", ">": ">", "<": "<"}
_OPPOSITE: dict[Relation, Relation] = {"≠": "≠", ">": "<", "<": ">"}


@dataclass(frozen=True, slots=True)
class Condition:
    """``left ≠ right``, ``left > right`` or ``left < right``; with ``whole`` that ``left`` is no whole number."""

    left: Node
    relation: Relation
    right: Node
    whole: bool = False

    @property
    def text(self) -> str:
        """Readable, such as "x ≠ 0"."""
        if self.whole:
            return f"{to_text(self.left)} not a whole number"
        return f"{to_text(self.left)} {self.relation} {to_text(self.right)}"

    @property
    def latex(self) -> str:
        """The same as LaTeX."""
        if self.whole:
            return rf"{to_latex(self.left)} \notin \mathbb{{Z}}"
        return f"{to_latex(self.left)} {_LATEX[self.relation]} {to_latex(self.right)}"


def conditions(f: Node, setting: Setting) -> tuple[Condition, ...]:
    """What f needs so that its derivation holds, solved for x where that is easy, each once."""
    found: list[Condition] = []
    for needed in _needs(f):
        for condition in _solved(needed, setting):
            if condition not in found:
                found.append(condition)
    return tuple(c for c in found if not any(implies(other, c, setting) for other in found if other != c))


def implies(known: Condition, condition: Condition, setting: Setting) -> bool:
    """Whether one condition holds wherever another does: x > 1 for x > 0 and for x ≠ 0, ln x > 0 for x ≠ 0."""
    if condition.whole or known.whole:
        return False
    if known.left != condition.left:
        # What the other needs to have a value at all.
        is_excluded = condition.relation == "≠" and condition.left == setting.x and known.relation != "≠"
        return is_excluded and number_at(known.left, {setting.variable: condition.right}) is None
    if known.relation == "≠":
        return False
    a, b = (number_at(side, {}) if not symbols(side) else None for side in (known.right, condition.right))
    if a is None or b is None:
        return known.right == condition.right and condition.relation == "≠"
    if condition.relation not in ("≠", known.relation):
        return False
    is_wider = b < a if known.relation == ">" else b > a
    return bool(is_wider or (condition.relation == "≠" and a == b))


def _positive(node: Node) -> Condition:
    return Condition(node, ">", build.ZERO)


def _not_zero(node: Node) -> Condition:
    return Condition(node, "≠", build.ZERO)


def _between(node: Node) -> tuple[Condition, ...]:
    return Condition(node, ">", build.number(-1)), Condition(node, "<", build.ONE)


def _needs(f: Node) -> Iterator[Condition]:
    for node in walk(f):
        match node:
            case Quotient(_, below):
                yield _not_zero(below)
            case Power(base, exponent):
                yield from _power_needs(base, exponent)
            case Call(name, (argument, *rest)):
                yield from _call_needs(name, argument, rest)
            case _:
                pass


def _power_needs(base: Node, exponent: Node) -> Iterator[Condition]:
    n = exact_rational(exponent)
    if n is None:
        if not isinstance(base, Constant | Number):
            yield _positive(base)
    elif n.denominator % 2 == 0:
        yield _positive(base)
    elif n < 0 or n.denominator > 1:
        yield _not_zero(base)


def _call_needs(name: str, argument: Node, rest: list[Node]) -> Iterator[Condition]:
    match name:
        case "sqrt" | "ln" | "log" | "log_base":
            yield _positive(argument)
            if name == "log_base" and symbols(rest[0]):
                yield from (_positive(rest[0]), Condition(rest[0], "≠", build.ONE))
        case "root":
            degree = build.whole(rest[0]) or 1
            yield _positive(argument) if degree % 2 == 0 else _not_zero(argument)
        case "cbrt" | "abs" | "coth" | "csch" | "acsch" | "sign":
            yield _not_zero(argument)
        case "tan" | "sec":
            yield _not_zero(build.call("cos", argument))
        case "cot" | "csc":
            yield _not_zero(build.call("sin", argument))
        case "asin" | "acos" | "atanh":
            yield from _between(argument)
        case "acosh":
            yield Condition(argument, ">", build.ONE)
        case "asec" | "acsc" | "acoth":
            yield Condition(build.call("abs", argument), ">", build.ONE)
        case "asech":
            yield from (_positive(argument), Condition(argument, "<", build.ONE))
        case "max" | "min":
            yield from (Condition(a, "≠", b) for a, b in combinations((argument, *rest), 2))
        case "floor" | "ceil" | "frac":
            yield Condition(argument, "≠", build.ZERO, whole=True)
        case "mod":
            yield Condition(build.quotient(argument, rest[0]), "≠", build.ZERO, whole=True)
        case "round":
            yield Condition(build.total(argument, build.number(Fraction(1, 2))), "≠", build.ZERO, whole=True)
        case _:
            pass


def _solved(condition: Condition, setting: Setting) -> tuple[Condition, ...]:
    """The condition for x; nothing where it always holds."""
    if condition.whole or not symbols(condition.left):
        return (condition,) if symbols(condition.left) else ()
    if isinstance(condition.left, Power) and condition.right == build.ZERO:
        n = build.whole(condition.left.exponent)
        if n is not None and n > 0 and (condition.relation == "≠" or n % 2):
            return _solved(Condition(condition.left.base, condition.relation, build.ZERO), setting)
        if n is not None and n > 0 and condition.relation == ">":
            return _solved(_not_zero(condition.left.base), setting)
    inner = _of_inner(condition)
    if inner is not None:
        return tuple(found for part in inner for found in _solved(part, setting))
    p = coefficients_of(build.difference(condition.left, condition.right), setting.variable)
    zeros = None if p is None else rational_zeros(p)
    x = Symbol(setting.variable)
    if p is not None and zeros is not None:
        if condition.relation == "≠":
            return tuple(Condition(x, "≠", build.number(zero)) for zero in sorted(zeros))
        if len(p) == 2:
            relation = condition.relation if p[1] > 0 else _OPPOSITE[condition.relation]
            return (Condition(x, relation, build.number(zeros[0])),)
        if not zeros and (p[2] > 0) == (condition.relation == ">"):
            return ()
        if len(p) == 3 and len(zeros) == 2:
            low, high = map(build.number, sorted(zeros))
            if (p[2] > 0) == (condition.relation == "<"):
                return Condition(x, ">", low), Condition(x, "<", high)
            if zeros[0] == -zeros[1]:
                return (Condition(build.call("abs", x), ">", high),)
    if _is_above_zero(condition.left) and condition.right == build.ZERO and condition.relation in (">", "≠"):
        return ()
    try:
        left = tidy(condition.left, setting.variable)
    except UndefinedError:
        left = condition.left
    return (Condition(left, condition.relation, condition.right),) if symbols(left) else ()


def _of_inner(condition: Condition) -> tuple[Condition, ...] | None:
    """The same said of the parts: √u ≠ 0 is u > 0, u·v ≠ 0 is u ≠ 0 and v ≠ 0; None where there is nothing to say."""
    if condition.right != build.ZERO or condition.relation == "<":
        return None
    match condition.left:
        case Call("sqrt", (inner,)):
            return (_positive(inner),)
        case Call("cbrt", (inner,)) | Negative(inner) if condition.relation == "≠":
            return (_not_zero(inner),)
        case Call("abs", (inner,)):
            return (_not_zero(inner),)
        case Product(factors) if condition.relation == "≠":
            return tuple(map(_not_zero, factors))
        case Quotient(above, below) if condition.relation == "≠":
            return _not_zero(above), _not_zero(below)
        case Call("ln", (inner,)):
            return (Condition(inner, condition.relation, build.ONE),)
        case _:
            return None


def _is_above_zero(node: Node) -> bool:
    """Exponentials of positive numbers, cosh, and sums of these with what is never negative."""
    match node:
        case Number(value):
            return value > 0
        case Power(Constant(), _) | Call("exp" | "cosh", _) | Constant():
            return True
        case Call("sqrt", _):
            # Where its radicand is 0, the function that holds this root has no derivative from the definition.
            return True
        case Power(Number(value), _):
            return value > 0
        case Sum(terms):
            return any(map(_is_above_zero, terms)) and all(map(_is_never_negative, terms))
        case _:
            return False


def _is_never_negative(node: Node) -> bool:
    match node:
        case Power(_, Number(n)) if n.denominator == 1 and n % 2 == 0:
            return True
        case Call("abs", _):
            return True
        case Product(factors):
            return all(map(_is_never_negative, factors))
        case _:
            return _is_above_zero(node)


def in_words(conditions_: tuple[Condition, ...]) -> tuple[str, str]:
    """All conditions in a row, as text and as LaTeX; "-1 < x < 1" where both ends are known."""
    texts: list[str] = []
    latex: list[str] = []
    done: set[Condition] = set()
    for condition in conditions_:
        if condition in done:
            continue
        partner = _partner(condition, conditions_)
        if partner is None:
            texts.append(condition.text)
            latex.append(condition.latex)
            continue
        low, high = (condition, partner) if condition.relation == ">" else (partner, condition)
        done |= {low, high}
        texts.append(f"{to_text(low.right)} < {to_text(low.left)} < {to_text(high.right)}")
        latex.append(f"{to_latex(low.right)} < {to_latex(low.left)} < {to_latex(high.right)}")
    return ", ".join(texts), r",\ ".join(latex)


def _partner(condition: Condition, others: tuple[Condition, ...]) -> Condition | None:
    """The condition that closes an interval with this one."""
    ends = {"<", ">"}
    return next((c for c in others if c.left == condition.left and {c.relation, condition.relation} == ends), None)
