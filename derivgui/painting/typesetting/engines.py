"""The two engines that turn LaTeX into SVG, each imported when it is first asked.

Both are asked for an em of 1000 units and both set STIX Two Math, so a formula looks much the same
whichever of them draws it.
"""

import warnings
from collections.abc import Callable
from dataclasses import dataclass

from derivgui.painting.typesetting.rows import keep_rows_apart

EM = 1000.0
"""Units of the drawings that the engines return to one em."""


@dataclass(frozen=True, slots=True)
class Engine:
    """``draw(tex, display)`` returns SVG or raises anything; texts over ``longest`` are refused.

    ``display`` asks for full-size fractions and limits below the sign, as in a line of their own.
    """

    name: str
    draw: Callable[[str, bool], str]
    longest: int


def _draw_with_mathra(tex: str, display: bool) -> str:
    import mathra

    # Lenient reading would print unknown commands in red.
    return mathra.tex_to_svg(keep_rows_apart(tex), display=display, strict=True)


def _draw_with_ziamath(tex: str, display: bool) -> str:
    with warnings.catch_warnings():
        # WORKAROUND for ziamath 0.13: it loads its font through importlib_resources.path.
        warnings.simplefilter("ignore", DeprecationWarning)
        from ziamath.config import config
        from ziamath.zmath import Latex

        # One path a glyph, instead of symbols with viewports of their own.
        config.svg2 = False
        config.precision = 3
        return str(Latex(tex, size=EM, color="currentColor", inline=not display).svg())


MATHRA = Engine("mathra", _draw_with_mathra, longest=20_000)

ZIAMATH = Engine("ziamath", _draw_with_ziamath, longest=600)
"""Linear but slow: 600 characters take about half a second."""
