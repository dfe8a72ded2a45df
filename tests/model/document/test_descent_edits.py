"""What a user sets of a descent: kept in the document, undone, saved."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from derivgui.model.document import descent_edits as edits
from derivgui.model.document import edits as document_edits
from derivgui.model.document.descent import MOST_RIVALS, Contestant, Descent
from derivgui.model.document.document import Document
from derivgui.model.document.file_format import FileError, Saved, decode, encode

NEW = Document()
WINDOW = (-1.0, 1.0, -1.0, 1.0)


def test_the_start_moves_along_the_curve_and_in_the_plane() -> None:
    moved = edits.move_start(NEW, 5.0)
    assert moved.descent.start == (5.0, NEW.y)
    assert edits.move_start(NEW, 1.0, -2.0).start == (1.0, -2.0)
    assert edits.move_start(NEW, math.nan) is NEW
    assert edits.move_start(moved, 5.0) is moved


def test_until_it_is_put_somewhere_the_start_is_the_point() -> None:
    assert NEW.start == (NEW.x, NEW.y)
    assert document_edits.move_point(NEW, 1.5).start == (1.5, NEW.y)
    assert document_edits.move_point(edits.move_start(NEW, 5.0), 1.5).start == (5.0, NEW.y)


def test_rates_are_positive_and_bounded() -> None:
    assert edits.set_rate(NEW, 0, 0.3).descent.main.rate == 0.3
    assert edits.set_rate(NEW, 0, 0.0) is NEW
    assert edits.set_rate(NEW, 0, math.nan) is NEW
    assert edits.set_rate(NEW, 0, 1e99).descent.main.rate == 1e6
    assert edits.set_rate(NEW, 3, 0.3) is NEW


def test_another_method_brings_its_usual_rate_only_where_none_was_chosen() -> None:
    newton = edits.set_method(NEW, 0, "newton")
    assert newton.descent.main == Contestant("newton", 1.0)
    assert edits.set_method(newton, 0, "adam").descent.main.rate == 0.1
    chosen = edits.set_rate(NEW, 0, 0.25)
    assert edits.set_method(chosen, 0, "newton").descent.main.rate == 0.25


def test_parameters_belong_to_one_method() -> None:
    ball = edits.set_parameter(edits.set_method(NEW, 0, "momentum"), 0, "momentum", 0.5)
    assert ball.descent.main.parameters == (("momentum", 0.5),)
    assert edits.set_method(ball, 0, "gd").descent.main.parameters == ()


def test_rivals_come_and_go() -> None:
    document = NEW
    for number in range(MOST_RIVALS + 2):
        document = edits.add_rival(document, Contestant("gd", 0.1 * (number + 1)))
    assert len(document.descent.rivals) == MOST_RIVALS
    document = edits.remove_rival(document, 2)
    assert [round(one.rate, 1) for one in document.descent.rivals] == [0.1, 0.3, 0.4, 0.5]
    assert edits.remove_rival(document, 0) is document
    assert edits.set_rate(document, 2, 7.0).descent.rivals[1].rate == 7.0


def test_schedules_are_sound() -> None:
    assert edits.set_schedule(NEW, "step", 0.5, 20).descent == replace(NEW.descent, schedule="step", every=20)
    assert edits.set_schedule(NEW, "step", 0.0) is NEW
    assert edits.set_schedule(NEW, "step", every=0) is NEW


def test_a_descent_survives_its_file() -> None:
    descent = Descent((-1.2, 1.0), Contestant("adam", 1 / 3, (("beta1", 0.8),)), (Contestant("newton", 1.0),), "cosine")
    saved = Saved(replace(NEW, descent=descent, page="descent"), WINDOW)
    assert decode(encode(saved)) == saved


@pytest.mark.parametrize(
    "descent",
    [Descent(main=Contestant(rate=0.0)), Descent(main=Contestant(rate=-1.0)), Descent(every=0), Descent(factor=0.0),
     Descent(rivals=(Contestant(),) * (MOST_RIVALS + 1))],
)  # fmt: skip
def test_an_unsound_descent_is_refused(descent: Descent) -> None:
    with pytest.raises(FileError, match="contradicts"):
        decode(encode(Saved(replace(NEW, descent=descent), WINDOW)))


def test_an_unknown_method_is_refused() -> None:
    data = encode(Saved(NEW, WINDOW)).replace(b'"gd"', b'"sgd"')
    with pytest.raises(FileError):
        decode(data)
