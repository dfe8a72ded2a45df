"""Taylor series with their exponential growth set apart.

A ball as wide as e^1000 seems to hold 0, its logarithm does not.
"""

from __future__ import annotations

from typing import TypeAlias

from derivgui.model.numeric.enclosures.series_rules import Series, nonzero, positive

# (S, U) stands for S e^U, (S, None) for S.
Grown: TypeAlias = "tuple[Series, Series | None]"


def grown_sum(a: Grown, b: Grown) -> Grown:
    """The larger growth is taken out of both."""
    (first, up), (second, down) = a, b
    if up is None and down is None:
        return first + second, None
    ahead: Series = 0 * first
    if up is not None:
        ahead = ahead + up
    if down is not None:
        ahead = ahead - down
    if ahead[0] > 0:
        return first + second * (-ahead).exp(), up
    if ahead[0] < 0:
        return first * ahead.exp() + second, down
    return plain(a) + plain(b), None


def grown_product(a: Grown, b: Grown) -> Grown:
    """Growths add up."""
    return a[0] * b[0], _added(a[1], b[1])


def grown_quotient(a: Grown, b: Grown) -> Grown:
    """UnprovenError where the second may be 0."""
    (top, up), (bottom, down) = a, b
    return top / nonzero(bottom), _added(up, None if down is None else -down)


def grown_hyperbolic(name: str, u: Series, one: Series) -> Grown:
    """cosh u or sinh u; ``one`` is the series of 1."""
    if u[0] < 0:
        series, growth = grown_hyperbolic(name, -u, one)
        return (series if name == "cosh" else -series), growth
    falling = (-(positive(u) + u)).exp()
    return (one + falling if name == "cosh" else one - falling) / (one + one), u


def _added(a: Series | None, b: Series | None) -> Series | None:
    return b if a is None else a if b is None else a + b


def plain(grown: Grown) -> Series:
    """The series itself."""
    series, growth = grown
    return series if growth is None else series * growth.exp()
