"""A reader's own derivative by rules: whether it is right, and which rule was used wrongly where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from derivgui.model.language.tree import Node, Power, Product, Quotient, Sum, Symbol, substitute
from derivgui.model.symbolic.derivation import build, truth
from derivgui.model.symbolic.derivation.raised import in_words
from derivgui.model.symbolic.derivation.setting import Setting, setting_for
from derivgui.model.symbolic.derivation.slips import Mistake, Verdict, factors_lost, named_slip, signs
from derivgui.model.symbolic.rules.differentiate import differentiate
from derivgui.model.symbolic.rules.steps import ChainStep, ExponentialStep, PowerStep, ProductStep, QuotientStep, Step

U = Symbol("u")


@dataclass(frozen=True, slots=True)
class RuleVerdict:
    """What is known of a typed derivative; ``is_whole`` where it is that of the whole function instead."""

    verdict: Verdict
    is_whole: bool = False


def check_derivative(of: Node, expected: Node, typed: Node, variable: str, whole: Node | None = None) -> RuleVerdict:
    """Compare a typed derivative of ``of`` with the one expected, then with that of the whole function."""
    setting = setting_for(build.total(of, typed), variable)
    found = _compared(expected, typed, setting)
    if found is not None:
        return RuleVerdict(found)
    if whole is not None and (of_whole := _compared(whole, typed, setting)) is not None and of_whole.equal:
        return RuleVerdict(of_whole, True)
    slip = named_slip(_mistakes(differentiate(of, variable), expected, setting), expected, typed, setting)
    if slip is not None:
        return RuleVerdict(slip)
    return RuleVerdict(Verdict(False, "proven", "", f"This is not the derivative of {in_words(of)}."))


def _compared(expected: Node, typed: Node, setting: Setting) -> Verdict | None:
    """The verdict on lines that are equal or cannot be compared; None where they differ."""
    try:
        status = truth.same(expected, typed, setting)
    except truth.RefutedError:
        return None
    if status == "not determined":
        return Verdict(None, status, "", "This could not be compared with the line expected.")
    return Verdict(True, status, "", "Right.")


def _mistakes(step: Step, expected: Node, setting: Setting) -> Iterator[Mistake]:
    """The likeliest first."""
    match step:
        case ProductStep():
            yield from _of_product(step)
        case QuotientStep():
            yield from _of_quotient(step)
        case ChainStep():
            yield from _of_chain(step)
        case PowerStep() | ExponentialStep():
            yield from _of_power(step, setting)
        case _:
            pass
    yield from signs(expected, expected)
    yield from factors_lost(expected, setting)


def _of_product(step: ProductStep) -> Iterator[Mistake]:
    slopes = [factor.derivative for factor in step.factors]
    sentence = "The derivative of a product is not the product of the derivatives: (u v)′ = u′ v + u v′."
    yield Mistake("product rule", sentence, build.product(*slopes))
    for place, slope in enumerate(slopes):
        others = [factor.of for k, factor in enumerate(step.factors) if k != place]
        yield Mistake("product rule", "A term is missing: (u v)′ = u′ v + u v′.", build.product(slope, *others))


def _of_quotient(step: QuotientStep) -> Iterator[Mistake]:
    u, v = step.numerator.of, step.denominator.of
    first = build.product(step.numerator.derivative, v)
    second = build.product(u, step.denominator.derivative)
    square, rule = Power(v, build.TWO), "(u/v)′ = (u′ v − u v′)/v²"
    told = f"The derivative of a quotient is not the quotient of the derivatives: {rule}."
    slopes = build.quotient(step.numerator.derivative, step.denominator.derivative)
    turned, added = build.difference(second, first), build.total(first, second)
    yield Mistake("quotient rule", told, slopes)
    yield Mistake("quotient rule", f"The other way round: {rule}.", Quotient(turned, square))
    yield Mistake("quotient rule", f"A minus sign stands between: {rule}.", Quotient(added, square))
    yield Mistake("quotient rule", f"The denominator is squared: {rule}.", Quotient(build.difference(first, second), v))


def _of_chain(step: ChainStep) -> Iterator[Mistake]:
    inside, slope = step.inner.of, step.inner.derivative
    outer = substitute(step.outer_derivative, {U.name: inside})
    missing = f"The derivative of what stands inside is missing: the factor {in_words(slope)}."
    yield Mistake("chain rule", missing, outer)
    at_slope = substitute(step.outer_derivative, {U.name: slope})
    yield Mistake("chain rule", "The outer derivative is taken at u, not at u′: g(u)′ = g′(u) u′.", at_slope)
    yield Mistake(
        "chain rule",
        "The outer function is to be differentiated, too: g(u)′ = g′(u) u′.",
        build.product(step.of, slope),
    )
    if isinstance(step.outer, Power) and step.outer.base == U:
        not_lowered = build.product(step.outer.exponent, step.of, slope)
        yield Mistake("power rule", "The exponent goes down by 1: (xⁿ)′ = n xⁿ⁻¹.", not_lowered)


def _of_power(step: Step, setting: Setting) -> Iterator[Mistake]:
    match step.of:
        case Power(base, exponent) if setting.varies(base):
            lowered = Power(base, Sum((exponent, build.number(-1))))
            rule = "(xⁿ)′ = n xⁿ⁻¹"
            yield Mistake("power rule", f"The exponent goes down by 1: {rule}.", Product((exponent, step.of)))
            yield Mistake("power rule", f"The exponent comes in front: {rule}.", lowered)
        case Power(base, exponent):
            lowered = Power(base, Sum((exponent, build.number(-1))))
            rule = "(aˣ)′ = aˣ ln a"
            told = "The power rule is for a fixed exponent; here the exponent moves"
            yield Mistake("exponential rule", f"{told}: {rule}.", Product((exponent, lowered)))
            yield Mistake("exponential rule", f"The factor ln {in_words(base)} is missing: {rule}.", step.of)
        case _:
            pass
