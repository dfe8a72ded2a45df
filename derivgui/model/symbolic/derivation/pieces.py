"""Functions in pieces at every x: each piece by a derivation of its own, then the joints by one-sided limits.

1. The joints are the zeros of what the conditions compare; they must be rational, and few.
2. Between two joints one formula holds. Its lines are those of the formula, each with the stretch on which it holds.
3. At each joint the lines are those of the derivative at that number.
4. The results are put together; where there is no derivative, the number is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from derivgui.model.language.latex import to_latex
from derivgui.model.language.plain import to_text
from derivgui.model.language.tree import Branch, Call, Comparison, Node, Piecewise, walk
from derivgui.model.numeric.powers import exact_rational
from derivgui.model.symbolic.derivation import build, domain, truth
from derivgui.model.symbolic.derivation.at_number import derive_at
from derivgui.model.symbolic.derivation.derivation import Derivation, Formula, KnownLimit, Step
from derivgui.model.symbolic.derivation.engine import UnknownDerivationError, lines_of
from derivgui.model.symbolic.derivation.limit import in_the_shape_of, limit_of
from derivgui.model.symbolic.derivation.raised import in_words
from derivgui.model.symbolic.derivation.setting import Setting
from derivgui.model.symbolic.derivation.stretches import Stretch, formulas_of
from derivgui.model.symbolic.derivation.tidy import is_zero
from derivgui.model.symbolic.derivation.values_at import UnknownBranchError, number_at
from derivgui.model.symbolic.derivation.written_steps import known_limits, result_step, steps_of


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
        UnknownDerivationError, NoLimitError, UnknownBranchError: where that is not understood.
    """
    formulas, joints = formulas_of(f, setting)
    pieces = [_piece(formula, stretch, setting) for stretch, formula in formulas]
    _refuse_if_another(f, pieces, setting)
    at_joints = {joint: derive_at(f, setting, build.number(joint)) for joint in joints}
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
        formulas, joints = formulas_of(f, setting)
        at_joints = {joint: derive_at(f, setting, build.number(joint)) for joint in joints}
        slopes = {joint: _slope_at(found) for joint, found in at_joints.items() if found.exists}
        if not slopes:
            return None
        pieces = [Piece(stretch, formula, (), differentiate(formula), ()) for stretch, formula in formulas]
    except (UnknownDerivationError, UnknownBranchError):
        return None
    status = truth.weakest([at_joints[joint].status for joint in slopes])
    return _joined(pieces, slopes, setting), tuple(slopes), status


def is_smooth_at(f: Node, slope: Node, setting: Setting, at: Fraction) -> truth.Status:
    """Whether f has a derivative at a number, by the definition, and a formula of the derivative gives it there."""
    place = {setting.variable: build.number(at)}
    if number_at(f, place) is None or number_at(slope, place) is None:
        return "not determined"
    found = derive_at(f, setting, build.number(at))
    return found.status if found.exists and _has_value(slope, at, {at: _slope_at(found)}, setting) else "not determined"


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
    place = build.number(joint)
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
    points = [Branch(Comparison((setting.x, build.number(a)), ("=",)), slopes[a]) for a in slopes if a not in taken]
    branches = [*points, *branches]
    alone = len(branches) == 1 and branches[0].condition is None
    return branches[0].value if alone else Piecewise(tuple(branches))


def _has_value(slope: Node, at: Fraction | None, slopes: dict[Fraction, Node], setting: Setting) -> bool:
    """Whether the formula of a slope gives the derivative at a joint."""
    if at is None:
        return False
    return is_zero(build.difference(build.put(slope, {setting.variable: build.number(at)}), slopes[at]))


def _conditions(pieces: list[Piece], missing: list[Fraction], setting: Setting) -> tuple[str, str]:
    """Where the result holds: no joint without a derivative, and what the formulas need on their stretches."""
    ends = {end for piece in pieces for end in (piece.stretch.low, piece.stretch.high, piece.stretch.apart_from)}
    lows, highs = ({getattr(piece.stretch, side) for piece in pieces} for side in ("low", "high"))
    between = [a for a in missing if a in ends and ((a in lows and a in highs) or pieces[0].stretch.apart_from == a)]
    needed = [domain.Condition(setting.x, "≠", build.number(joint)) for joint in between]
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
        known.append(domain.Condition(setting.x, "≠", build.number(stretch.apart_from)))
    else:
        if stretch.low is not None:
            known.append(domain.Condition(setting.x, ">", build.number(stretch.low)))
        if stretch.high is not None:
            known.append(domain.Condition(setting.x, "<", build.number(stretch.high)))
    return any(domain.implies(have, condition, setting) or have == condition for have in known)
