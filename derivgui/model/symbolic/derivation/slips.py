"""A reader's own next line: whether it is right, and which of the usual slips it holds where it is not.

A slip is recognised by making it: each of the functions below makes one mistake in the line before or in the line
expected, and a typed line that equals a mistaken one was very likely made so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import NamedTuple

from derivgui.model.language.tree import Call, Negative, Node, Number, Power, Product, Quotient, Sum, symbols, walk
from derivgui.model.symbolic.derivation import build, truth
from derivgui.model.symbolic.derivation.raised import in_words
from derivgui.model.symbolic.derivation.setting import Setting
from derivgui.model.symbolic.derivation.walking import everywhere

MOST_MISTAKES = 200
POINTS = 6
LARGEST_RATIO = 64


class Mistake(NamedTuple):
    """One slip made: its name, what is said of it, and the line it leads to."""

    name: str
    sentence: str
    line: Node


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a typed line.

    Attributes:
        equal: whether it equals the line expected; None where that is not decided.
        status: how well that is known.
        slip: name of the slip, such as "sign"; "" where the line is right or the slip is not a usual one.
        sentence: what is said to the reader.
    """

    equal: bool | None
    status: truth.Status
    slip: str
    sentence: str


def check_line(previous: Node, expected: Node, typed: Node, setting: Setting, is_result: bool = False) -> Verdict:
    """Compare a typed line with the one that is expected after ``previous``, exactly and then numerically."""
    if is_result and setting.moves(typed):
        h = setting.step
        return Verdict(False, "proven", "limit", f"There is still the letter {h} in it: let {h} tend to 0.")
    try:
        status = truth.same(expected, typed, setting)
    except truth.RefutedError:
        return _explained(previous, expected, typed, setting, is_result)
    if status == "not determined":
        return Verdict(None, status, "", "This could not be compared with the line expected.")
    return Verdict(True, status, "", "Right.")


def _explained(previous: Node, expected: Node, typed: Node, setting: Setting, is_result: bool) -> Verdict:
    found = named_slip(_mistakes(previous, expected, setting), expected, typed, setting)
    if found is not None:
        return found
    if setting.moves(expected) and not setting.moves(typed):
        return Verdict(False, "proven", "limit", _too_early(setting))
    return Verdict(False, "proven", "", f"This is not {'the limit' if is_result else 'equal to the line before'}.")


def named_slip(mistakes: Iterable[Mistake], expected: Node, typed: Node, setting: Setting) -> Verdict | None:
    """The verdict on a wrong line that equals one of these mistaken ones, or a simple multiple of the right one."""
    names = tuple(dict.fromkeys((*symbols(expected), *symbols(typed), setting.variable, setting.step)))
    points = [point for _, point in zip(range(4 * POINTS), truth.samples(names, setting), strict=False)]
    for mistake in islice(mistakes, MOST_MISTAKES):
        if _agree(mistake.line, typed, points):
            return Verdict(False, "numerical", mistake.name, mistake.sentence)
    ratio = _ratio(expected, typed, points)
    if ratio is None:
        return None
    times = f"{in_words(build.number(ratio))} times"
    return Verdict(False, "numerical", "coefficient", f"A coefficient is wrong: this is {times} what is right.")


def _agree(left: Node, right: Node, points: Sequence[Mapping[str, float]]) -> bool:
    answers: list[bool] = []
    for point in points:
        found = truth.agree_at(left, right, point)
        if found is False:
            return False
        if found:
            answers.append(found)
        if len(answers) == POINTS:
            break
    return len(answers) >= 2


def _ratio(expected: Node, typed: Node, points: Sequence[Mapping[str, float]]) -> Fraction | None:
    """The simple fraction that the typed line is of the expected one."""
    import flint

    with flint.ctx.workprec(truth.BITS):
        for point in points:
            wanted, given = (truth.value_at(line, point) for line in (expected, typed))
            if wanted is None or given is None or wanted.contains(0) or given.contains(0):
                continue
            guess = Fraction(float((given / wanted).mid())).limit_denominator(LARGEST_RATIO)
            if not guess or abs(guess) > LARGEST_RATIO:
                return None
            return guess if _agree(build.product(build.number(guess), expected), typed, points) else None
    return None


def _mistakes(previous: Node, expected: Node, setting: Setting) -> Iterator[Mistake]:
    """The likeliest first."""
    yield from _step_not_squared(expected, setting)
    yield from _middle_term_lost(previous)
    yield from signs(previous, expected)
    yield from _cancelled_in_a_sum(previous, setting)
    yield from _limit_too_early(expected, setting)
    yield from _undivided(expected, setting)
    yield from factors_lost(expected, setting)
    yield from _power_not_lowered(expected, setting)


def _step_not_squared(expected: Node, setting: Setting) -> Iterator[Mistake]:
    """h² written as h."""

    def unsquared(node: Node) -> Node | None:
        match node:
            case Power(base, Number(n)) if base == setting.h and n > 1:
                return setting.h
            case _:
                return None

    h = setting.step
    for line in (build.replace(expected, unsquared), *everywhere(expected, unsquared)):
        if line != expected:
            yield Mistake("square of h", f"Was the {h} squared, too? ({h}·{h} is {h}².)", line)


def _middle_term_lost(previous: Node) -> Iterator[Mistake]:
    """(a + b)² written as a² + b²."""

    def spread(node: Node) -> Node | None:
        match node:
            case Power(Sum(terms), Number(n)) if n > 1:
                return build.total(*(_to_the(term, node.exponent) for term in terms))
            case _:
                return None

    line = build.replace(previous, spread)
    if line != previous:
        sentence = "A power of a sum is not the sum of the powers: (a + b)² = a² + 2ab + b²."
        yield Mistake("middle term", sentence, line)


def _to_the(term: Node, exponent: Node) -> Node:
    match term, exponent:
        case Negative(operand), Number(n):
            raised = build.power(operand, exponent)
            return raised if n % 2 == 0 else build.opposite(raised)
        case _:
            return build.power(term, exponent)


def signs(previous: Node, expected: Node) -> Iterator[Mistake]:
    """A minus sign in front of a bracket that reached only the first term, or one sign turned."""

    def first_only(node: Node) -> Node | None:
        match node:
            case Negative(Sum((first, *rest))):
                return build.total(build.opposite(first), *rest)
            case _:
                return None

    reached = "The minus sign in front of a bracket turns every sign inside."
    for line in everywhere(previous, first_only):
        yield Mistake("sign", reached, line)

    def turned(node: Node) -> Iterator[Node]:
        if isinstance(node, Sum):
            for place, term in enumerate(node.terms):
                yield build.total(*node.terms[:place], build.opposite(term), *node.terms[place + 1 :])

    for line in everywhere(expected, turned):
        yield Mistake("sign", "One sign is wrong.", line)
    yield Mistake("sign", "The sign is wrong.", build.opposite(expected))


def _cancelled_in_a_sum(previous: Node, setting: Setting) -> Iterator[Mistake]:
    """(2xh + h²)/h with h taken out of some terms only."""
    sentence = f"Every term of the sum is divided by {setting.step}: cancel it in all of them, or in none."

    def partly(node: Node) -> Iterator[Node]:
        match node:
            case Quotient(Sum(terms), below) if build.depends_on(below, setting.step):
                rest = _without_step(below, setting)
                for place in range(len(terms)):
                    ways = (True, False)
                    for only in ways:
                        parts = [
                            build.quotient(term, setting.h) if (i == place) is only else term
                            for i, term in enumerate(terms)
                        ]
                        yield build.quotient(build.total(*parts), rest)
                        dropped = [term for i, term in enumerate(terms) if i != place]
                        yield build.quotient(build.total(*dropped), rest)

    for line in everywhere(previous, partly):
        yield Mistake("cancelled a term", sentence, line)


def _without_step(below: Node, setting: Setting) -> Node:
    match below:
        case Product(factors):
            return build.product(*(factor for factor in factors if factor != setting.h))
        case _:
            return build.ONE if below == setting.h else below


def _limit_too_early(expected: Node, setting: Setting) -> Iterator[Mistake]:
    if setting.moves(expected):
        line = build.put(expected, {setting.step: build.ZERO})
        yield Mistake("limit", _too_early(setting), line)


def _too_early(setting: Setting) -> str:
    return f"{setting.step} became 0 too early: it tends to 0 only in the last line."


def _undivided(expected: Node, setting: Setting) -> Iterator[Mistake]:
    line = build.product(expected, setting.h)
    yield Mistake("division by h", f"The division by {setting.step} was forgotten.", line)


def factors_lost(expected: Node, setting: Setting) -> Iterator[Mistake]:
    """A factor left out; beside a function it likely is the one that comes from inside."""
    if isinstance(expected, Product):
        has_function = any(isinstance(part, Call) for part in walk(expected))
        why = ": what stands inside changes, too" if has_function else ""
        for lost in _lost(expected.factors):
            name = "chain factor" if has_function and any(map(setting.varies, lost)) else "factor"
            rest = build.product(*_without(expected.factors, lost))
            if all(isinstance(factor, Number) for factor in lost):
                yield Mistake("coefficient", f"The coefficient {in_words(build.product(*lost))} got lost.", rest)
            else:
                yield Mistake(name, f"The factor {in_words(build.product(*lost))} is missing{why}.", rest)

    def bare(node: Node) -> Node | None:
        match node:
            case Product((Number(), *others)):
                return build.product(*others)
            case _:
                return None

    for line in everywhere(expected, bare):
        yield Mistake("coefficient", "A coefficient got lost.", line)


def _lost(factors: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    """One factor, or the number in front together with one."""
    yield from ((factor,) for factor in factors)
    if isinstance(factors[0], Number):
        yield from ((factors[0], factor) for factor in factors[1:])


def _without(factors: tuple[Node, ...], lost: tuple[Node, ...]) -> list[Node]:
    return [factor for factor in factors if not any(factor is one for one in lost)]


def _power_not_lowered(expected: Node, setting: Setting) -> Iterator[Mistake]:
    line = build.product(expected, setting.x)
    yield Mistake("power", f"There is one factor {setting.variable} too many.", line)
