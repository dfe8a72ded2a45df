"""What all forms of one tree share: their ring, the answers given so far, and how kernels come into being."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from derivgui.model.language.tree import Call, Constant, Node, symbols
from derivgui.model.numeric.identities.forms import Form, Kernel, Polynomial, Ring, Work

HALF = Fraction(1, 2)


class Asks(Exception):
    """What must be known before the form can be found: a sign, a finer unit or degree, sums to be taken apart."""

    def __init__(self, kind: str, tree: Node, number: Fraction = Fraction(0)) -> None:
        super().__init__(kind)
        self.kind, self.tree, self.number = kind, tree, number


@dataclass(slots=True)
class Settings:
    """Answers: signs of trees, units of angles and exponents, degrees of roots (all by tree); and the work left.

    Attributes:
        sums: in which sum a term of angles (the argument of a sine) or exponents stands.
        apart: the terms that stand in several, and have to be taken one by one.
    """

    work: Work
    signs: Mapping[Node, int] = field(default_factory=dict)
    units: dict[Node, Fraction] = field(default_factory=dict)
    degrees: dict[Node, int] = field(default_factory=dict)
    sums: dict[Node, Node] = field(default_factory=dict)
    apart: set[Node] = field(default_factory=set)

    def learn(self, question: Asks) -> None:
        """Answer a question that has one answer: all but those for signs."""
        match question.kind, question.tree:
            case "unit", tree:
                self.units[tree] = question.number
            case "degree", tree:
                self.degrees[tree] = int(question.number)
            case "apart", Call(kind, parts):
                self.apart.update(Call(kind, (part,)) for part in parts)
                self.sums.clear()


class Kernels(ABC):
    """The kernels of trees that occur together."""

    def __init__(self, settings: Settings) -> None:
        self.ring = Ring(settings.work)
        self._settings = settings
        # Trees that must be positive wherever the whole has a value, as their irreducible factors.
        self._positive: list[tuple[Fraction, list[tuple[Polynomial, int]]]] = []

    @abstractmethod
    def _of(self, node: Node) -> Form:
        """The form of a part."""

    def _opaque(self, node: Node, key: object) -> Form:
        return self._generator(key, lambda: Kernel(node, bool(symbols(node))))

    def _generator(self, key: object, make: Callable[[], Kernel]) -> Form:
        ring = self.ring
        number = ring.kernel(key)
        return ring.of(ring.generator(ring.add(key, make()) if number is None else number))

    def _pi(self) -> Form:
        return self._generator("pi", lambda: Kernel(Constant("pi"), False, positive=True))

    def _kernel(self, form: Form, kind: str) -> Kernel | None:
        """The kernel that a form is, where it is one of this kind."""
        number = self.ring.kernel_of(form.above) if form.below == 1 else None
        kernel = None if number is None else self.ring.kernels[number]
        return kernel if kernel is not None and isinstance(kernel.node, Call) and kernel.node.name == kind else None
