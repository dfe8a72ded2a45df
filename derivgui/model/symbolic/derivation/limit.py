"""h → 0 in the last line: standard limits by name, everything else by continuity, which is to put h = 0.

The functions of the language are continuous wherever they are defined, but for the steps of floor and its kin.
"""

from __future__ import annotations

from dataclasses import dataclass

from derivgui.model.language.tree import Call, Node, Number, Power, Symbol, rebuild, walk
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.setting import Setting
from derivgui.model.symbolic.derivation.standard_limits import STEP_FUNCTIONS, Occurrence, occurrences, recognised
from derivgui.model.symbolic.derivation.tidy import UndefinedError, tidy

STEPS = frozenset({*STEP_FUNCTIONS, "frac", "mod", "factorial"})


class NoLimitError(ArithmeticError):
    """Putting h = 0 does not answer the question."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What a line tends to.

    Attributes:
        working: the line with all limits put in, nothing worked out.
        value: the same in its tidy shape.
        used: the standard limits in it.
    """

    working: Node
    value: Node
    used: tuple[Occurrence, ...]


def limit_of(line: Node, setting: Setting) -> Limit:
    """The limit of a line as h tends to 0.

    Raises:
        NoLimitError: where h = 0 makes the line undefined, and where a step function moves.
    """
    working = _put_limits(line, setting)
    if any(isinstance(part, Call) and part.name in STEPS and setting.moves(part) for part in walk(line)):
        unknown = build.replace(line, lambda part: build.ZERO if recognised(part, setting) else None)
        if any(isinstance(part, Call) and part.name in STEPS and setting.moves(part) for part in walk(unknown)):
            raise NoLimitError("a step function moves")
    try:
        value = tidy(working, setting.variable)
    except UndefinedError as error:
        raise NoLimitError("undefined at h = 0") from error
    return Limit(working, value, occurrences(line, setting))


def _put_limits(node: Node, setting: Setting) -> Node:
    if not setting.moves(node):
        return node
    known = recognised(node, setting)
    if known is not None:
        return known.value
    if isinstance(node, Symbol):
        return build.ZERO
    put = rebuild(node, lambda part: _put_limits(part, setting))
    match put:
        case Power(base, Number(n)) if base == build.ZERO and n > 0:
            return build.ZERO
        case _:
            return build.joined(put)
