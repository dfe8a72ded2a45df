"""Subscripts in sentences."""

import pytest

from derivgui.ui.widgets.subscripts import with_subscripts


@pytest.mark.parametrize(
    ("text", "rich"),
    [
        ("It goes to f_x(2, 1) = 4.", "It goes to f<sub>x</sub>(2, 1) = 4."),
        ("f10_y(1, 2)", "f10<sub>y</sub>(1, 2)"),
        ("α_1", "α<sub>1</sub>"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("f′(2) = 4", "f′(2) = 4"),
        ("_x and 2 _", "_x and 2 _"),
    ],
)
def test_a_low_line_lowers_what_comes_behind_it(text: str, rich: str) -> None:
    assert with_subscripts(text) == rich
