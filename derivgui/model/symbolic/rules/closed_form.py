"""The derivative as one formula: found by rules, tidy, with its conditions, checked."""

from __future__ import annotations

from dataclasses import dataclass

from derivgui.model.language.angles import in_degrees
from derivgui.model.language.tree import Node, Piecewise, walk
from derivgui.model.symbolic.derivation.exact import equal
from derivgui.model.symbolic.rules.conditions import Condition, unsaid
from derivgui.model.symbolic.rules.differentiate import NoDerivativeError, as_the_rules_give_it, differentiate
from derivgui.model.symbolic.tidy.term import UndefinedError
from derivgui.model.symbolic.tidy.tidy import tidier
from derivgui.model.symbolic.witness import Status, agree

MOST_NODES = 1500


@dataclass(frozen=True, slots=True)
class ClosedForm:
    """One derivative; ``by`` names the variables in the order of differentiation."""

    by: tuple[str, ...]
    tree: Node
    conditions: tuple[Condition, ...]
    status: Status


def closed_form(tree: Node, by: tuple[str, ...], variables: tuple[str, ...], degrees: bool = False) -> ClosedForm:
    """The derivative of ``tree`` by each variable of ``by`` in turn (one or two).

    Raises:
        NoDerivativeError: there is none, or it is too long to read; the text says which.
    """
    found, needed = tree, []
    for variable in by:
        try:
            # Where a constant part has no value, nothing has.
            tidier(variables, tree).terms(found)
            derivative = differentiate(found, variable, variables, degrees, like=tree).derivative
        except (UndefinedError, ZeroDivisionError):
            raise NoDerivativeError("A part of this formula has no value.") from None
        except OverflowError:
            raise NoDerivativeError("The numbers in this derivative are too long.") from None
        if sum(1 for _ in walk(derivative)) > MOST_NODES:
            raise NoDerivativeError("The derivative is too long to read.")
        needed.append((found, variable))
        found = derivative
    conditions = unsaid(needed, found, tidier(variables, tree))
    radians = (in_degrees(tree), in_degrees(found)) if degrees else (tree, found)
    status = agree(*radians, by, variables)
    stages = [*(stage for stage, _ in needed), found]
    if status == "numerical" and all(map(is_proven, stages, stages[1:], by, [degrees] * len(by))):
        status = "proven"
    return ClosedForm(by, found, conditions, status)


def is_proven(tree: Node, derivative: Node, variable: str, degrees: bool = False) -> bool:
    """Whether exact algebra shows that the rules, nothing tidied, give this derivative; False proves nothing."""
    given = as_the_rules_give_it(tree, variable, degrees)
    if isinstance(given, Piecewise) and isinstance(derivative, Piecewise):
        pairs = list(zip(given.branches, derivative.branches, strict=False))
        return len(pairs) == len(derivative.branches) and all(equal(a.value, b.value) for a, b in pairs)
    return given == derivative or equal(given, derivative)
