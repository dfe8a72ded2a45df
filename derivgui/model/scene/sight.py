"""Whether a window shows anything of its curves: an empty one should say where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from derivgui.model.language.real import Array
from derivgui.model.numeric.viewport import Viewport

if TYPE_CHECKING:
    from derivgui.model.numeric.sampling.curve import SampledCurve
    from derivgui.model.scene.scene import Statics


def absence(statics: Statics) -> str | None:
    """A sentence where there are curves and the window shows nothing of them, else None, as long as they come, too."""
    shapes = [*statics.curves, *((statics.derivative,) if statics.derivative else ())]
    view = statics.viewport
    if statics.waits or not statics.curves or any(_is_in_sight(shape.sampled, view) for shape in shapes):
        return None
    heights = [piece[:, 1] for shape in statics.curves for piece in shape.sampled.pieces]
    if len(statics.curves) > 1:
        return "None of the curves passes through this window."
    subject = f"{statics.curves[0].name}({statics.variable})"
    if not heights:
        return f"{subject} has no values in this window."
    y = np.concatenate(heights)
    if (y > view.y1).all():
        return f"{subject} runs above this window."
    if (y < view.y0).all():
        return f"{subject} runs below this window."
    return f"{subject} does not pass through this window."


def _is_in_sight(curve: SampledCurve, view: Viewport) -> bool:
    if curve.unresolved or any(view.y0 <= mark.y <= view.y1 for mark in curve.markers):
        return True
    return any(_crosses(piece[:-1, 1], piece[1:, 1], view) for piece in curve.pieces)


def _crosses(start: Array, end: Array, view: Viewport) -> bool:
    """Whether one of the chords between these heights is seen."""
    return bool(((np.maximum(start, end) >= view.y0) & (np.minimum(start, end) <= view.y1)).any())
