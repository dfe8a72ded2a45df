"""Lines as LaTeX: lim in front, braces under the standard limits, and which part a move has changed."""

from __future__ import annotations

from collections.abc import Sequence

from derivgui.model.language.latex import bracketed, symbol_latex, to_latex
from derivgui.model.language.tree import (
    Negative,
    Node,
    Piecewise,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    children,
    walk,
)
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.large_fractions import with_large_fractions
from derivgui.model.symbolic.derivation.setting import Setting
from derivgui.model.symbolic.derivation.standard_limits import FAR_OUT, SQUEEZE, Occurrence

MOST_SHOWN = 5
_DOTS = "⋯"


def limit_line(
    tree: Node, setting: Setting, tending: Sequence[Occurrence] = (), side: str = "", named: str = ""
) -> str:
    """``\\lim_{h \\to 0} …``; ``tending`` get a brace below with what they tend to; ``named`` stands for the tree."""
    tree = displayed(tree)
    body = to_latex(build.replace(tree, lambda node: _shortened(node, setting))).replace(_DOTS, r"\cdots")
    body = named or body
    # A product that is squeezed has no part that tends by itself.
    for occurrence in (found for found in tending if found.limit not in (SQUEEZE, *FAR_OUT)):
        part = to_latex(occurrence.part)
        body = body.replace(part, rf"\underbrace{{{part}}}_{{\to {to_latex(occurrence.value)}}}", 1)
    if isinstance(tree, Sum | Negative):
        body = bracketed(body)
    body = with_large_fractions(body)
    return rf"\lim_{{{symbol_latex(setting.step)} \to 0{f'^{{{side}}}' if side else ''}}} {body}"


def named_quotient(f: Node, setting: Setting, at: Node | None = None) -> str:
    """(f(x + h) - f(x))/h for a function in pieces, whose formula is too long to be written twice; else ""."""
    if not any(isinstance(part, Piecewise) for part in walk(f)):
        return ""
    x = setting.x if at is None else at
    ahead, here = (_named(setting, to_latex(place)) for place in (build.total(x, setting.h), x))
    return rf"\frac{{{ahead} - {here}}}{{{symbol_latex(setting.step)}}}"


def _named(setting: Setting, place: str) -> str:
    arguments = (place if name == setting.variable else symbol_latex(name) for name in setting.variables)
    return f"{symbol_latex(setting.name)}{bracketed(', '.join(arguments) or place)}"


def marks(before: Node, after: Node, latex: str) -> tuple[str, ...]:
    """The parts of ``after`` that a move has changed, as they stand in its line."""
    found = []
    for part in changed_parts(displayed(before), displayed(after)):
        written = to_latex(part)
        shapes = (written, with_large_fractions(written), with_large_fractions(written, 1))
        # Behind another term a minus sign has room on both sides.
        spaced = tuple(f"- {shape[1:]}" for shape in shapes if shape.startswith("-"))
        shown = next((shape for shape in (*shapes, *spaced) if shape in latex), None)
        # A letter that stands in several places would be marked in the wrong one.
        if shown is not None and latex.count(shown) == 1:
            found.append(shown)
    return tuple(found)


def _neighbours_joined(whole: Sum | Product, fresh: Sequence[Node]) -> tuple[Node, ...]:
    """Fresh parts of a sum or a product, neighbours as one."""
    found: list[Node] = []
    run: list[Node] = []
    for part in (*children(whole), None):
        if part is not None and part in fresh:
            run.append(part)
        elif run:
            found.append(run[0] if len(run) == 1 else type(whole)(tuple(run)))
            run = []
    return tuple(found)


def displayed(tree: Node) -> Node:
    """The tree with its minus sign in the numerator: right behind lim it would look like a hyphen."""
    match tree:
        case Negative(Quotient(above, below)):
            return Quotient(Negative(above), below)
        case _:
            return tree


def _shortened(node: Node, setting: Setting) -> Node | None:
    """The bracket behind h² with dots in its middle, where it is long."""
    match node:
        case Product((Power() | Symbol(), Sum(terms))) if len(terms) > MOST_SHOWN and _is_step(
            node.factors[0], setting
        ):
            return Product((node.factors[0], Sum((*terms[:2], Symbol(_DOTS), terms[-1]))))
        case _:
            return None


def _is_step(node: Node, setting: Setting) -> bool:
    return setting.h in (node, node.base if isinstance(node, Power) else node)


def changed_parts(before: Node, after: Node) -> tuple[Node, ...]:
    """The smallest sub-trees of ``after`` that are not in the same place of ``before``."""
    if before == after:
        return ()
    if type(before) is type(after) and not isinstance(after, Sum | Product):
        old, new = children(before), children(after)
        if len(old) == len(new) and old:
            inner = [changed_parts(a, b) for a, b in zip(old, new, strict=True)]
            touched = [parts for parts in inner if parts]
            if len(touched) < len(new):
                return tuple(part for parts in inner for part in parts)
            return (after,)
    if type(before) is type(after) and isinstance(after, Sum | Product):
        old, new = children(before), children(after)
        fresh = [part for part in new if part not in old]
        if 0 < len(fresh) < len(new):
            gone = [part for part in old if part not in new]
            if len(fresh) == len(gone) == 1:
                return changed_parts(gone[0], fresh[0])
            return _neighbours_joined(after, fresh)
        if len(old) == len(new):
            inner = [changed_parts(a, b) for a, b in zip(old, new, strict=True)]
            if any(parts and parts != (part,) for parts, part in zip(inner, new, strict=True)):
                return tuple(part for parts in inner for part in parts)
    return (after,)
