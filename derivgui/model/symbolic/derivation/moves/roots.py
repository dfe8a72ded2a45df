"""Square roots by their conjugate, other roots and fractional powers by A^n - B^n = (A - B)(A^(n-1) + … + B^(n-1))."""

from __future__ import annotations

from dataclasses import replace

from derivgui.model.language.tree import Call, Node, Number, Power, Quotient
from derivgui.model.numeric.powers import exact_rational
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.board import Board, Development, Move
from derivgui.model.symbolic.derivation.moves.inner import Inner, inner_of
from derivgui.model.symbolic.derivation.moves.powers_of_two_terms import sum_of_powers
from derivgui.model.symbolic.derivation.raised import raised

LARGEST_DEGREE = 1000


def root(u: Node, board: Board) -> Development | None:
    """A - B = (A^n - B^n)/(A^(n-1) + A^(n-2) B + … + B^(n-1)) with A^n = u(x + h), B^n = u(x)."""
    if not isinstance(u, Call) or (degree := _degree(u)) is None:
        return None
    setting = board.setting
    inner = inner_of(u.arguments[0], board)
    a, b = setting.ahead(u), u
    companion = sum_of_powers(a, b, degree)
    below = build.product(setting.h, companion)
    last = build.quotient(inner.ratio, companion)
    if not inner.expanded:
        last = build.product(build.quotient(build.ONE, companion), inner.ratio)
    title, note, squares = _words(degree)
    moves = [
        Move("conjugate", title, note, build.quotient(build.product(build.difference(a, b), companion), below)),
        Move(
            "difference of powers",
            squares,
            "The roots in the numerator are gone.",
            build.quotient(inner.increment, below),
        ),
        *_cancelled(inner, below, last, board),
    ]
    short = Move(
        "conjugate",
        title,
        f"The numerator becomes a difference without roots, and {setting.step} cancels."
        if inner.expanded
        else "The numerator becomes a difference without roots.",
        last,
        condition=f"{setting.step} ≠ 0",
    )
    return Development(tuple(moves), short)


def reciprocal_root(u: Node, board: Board) -> Development | None:
    """c/B - c/A over h is -c (A^n - B^n)/(h A B S), with S = A^(n-1) + … + B^(n-1)."""
    if not isinstance(u, Quotient) or board.setting.varies(u.numerator):
        return None
    below_, constant = u.denominator, u.numerator
    if not isinstance(below_, Call) or (degree := _degree(below_)) is None:
        return None
    setting = board.setting
    inner = inner_of(below_.arguments[0], board)
    a, b = setting.ahead(below_), below_
    companion = sum_of_powers(a, b, degree)
    turned = build.product(constant, build.difference(b, a))
    full = build.product(setting.h, a, b, companion)
    without_step = build.product(a, b, companion)
    title, note, squares = _words(degree)
    united = build.quotient(turned, build.product(setting.h, a, b))
    over = Move("common denominator", "Bring to a common denominator", "", united)
    moves = [
        over,
        Move("conjugate", title, note, build.quotient(build.product(turned, companion), full)),
        Move(
            "difference of powers",
            squares,
            "The roots in the numerator are gone.",
            build.quotient(build.product(constant, build.difference(inner.here, inner.ahead)), full),
        ),
    ]
    if inner.expanded:
        last = build.quotient(build.opposite(build.product(constant, inner.ratio)), without_step)
        left = build.quotient(build.opposite(build.product(constant, inner.k)), full)
        allowed = f"Allowed because {setting.step} ≠ 0."
        moves += (
            Move("cancel terms", "Simplify the numerator", "", left),
            Move("cancel h", f"Cancel {setting.step}", allowed, last, condition=f"{setting.step} ≠ 0"),
        )
    else:
        last = build.opposite(build.product(build.quotient(constant, without_step), inner.ratio))
        moves.append(Move("split", "Take the inner difference quotient out", "", last, "limit law"))
    return Development(tuple(moves), replace(moves[-1], title=over.title, note=f"Then: {title[0].lower()}{title[1:]}."))


def _words(degree: int) -> tuple[str, str, str]:
    """Title and note of completing to a difference of powers, and the title of the next line."""
    match degree:
        case 2:
            note = "Numerator and denominator by √… + √…, which is not 0."
            return "Multiply by the conjugate", note, "Difference of squares"
        case 3:
            note = "Numerator and denominator by A² + AB + B²."
            return "Complete to a difference of cubes", note, "Difference of cubes"
        case _:
            return "Complete to a difference of powers", "Numerator and denominator alike.", "Difference of powers"


def _cancelled(inner: Inner, below: Node, last: Node, board: Board) -> list[Move]:
    """From (u(x + h) - u(x))/(h·S) to the line without h below."""
    step = board.setting.step
    if not inner.expanded:
        return [Move("split", "Take the inner difference quotient out", "", last, "limit law")]
    moves = []
    if not isinstance(inner.k, Number) and inner.k != board.setting.h:
        moves.append(Move("expand", "Simplify the numerator", "", build.quotient(inner.k, below)))
    note = f"Allowed because {step} ≠ 0."
    if inner.k == board.setting.h:
        note = f"The numerator is {step}. {note}"
    return [*moves, Move("cancel h", f"Cancel {step}", note, last, condition=f"{step} ≠ 0")]


def _degree(u: Call) -> int | None:
    if u.name == "sqrt":
        return 2
    if u.name == "cbrt":
        return 3
    n = build.whole(u.arguments[1]) if u.name == "root" else None
    return n if n is not None and 2 <= n <= LARGEST_DEGREE else None


def fractional_power(u: Node, board: Board) -> Development | None:
    """x^(p/q) = r^p with the q-th root r: A^p - B^p over A^q - B^q, both divided by A - B."""
    if not isinstance(u, Power):
        return None
    exponent = exact_rational(u.exponent)
    if exponent is None and isinstance(u.exponent, Number):
        exponent = u.exponent.value
    if exponent is None or exponent.denominator == 1:
        return None
    if max(abs(exponent.numerator), exponent.denominator) > LARGEST_DEGREE:
        return None
    p, q = abs(exponent.numerator), exponent.denominator
    name = {2: "sqrt", 3: "cbrt"}.get(q)
    r = build.call(name, u.base) if name else build.call("root", u.base, build.number(q))
    if p == 1 or exponent < 0:
        as_root = build.power(r, p)
        written = as_root if exponent > 0 else build.quotient(build.ONE, as_root)
        move = Move("rewrite", "Write the power as a root", "", board.open(written))
        return Development((move,), move)
    setting = board.setting
    inner = inner_of(u.base, board)
    a, b = setting.ahead(r), r
    powers = build.difference(build.power(a, p), build.power(b, p))
    above, below = sum_of_powers(a, b, p), sum_of_powers(a, b, q)
    fraction = build.quotient(above, below)
    last = build.product(fraction, inner.ratio)
    written = build.quotient(powers, setting.h)
    cut = "Factor both and cancel the common factor"
    moves = [Move("rewrite", "Write the power by roots", "", written)]
    roots = build.difference(build.power(a, q), build.power(b, q))
    over = build.quotient(powers, roots)
    full = build.product(over, inner.ratio)
    is_step = inner.k == setting.h
    title = f"Write {setting.step} by the roots, too" if is_step else "Write the inner increment by the roots, too"
    note = (
        f"With A and B for the roots, {'it' if not is_step else setting.step} is A{raised(str(q))} − B{raised(str(q))}."
    )
    moves.append(Move("difference of powers", title, note, full))
    moves.append(Move("cancel factor", cut, "Both hold the difference of the two roots.", last))
    return Development(tuple(moves), Move("difference of powers", cut, "Both hold the difference of the roots.", last))
