"""Texts are read once, and what is remembered of them holds nothing else in memory."""

from __future__ import annotations

import gc
import weakref

import pytest

from derivgui.model.scene.reading import LARGEST_CACHE, Reader


class Held:
    """Something that is on the stack while a text is read."""


@pytest.mark.parametrize("text", ["x +", "(", r"\frac{", "x^²⁺", "🙂", "log_", "x" * 20_000])
def test_an_error_holds_nothing_of_the_moment_it_happened_in(text: str) -> None:
    reader = Reader()

    def read() -> weakref.ref[Held]:
        held = Held()
        assert reader.read(text, "radians").error is not None
        return weakref.ref(held)

    gone = read()
    gc.collect()
    assert gone() is None
    error = reader.read(text, "radians").error
    assert error is not None
    assert error.__traceback__ is None
    assert error.message


def test_so_many_texts_are_remembered_and_no_more() -> None:
    reader = Reader()
    first = reader.read("x + 0", "radians")
    assert reader.read("x + 0", "radians") is first
    for number in range(1, LARGEST_CACHE + 1):
        reader.read(f"x + {number}", "radians")
    assert reader.read("x + 0", "radians") is not first
