"""Functions applied to arguments, with brackets and without.

Behind a name with a bracket the bracket alone is the argument. Without one, the argument is the
product of what stands side by side, up to the next function name or operator sign. Where two
readings are about equally likely, the text is refused.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from derivgui.model.language import complaints
from derivgui.model.language.binding import LEAVES, PRODUCT, STARTS
from derivgui.model.language.catalogue import BY_NAME, Function
from derivgui.model.language.doubts import shortened
from derivgui.model.language.errors import ParseError
from derivgui.model.language.tokens import Token
from derivgui.model.language.tree import Call, Negative, Node, Number, Power, Product, symbols

if TYPE_CHECKING:
    from derivgui.model.language.grammar import Reader

_ROUND = ("(", "[")
_LOGARITHMS = ("log", "log_base")
_MINUS_ONE = Negative(Number(Fraction(1)))
_ARGUMENT_STARTS = STARTS - {"function"}


def read(reader: Reader, _power: int) -> Node:
    """The application that begins at the current token, a function name."""
    name = reader.advance()
    row: Function = name.value
    base: Node | None = None
    exponent: Node | None = None
    while reader.token.kind in ("_", "^", "sup"):
        if reader.token.kind == "_":
            base = _base(reader, name)
        else:
            exponent = _exponent(reader)
    if exponent == _MINUS_ONE:
        row, exponent = _inverse(reader, name, base), None
    arguments = _arguments(reader, name, row)
    _check_number_of_arguments(reader, name, row, arguments)
    if base is None:
        call = reader.placed(Call(row.name, arguments), name.start)
    else:
        call = reader.placed(Call("log_base", (*arguments, base)), name.start)
    return call if exponent is None else reader.placed(Power(call, exponent), name.start)


def _base(reader: Reader, name: Token) -> Node:
    underscore = reader.advance()
    if name.value.name not in _LOGARITHMS:
        raise ParseError(
            f"“{name.value.name}” takes no subscript; only log does.",
            "Write log_2(x) for the logarithm to base 2.",
            (name.start, underscore.end),
        )
    return _short_operand(reader)


def _exponent(reader: Reader) -> Node:
    if reader.advance().kind == "sup":
        return reader.group()
    signs: list[Token] = []
    while reader.token.kind == "-":
        signs.append(reader.advance())
    node = _short_operand(reader)
    for sign in signs:
        node = reader.placed(Negative(node), sign.start)
    return node


def _short_operand(reader: Reader) -> Node:
    """A bracket, or a single number or letter."""
    if reader.token.kind in (*_ROUND, "{"):
        return reader.group()
    if reader.token.kind in LEAVES:
        node: Node = reader.advance().value
        return node
    raise ParseError(
        "A number, a letter or a bracket is missing here.",
        "Write sin^2(x) or log_2(x), for example.",
        (reader.token.start, reader.token.end),
    )


def _inverse(reader: Reader, name: Token, base: Node | None) -> Function:
    row: Function = name.value
    if row.inverse is None or base is not None:
        raise ParseError(
            f"The inverse of {row.name} has no name here.",
            f"Write 1/{row.name}(x) for the reciprocal, or write the inverse out.",
            (name.start, reader.previous_end()),
        )
    return BY_NAME[row.inverse]


def _arguments(reader: Reader, name: Token, row: Function) -> tuple[Node, ...]:
    kind = reader.token.kind
    if kind in _ROUND:
        opening = reader.enter_bracket()
        arguments = [reader.expression()]
        while reader.token.kind == ",":
            reader.advance()
            arguments.append(reader.expression())
        reader.leave_bracket(opening)
        return tuple(arguments)
    if row.arguments[0] > 1 and row.name not in _LOGARITHMS:
        raise ParseError(
            f"“{row.name}” needs its arguments in brackets.",
            f"Write {_example(row)}.",
            (name.start, name.end),
        )
    return (_braced(reader, name) if kind == "{" else _bare(reader, name),)


def _braced(reader: Reader, name: Token) -> Node:
    """``\\sin{x}^2`` is set as sin x², ``\\sin{\\left(x\\right)}^2`` as sin(x)²."""
    if reader.following().kind in _ROUND:
        return reader.group()
    return reader.deeper(name, PRODUCT)


def _bare(reader: Reader, name: Token) -> Node:
    """What the name takes in without brackets."""
    signs: list[Token] = []
    while reader.token.kind == "-":
        signs.append(reader.advance())
    if reader.token.kind == "'":
        raise complaints.missing(reader)
    if reader.token.kind not in STARTS:
        raise ParseError(
            f"“{name.value.name}” needs an argument.",
            f"Write {_example(name.value)}.",
            (name.start, name.end),
        )
    start = reader.token.start
    is_function = reader.token.kind == "function"
    factors = [reader.deeper(name, PRODUCT)]
    while not is_function and reader.token.kind in _ARGUMENT_STARTS:
        _refuse_doubtful_bracket(reader, name, factors)
        factors.append(reader.expression(PRODUCT))
    _refuse_doubtful_sign(reader, name, factors, start)
    if len(factors) > 1:
        factors = [reader.placed(Product(tuple(factors)), start)]
    node = factors[0]
    for sign in reversed(signs):
        node = reader.placed(Negative(node), sign.start)
    return node


def _refuse_doubtful_bracket(reader: Reader, name: Token, factors: list[Node]) -> None:
    """``sin x (x + 1)``; but ``sin 2(x + 1)`` and ``sin k(x - 1)`` are clear."""
    if reader.token.kind not in (*_ROUND, "{"):
        return
    if any(reader.variables.intersection(symbols(factor)) for factor in factors):
        raise ParseError(
            f"It is not clear where the argument of {name.value.name} ends.",
            "Put brackets around the argument.",
            (name.start, reader.token.end),
        )


def _refuse_doubtful_sign(reader: Reader, name: Token, factors: list[Node], start: int) -> None:
    """``sin 1/x`` and ``sin 2*x``; but ``ln 2 / ln 3`` and ``ln 2 * x`` are clear."""
    sign, after = reader.token, reader.following()
    is_doubtful = sign.kind == "/" or (sign.kind == "*" and name.value.angle == "in")
    if not is_doubtful or after.kind == "function" or any(map(symbols, factors)):
        return
    function = name.value.name
    argument = shortened(reader.text[start : reader.previous_end()])
    rest = sign.value + shortened(reader.text[after.start : after.end])
    raise ParseError(
        f"It is not clear where the argument of {function} ends.",
        f"Write {function}({argument}{rest}) or {function}({argument}){rest}.",
        (name.start, sign.end),
    )


def _example(row: Function) -> str:
    return f"{row.name}({', '.join(('x', '2', '3')[: row.arguments[0]])})"


def _check_number_of_arguments(reader: Reader, name: Token, row: Function, arguments: tuple[Node, ...]) -> None:
    least, most = (1, 1) if row.name in _LOGARITHMS else row.arguments
    if least <= len(arguments) and (most is None or len(arguments) <= most):
        return
    span = (name.start, reader.previous_end())
    if row.name in _LOGARITHMS:
        raise ParseError(
            "“log” takes one argument; its base is a subscript.",
            "Write log_2(8) for the logarithm of 8 to base 2.",
            span,
        )
    amount = "one argument" if least == 1 else "two arguments"
    raise ParseError(
        f"“{row.name}” takes {'at least ' if most is None else ''}{amount}.",
        f"Write {_example(row)}; a decimal number is written with a point, such as 1.5.",
        span,
    )
