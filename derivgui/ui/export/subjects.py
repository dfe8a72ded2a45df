"""What a window has to show in figures and films, each made when it is wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from derivgui.export.animation.film import Film
from derivgui.export.figure import Wishes
from derivgui.export.look import Look
from derivgui.export.view import View

MakeFilm: TypeAlias = Callable[[tuple[float, float], Look, Wishes], Film]


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing to show: a name in code, a label, and how it is made."""

    name: str
    label: str
    make: Callable[[], View]


@dataclass(frozen=True, slots=True)
class FilmSubject:
    """One thing that moves; it is made for a size in units of painting."""

    name: str
    label: str
    make: MakeFilm


class Subjects(Protocol):
    """Who knows them."""

    def subjects(self) -> tuple[Subject, ...]:
        """What can be shown now; the first is what is on screen. Empty where there is nothing."""

    def films(self) -> tuple[FilmSubject, ...]:
        """What can move now."""
