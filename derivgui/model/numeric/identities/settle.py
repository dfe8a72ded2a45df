"""Trees without steps, joints and edges that rounding alone would make.

sin² x + cos² x is 1, and in doubles it is a little less here and there: floor(sin² x + cos² x) would flicker. Where the
argument of such a function seems to stay at a level at which something happens, its form is asked for. What is proven
is put in its place, and has no value where there was none. What is not proven is left as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from derivgui.model.language.signs import is_not_negative
from derivgui.model.language.tree import (
    Branch,
    Call,
    Comparison,
    Node,
    Number,
    Piecewise,
    Power,
    Product,
    Sum,
    Symbol,
    children,
    rebuild,
    symbols,
    walk,
)
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.identities.met import levels_met, touchy
from derivgui.model.numeric.identities.saturating import short_of_limit
from derivgui.model.numeric.identities.triangles import with_lines
from derivgui.model.numeric.identities.whole_numbers import without_whole_numbers
from derivgui.model.numeric.powers import with_parameters
from derivgui.model.numeric.suspects.suspects import SuspectKind, holds_at_single_places

NOTHING = Number(Fraction(0))
STEPS: tuple[SuspectKind, ...] = ("jump",)
STEPPED = frozenset({"floor", "ceil", "round", "frac", "mod", "sign"})
ANY: tuple[SuspectKind, ...] = ("pole", "jump", "edge", "corner")


def settled(tree: Node, kinds: tuple[SuspectKind, ...] = ANY) -> Node:
    """The tree with all that is certain to stay at a level put as what it is; the same object where nothing is.

    ``kinds`` of suspicions are looked into. It costs a tenth of a millisecond for each.
    """
    found = _settled(tree, kinds)
    return tree if found == tree else found


def may_settle(tree: Node) -> bool:
    """Whether it has steps or joints that numbers in place of its symbols may settle."""
    return any(True for node in walk(tree) for _ in touchy(node, STEPS))


def specific(program: Program, parameters: Mapping[str, float]) -> Program:
    """A program with the parameters in place where steps and joints settle for these very numbers, else the same."""
    variable = next((name for name in program.variables if name not in parameters), "x")
    concrete = with_parameters(program.tree, parameters, variable)
    found = settled(concrete, STEPS)
    return program if found is concrete else Program(found, program.variables)


def _with_symbols_of(original: Node, node: Node) -> Node:
    """A tree that varies with whatever the original one varies with."""
    lost = set(symbols(original)) - set(symbols(node))
    return Sum((node, *(Product((NOTHING, Symbol(name))) for name in sorted(lost)))) if lost else node


def _settled(node: Node, kinds: tuple[SuspectKind, ...]) -> Node:
    if not children(node):
        return node
    # Whole numbers are seen in the shape as typed, and again in what the parts come to: either may hide them.
    node = without_whole_numbers(node)
    node = _with_settled_parts(short_of_limit(node), kinds)
    if isinstance(node, Call) and node.name == "abs" and is_not_negative(node.arguments[0]):
        return node.arguments[0]
    node = without_whole_numbers(node)
    levels = [level for equation in touchy(node, kinds) for level in levels_met(equation)]
    if not levels:
        return node
    # What follows is needed for few functions, and takes a while to import.
    from derivgui.model.numeric.identities.rewriting import without_levels

    return without_levels(node, levels)


def _with_settled_parts(node: Node, kinds: tuple[SuspectKind, ...]) -> Node:
    if isinstance(node, Power):
        # Of what varies other powers are undefined than of constants: 0^0 as typed, x^u for x < 0.
        return rebuild(node, lambda child: _with_symbols_of(child, _settled(child, kinds)))
    if not isinstance(node, Piecewise):
        is_step = isinstance(node, Call) and node.name in STEPPED
        return rebuild(node, lambda child: _settled(with_lines(child) if is_step else child, kinds))
    branches = []
    for branch in node.branches:
        condition = branch.condition
        if condition is not None:
            operands = tuple(_settled(with_lines(operand), kinds) for operand in condition.operands)
            condition = Comparison(operands, condition.relations)
        value = branch.value if holds_at_single_places(branch) else _settled(branch.value, kinds)
        branches.append(Branch(condition, value))
    return Piecewise(tuple(branches))
