"""The derivative as one formula: found by rules, tidy, with its conditions, checked."""

from __future__ import annotations

from dataclasses import dataclass

from derivgui.model.language.angles import in_degrees
from derivgui.model.language.tree import Node, walk
from derivgui.model.symbolic.rules.conditions import Condition, unsaid
from derivgui.model.symbolic.rules.differentiate import NoDerivativeError, differentiate
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
    return ClosedForm(by, found, conditions, agree(*radians, by, variables))
