"""Abstract methods in classes of Qt."""

from __future__ import annotations

from abc import ABCMeta
from typing import Any

from PySide6.QtCore import QObject


class AbstractQt(ABCMeta, type(QObject)):  # type: ignore[misc]
    """The metaclass of Qt classes with abstract methods.

    A class of Qt for Python never asks whether it is abstract when an object of it is made, as Python's own do.
    """

    def __call__(cls, *arguments: Any, **named: Any) -> Any:
        if cls.__abstractmethods__:
            missing = ", ".join(sorted(cls.__abstractmethods__))
            raise TypeError(f"{cls.__name__} is abstract: it has no {missing}")
        return super().__call__(*arguments, **named)
