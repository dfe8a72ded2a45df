"""What parts of a tree are all along, for each choice of signs that their forms depend on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Generic, TypeAlias, TypeVar

from derivgui.model.language.tree import Node, children
from derivgui.model.numeric.identities.forms import NowhereError, UnwieldyError, Work
from derivgui.model.numeric.identities.kernels import Asks, Settings
from derivgui.model.numeric.identities.met import jumps, levels_met
from derivgui.model.numeric.identities.normal_form import NormalForms
from derivgui.model.numeric.suspects.equation import Equation

Signs: TypeAlias = Mapping[Node, int]
Answer = TypeVar("Answer")

MOST_ATTEMPTS = 60
# What has not been told after so much work, a fifth of a second, is too long for a person who types.
MOST_WORK = 16000
MOST_SIGNS = 4
MOST_REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Case(Generic[Answer]):
    """What is found where some trees have these signs (1 or -1); None where the whole has no values there."""

    signs: Signs
    answer: Answer | None


def cases(
    ask: Callable[[NormalForms], Answer],
    attempts: int = MOST_ATTEMPTS,
    settings: Settings | None = None,
    in_doubles: bool = True,
) -> list[Case[Answer]] | None:
    """The answers to one question about forms, for all signs that it turns on; None where one cannot be given.

    It takes so many attempts and the work of the settings at most, which learn what the question needs. What is told by
    a sign will be computed ``in_doubles``, or holds for exact numbers. The signs come in one order: the first tree is
    the same in all cases, the second in all with one sign of it.
    """
    settings = settings or Settings(Work(MOST_WORK))
    found: list[Case[Answer]] = []
    waiting: list[dict[Node, int]] = [{}]
    for _ in range(attempts):
        if not waiting:
            return found
        signs = waiting.pop()
        settings.signs = signs
        try:
            found.append(Case(signs, ask(NormalForms(settings))))
        except Asks as question:
            if question.kind == "sign":
                if len(signs) == MOST_SIGNS or not _has_signs(question.tree, in_doubles):
                    return None
                waiting += [{**signs, question.tree: sign} for sign in (-1, 1)]
                continue
            settings.learn(question)
            # What was found with a coarser unit may have other trees for its signs.
            found, waiting = [], [{}]
        except NowhereError:
            found.append(Case(signs, None))
        except (UnwieldyError, OverflowError, ValueError, RecursionError):
            return None
    return None


@lru_cache(maxsize=MOST_REMEMBERED)
def number_of(tree: Node, attempts: int, most: int) -> tuple[Fraction | None, int]:
    """The number that a tree is wherever it has a value, None for any other, and the work that it took to tell."""
    work = Work(most)
    found = cases(lambda forms: (forms.ring.rational(forms.of(tree)),), attempts, Settings(work), in_doubles=False)
    # Signs with which it has no values are none that matter.
    answers = {case.answer[0] for case in found or () if case.answer is not None}
    return answers.pop() if len(answers) == 1 else None, most - max(0, int(work.left))


def _has_signs(tree: Node, in_doubles: bool) -> bool:
    """Whether the sign of a tree can be told almost everywhere."""
    return not children(tree) or not (jumps(tree) or levels_met(Equation(tree), beside_poles=in_doubles))
