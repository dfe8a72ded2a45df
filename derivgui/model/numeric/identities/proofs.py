"""What parts of a tree are all along, for each choice of signs that their forms depend on."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from derivgui.model.language.tree import Node, children
from derivgui.model.numeric.identities.forms import NowhereError, UnwieldyError
from derivgui.model.numeric.identities.kernels import Asks, Settings
from derivgui.model.numeric.identities.met import jumps, levels_met
from derivgui.model.numeric.identities.normal_form import NormalForms
from derivgui.model.numeric.suspects.equations import Equation

Signs: TypeAlias = Mapping[Node, int]
Answer = TypeVar("Answer")

MOST_ATTEMPTS = 60
# What has not been told after so many seconds of work is too long for a person who types.
PATIENCE = 0.2
MOST_SIGNS = 4


@dataclass(frozen=True, slots=True)
class Case(Generic[Answer]):
    """What is found where some trees have these signs (1 or -1); None where the whole has no values there."""

    signs: Signs
    answer: Answer | None


def cases(
    ask: Callable[[NormalForms], Answer], attempts: int = MOST_ATTEMPTS, patience: float = PATIENCE
) -> list[Case[Answer]] | None:
    """The answers to one question about forms, for all signs that it turns on; None where one cannot be given.

    It takes so many attempts and seconds of work at most. The signs come in one order: the first tree is the same in
    all cases, the second in all with one sign of it.
    """
    settings = Settings()
    found: list[Case[Answer]] = []
    waiting: list[dict[Node, int]] = [{}]
    until = time.thread_time() + patience
    for _ in range(attempts):
        if not waiting:
            return found
        if time.thread_time() > until:
            return None
        signs = waiting.pop()
        settings.signs = signs
        try:
            found.append(Case(signs, ask(NormalForms(settings))))
        except Asks as question:
            if question.kind == "sign":
                if len(signs) == MOST_SIGNS or not _has_signs(question.tree):
                    return None
                waiting += [{**signs, question.tree: sign} for sign in (-1, 1)]
                continue
            if question.kind == "unit":
                settings.units[question.tree] = question.number
            else:
                settings.degrees[question.tree] = int(question.number)
            # What was found with a coarser unit may have other trees for its signs.
            found, waiting = [], [{}]
        except NowhereError:
            found.append(Case(signs, None))
        except (UnwieldyError, OverflowError, ValueError, RecursionError):
            return None
    return None


def _has_signs(tree: Node) -> bool:
    """Whether doubles can tell the sign of a tree almost everywhere."""
    return not children(tree) or not (jumps(tree) or levels_met(Equation(tree)))
