"""Windows that are found: finite for whatever points and heights a function has."""

from __future__ import annotations

import math

import pytest

from derivgui.model.document.document import Document, FunctionItem
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.fit import fitted_viewport
from derivgui.model.scene.resolve import Resolver


@pytest.mark.parametrize("h", [1e308, -1e308, 1e300, 1e12, 1e-300])
@pytest.mark.parametrize("text", ["x", "1", "10^308 x", "-10^308 |x|", "1e-300 x", "sin x", "x^400", "1/x"])
def test_a_fitted_window_is_finite_and_has_room(text: str, h: float) -> None:
    document = Document((FunctionItem(1, text),), x=0.5, h=h)
    view = fitted_viewport(document, Resolver().function(document, 1), Viewport(-1, 1, -1, 1, 400, 300))
    assert all(map(math.isfinite, (view.x0, view.x1, view.y0, view.y1, view.width, view.height)))
    assert view.x0 < view.x1
    assert view.y0 < view.y1
    assert math.isfinite(view.x1 - view.x0)
    assert math.isfinite(view.y1 - view.y0)
