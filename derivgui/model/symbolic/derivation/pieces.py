"""Functions in pieces at every x: each piece by a derivation of its own, then the joints by one-sided limits.

1. The joints are the zeros of what the conditions compare; they must be rational, and few.
2. Between two joints one formula holds. Its lines are those of the formula, each with the stretch on which it holds.
3. At each joint the lines are those of the derivative at that number.
4. The results are put together; where there is no derivative, the number is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from derivgui.model.language.latex import to_latex
from derivgui.model.language.plain import to_text
from derivgui.model.language.tree import Branch, Call, Comparison, Node, Piecewise, rebuild, symbols, walk
from derivgui.model.numeric.polynomials import coefficients_of, rational_zeros
from derivgui.model.numeric.powers import exact_rational
from derivgui.model.symbolic.derivation import build, domain, truth
from derivgui.model.symbolic.derivation.at_number import derive_at
from derivgui.model.symbolic.derivation.corners import UndecidedError, has_no_value, holds_at, number_at, value_tree
from derivgui.model.symbolic.derivation.derivation import Derivation, Formula, KnownLimit, Step
from derivgui.model.symbolic.derivation.engine import UnknownDerivationError, lines_of
from derivgui.model.symbolic.derivation.limit import in_the_shape_of, limit_of
from derivgui.model.symbolic.derivation.raised import in_words
from derivgui.model.symbolic.derivation.setting import Setting
from derivgui.model.symbolic.derivation.tidy import is_zero
from derivgui.model.symbolic.derivation.written_steps import known_limits, result_step, steps_of

MOST_JOINTS = 3
_STEPS = frozenset({"floor", "ceil", "round", "frac", "mod", "sign"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """An open interval between two joints, None where it has no end; or all numbers but one."""

    low: Fraction | None
    high: Fraction | None
    apart_from: Fraction | None = None

    @property
    def inside(self) -> Fraction:
        """A number in it."""
        if self.low is None:
            return Fraction(0) if self.high is None else self.high - 1
        return self.low + 1 if self.high is None else (self.low + self.high) / 2

    def holds(self, x: Node, with_low: bool = False, with_high: bool = False) -> Comparison | None:
        """The condition that x lies in it, with an end where that is asked for; None where all x do."""
        if self.apart_from is not None:
            return Comparison((x, _number(self.apart_from)), ("!=",))
        less, less_too = ("<", "<=")
        match self.low, self.high:
            case None, None:
                return None
            case None, high:
                return Comparison((x, _number(high)), (less_too if with_high else less,))
            case low, None:
                return Comparison((x, _number(low)), (">=" if with_low else ">",))
            case low, high:
                relations = (less_too if with_low else less, less_too if with_high else less)
                return Comparison((_number(low), x, _number(high)), relations)


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch: the formula there, its lines, its derivative and what that leans on."""

    stretch: Stretch
    formula: Node
    steps: tuple[Step, ...]
    slope: Node
    limits: tuple[KnownLimit, ...]


def is_in_pieces(f: Node, setting: Setting) -> bool:
    """Whether f is made of formulas that hold on different stretches."""
    kinds = (isinstance(p, Piecewise) or (isinstance(p, Call) and p.name in ("min", "max")) for p in walk(f))
    return setting.varies(f) and any(kinds)


def derive_in_pieces(f: Node, setting: Setting) -> Derivation:
    """The derivative of f, stretch by stretch and joint by joint.

    Raises:
        UnknownDerivationError, NoLimitError, UndecidedError: where that is not understood.
    """
    formulas, joints = _formulas(f, setting)
    pieces = [_piece(formula, stretch, setting) for stretch, formula in formulas]
    _refuse_if_another(f, pieces, setting)
    at_joints = {joint: derive_at(f, setting, _number(joint)) for joint in joints}
    if any(found.exists is None for found in at_joints.values()):
        raise UnknownDerivationError("a joint is not understood")
    return _together(f, pieces, at_joints, setting)


def joined_by_rules(
    f: Node, setting: Setting, differentiate: Callable[[Node], Node]
) -> tuple[Node, tuple[Fraction, ...], truth.Status] | None:
    """The derivative with its smooth joints inside the pieces, these joints, and how well they are known.

    ``differentiate`` gives the derivative of one formula. None where no joint is smooth, or where that is not decided.
    """
    try:
        formulas, joints = _formulas(f, setting)
        at_joints = {joint: derive_at(f, setting, _number(joint)) for joint in joints}
        slopes = {joint: _slope_at(found) for joint, found in at_joints.items() if found.exists}
        if not slopes:
            return None
        pieces = [Piece(stretch, formula, (), differentiate(formula), ()) for stretch, formula in formulas]
    except (UnknownDerivationError, UndecidedError):
        return None
    status = truth.weakest([at_joints[joint].status for joint in slopes])
    return _joined(pieces, slopes, setting), tuple(slopes), status


def is_smooth_at(f: Node, slope: Node, setting: Setting, at: Fraction) -> truth.Status:
    """Whether f has a derivative at a number, by the definition, and a formula of the derivative gives it there."""
    place = {setting.variable: _number(at)}
    if number_at(f, place) is None or number_at(slope, place) is None:
        return "not determined"
    found = derive_at(f, setting, _number(at))
    return found.status if found.exists and _has_value(slope, at, {at: _slope_at(found)}, setting) else "not determined"


def _formulas(f: Node, setting: Setting) -> tuple[list[tuple[Stretch, Node]], list[Fraction]]:
    """The formulas on their stretches, and the joints between them."""
    if set(symbols(f)) != {setting.variable}:
        raise UnknownDerivationError("letters move the joints")
    joints = _joints(f, setting)
    formulas = [
        (stretch, formula) for stretch in _stretches(joints) if (formula := _formula(f, stretch, setting)) is not None
    ]
    if not formulas:
        raise UnknownDerivationError("no formula holds anywhere")
    return _united(f, formulas, joints, setting)


def _number(value: Fraction | None) -> Node:
    assert value is not None
    return build.number(value)


def _joints(f: Node, setting: Setting) -> list[Fraction]:
    found: set[Fraction] = set()
    for node in walk(f):
        if isinstance(node, Call) and node.name in _STEPS and setting.varies(node):
            raise UnknownDerivationError("steps without end")
        for left, right in _compared(node):
            gap = coefficients_of(build.difference(left, right), setting.variable)
            zeros = None if gap is None else () if len(gap) <= 1 else rational_zeros(gap)
            if zeros is None:
                raise UnknownDerivationError("a joint is no rational number")
            found.update(zeros)
    if len(found) > MOST_JOINTS:
        raise UnknownDerivationError("too many joints")
    return sorted(found)


def _compared(node: Node) -> Iterator[tuple[Node, Node]]:
    match node:
        case Piecewise(branches):
            for branch in branches:
                operands = branch.condition.operands if branch.condition is not None else ()
                yield from pairwise(operands)
        case Call("min" | "max", arguments):
            for place, left in enumerate(arguments):
                for right in arguments[place + 1 :]:
                    yield left, right
        case _:
            pass


def _stretches(joints: Sequence[Fraction]) -> list[Stretch]:
    return [Stretch(low, high) for low, high in pairwise((None, *joints, None))]


def _formula(f: Node, stretch: Stretch, setting: Setting) -> Node | None:
    """The formula that holds on a stretch; None where none does."""
    try:
        return _standing(f, {setting.variable: _number(stretch.inside)})
    except UndecidedError:
        return None


def _united(
    f: Node, formulas: list[tuple[Stretch, Node]], joints: list[Fraction], setting: Setting
) -> tuple[list[tuple[Stretch, Node]], list[Fraction]]:
    """Neighbours with one formula as one stretch, where the function has its value between them, too."""
    found: list[tuple[Stretch, Node]] = []
    left = list(joints)
    for stretch, formula in formulas:
        before = found[-1] if found else None
        joint = stretch.low
        if before is None or joint is None or before[0].high != joint or before[1] != formula:
            found.append((stretch, formula))
            continue
        here = {setting.variable: _number(joint)}
        if has_no_value(f, here) is None and is_zero(build.difference(value_tree(f, here), build.put(formula, here))):
            found[-1] = (replace(before[0], high=stretch.high), formula)
            left.remove(joint)
        else:
            found.append((stretch, formula))
    if len(left) == 1 and len(found) == 2 and found[0][1] == found[1][1]:
        found = [(replace(found[0][0], apart_from=left[0]), found[0][1])]
    return found, left


def _standing(node: Node, at: dict[str, Node]) -> Node:
    """The tree with each function in pieces, minimum and maximum as the one that it is at a number."""
    match node:
        case Piecewise(branches):
            for branch in branches:
                if branch.condition is None or holds_at(branch.condition, at):
                    return _standing(branch.value, at)
            raise UndecidedError
        case Call("min" | "max", (chosen, *others)):
            for other in others:
                if holds_at(Comparison((other, chosen), ("<" if node.name == "min" else ">",)), at):
                    chosen = other
            return _standing(chosen, at)
        case _:
            return rebuild(node, lambda child: _standing(child, at))


def _refuse_if_another(f: Node, pieces: list[Piece], setting: Setting) -> None:
    """Compare the first line of each piece with the quotient of f itself.

    Raises:
        RefutedError: where they differ.
    """
    for piece in pieces:
        for size in (2.0**-8, -(2.0**-9)):
            point = {setting.variable: float(piece.stretch.inside), setting.step: size}
            if truth.agree_at(setting.quotient(f), setting.quotient(piece.formula), point) is False:
                raise truth.RefutedError


def _piece(formula: Node, stretch: Stretch, setting: Setting) -> Piece:
    """The lines of the formula on its stretch."""
    lines = lines_of(formula, setting)
    limit = limit_of(lines[-1].tree, setting)
    limit = replace(limit, value=in_the_shape_of(formula, limit.value, setting))
    steps = (*steps_of(lines, limit, setting), result_step(formula, lines[-1].tree, limit, setting))
    condition = stretch.holds(setting.x)
    title = "Everywhere" if condition is None else f"For {_text(condition).replace('-', '−').replace('!=', '≠')}"
    note = f"Here the function is {in_words(formula)}."
    steps = (replace(steps[0], title=title, note=note, place=_everywhere(setting)), *steps[1:])
    guarded = tuple(replace(step, text=_guarded(step, stretch, setting), bare=step.text) for step in steps)
    return Piece(stretch, formula, guarded, limit.value, known_limits(limit))


def _everywhere(setting: Setting) -> Formula:
    return Formula(to_text(setting.x), to_latex(setting.x))


def _text(condition: Comparison) -> str:
    written = to_text(Piecewise((Branch(condition, build.ZERO),)))
    return written.removeprefix("{").removesuffix(": 0}")


def _guarded(step: Step, stretch: Stretch, setting: Setting) -> str:
    """The line as it holds: x in the stretch, and x + h in it, too, while there is an h."""
    text = step.text
    places = [setting.x] if step.kind == "result" else [build.total(setting.x, setting.h), setting.x]
    for place in places:
        condition = stretch.holds(place)
        text = text if condition is None else f"{{{_text(condition)}: {text}}}"
    return text


def _together(f: Node, pieces: list[Piece], at_joints: dict[Fraction, Derivation], setting: Setting) -> Derivation:
    slopes: dict[Fraction, Node] = {}
    steps = [step for piece in pieces for step in piece.steps]
    for joint, found in at_joints.items():
        steps += _joint_steps(joint, found, setting)
        if found.exists:
            slopes[joint] = _slope_at(found)
    whole = _joined(pieces, slopes, setting)
    text, latex = _conditions(pieces, [joint for joint in at_joints if joint not in slopes], setting)
    undefined = [found.message for found in at_joints.values() if len(found.steps) < 2]
    truth.is_derivative(f, whole, setting)
    last = Step("pieces", "result", "Put the pieces together", " ".join(undefined), to_text(whole), to_latex(whole),
                False, text, truth.weakest([step.status for step in steps]), place=_everywhere(setting))  # fmt: skip
    limits = [limit for piece in pieces for limit in piece.limits]
    limits += [limit for found in at_joints.values() for limit in found.limits]
    return Derivation(
        variable=setting.variable,
        step=setting.step,
        at=None,
        steps=(*steps, last),
        result=Formula(last.text, last.latex),
        exists=True,
        message="",
        domain=text,
        domain_latex=latex,
        limits=tuple(dict.fromkeys(limits)),
        status=truth.weakest([step.status for step in (*steps, last)]),
    )


def _slope_at(found: Derivation) -> Node:
    from derivgui.model.language.parser import parse

    assert found.result is not None
    return parse(found.result.text).tree


def _joint_steps(joint: Fraction, found: Derivation, setting: Setting) -> list[Step]:
    """The lines at a joint, which hold for this x only; what has no value there has no lines."""
    if len(found.steps) < 2:
        return []
    place = _number(joint)
    condition = Comparison((setting.x, place), ("=",))
    steps = [replace(step, text=f"{{{_text(condition)}: {step.text}}}", bare=step.text) for step in found.steps]
    title, note = f"At the joint {in_words(place)}", "Here the definition decides."
    steps[0] = replace(steps[0], title=title, note=note, place=Formula(to_text(place), to_latex(place)))
    if found.message:
        steps[-1] = replace(steps[-1], note=found.message)
    return steps


def _joined(pieces: list[Piece], slopes: dict[Fraction, Node], setting: Setting) -> Node:
    """All slopes as one function in pieces; a joint belongs to a neighbour whose formula has its value."""
    branches, taken = list[Branch](), set[Fraction]()
    for piece in pieces:
        fits = []
        for end in (piece.stretch.low, piece.stretch.high):
            fits.append(end in slopes and end not in taken and _has_value(piece.slope, end, slopes, setting))
            taken |= {end} if fits[-1] and end is not None else set()
        branches.append(Branch(piece.stretch.holds(setting.x, *fits), piece.slope))
    apart = pieces[0].stretch.apart_from
    if apart is not None and apart in slopes:
        fits_in = _has_value(pieces[0].slope, apart, slopes, setting)
        branches = [Branch(None, pieces[0].slope)]
        taken |= {apart} if fits_in else set()
    points = [Branch(Comparison((setting.x, _number(a)), ("=",)), slopes[a]) for a in slopes if a not in taken]
    branches = [*points, *branches]
    alone = len(branches) == 1 and branches[0].condition is None
    return branches[0].value if alone else Piecewise(tuple(branches))


def _has_value(slope: Node, at: Fraction | None, slopes: dict[Fraction, Node], setting: Setting) -> bool:
    """Whether the formula of a slope gives the derivative at a joint."""
    if at is None:
        return False
    return is_zero(build.difference(build.put(slope, {setting.variable: _number(at)}), slopes[at]))


def _conditions(pieces: list[Piece], missing: list[Fraction], setting: Setting) -> tuple[str, str]:
    """Where the result holds: no joint without a derivative, and what the formulas need on their stretches."""
    ends = {end for piece in pieces for end in (piece.stretch.low, piece.stretch.high, piece.stretch.apart_from)}
    lows, highs = ({getattr(piece.stretch, side) for piece in pieces} for side in ("low", "high"))
    between = [a for a in missing if a in ends and ((a in lows and a in highs) or pieces[0].stretch.apart_from == a)]
    needed = [domain.Condition(setting.x, "≠", _number(joint)) for joint in between]
    for piece in pieces:
        for condition in domain.conditions(piece.formula, setting):
            if condition not in needed and not _is_given(condition, piece.stretch, setting):
                needed.append(condition)
    return domain.in_words(tuple(sorted(needed, key=_place_of)))


def _place_of(condition: domain.Condition) -> tuple[bool, Fraction]:
    """Numbers that are left out come first, in their order."""
    value = exact_rational(condition.right)
    return condition.relation != "≠" or value is None, value or Fraction(0)


def _is_given(condition: domain.Condition, stretch: Stretch, setting: Setting) -> bool:
    """Whether a condition holds on all of a stretch."""
    known = []
    if stretch.apart_from is not None:
        known.append(domain.Condition(setting.x, "≠", _number(stretch.apart_from)))
    else:
        if stretch.low is not None:
            known.append(domain.Condition(setting.x, ">", _number(stretch.low)))
        if stretch.high is not None:
            known.append(domain.Condition(setting.x, "<", _number(stretch.high)))
    return any(domain.implies(have, condition, setting) or have == condition for have in known)
