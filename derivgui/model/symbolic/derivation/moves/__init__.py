"""The moves a textbook makes, one family a module; ``RULES`` is the order in which they are tried."""

from __future__ import annotations

from derivgui.model.symbolic.derivation.board import Rule
from derivgui.model.symbolic.derivation.moves.absolute import absolute, by_steps, extreme, step_function
from derivgui.model.symbolic.derivation.moves.exponential import exponential
from derivgui.model.symbolic.derivation.moves.inverse import inverse, other_inverse
from derivgui.model.symbolic.derivation.moves.logarithm import logarithm, other_base
from derivgui.model.symbolic.derivation.moves.polynomial import polynomial
from derivgui.model.symbolic.derivation.moves.powers import varying_power, whole_power
from derivgui.model.symbolic.derivation.moves.products import product, quotient
from derivgui.model.symbolic.derivation.moves.rational import rational
from derivgui.model.symbolic.derivation.moves.roots import fractional_power, reciprocal_root, root
from derivgui.model.symbolic.derivation.moves.sums import constant_factor, sum_of_terms
from derivgui.model.symbolic.derivation.moves.trigonometric import (
    angle_addition,
    reciprocal_function,
    sum_to_product,
    tangent,
)

RULES: tuple[Rule, ...] = (
    polynomial,
    rational,
    sum_of_terms,
    constant_factor,
    root,
    reciprocal_root,
    whole_power,
    fractional_power,
    exponential,
    varying_power,
    quotient,
    product,
    angle_addition,
    sum_to_product,
    tangent,
    reciprocal_function,
    logarithm,
    other_base,
    inverse,
    other_inverse,
    absolute,
    step_function,
    by_steps,
    extreme,
)
