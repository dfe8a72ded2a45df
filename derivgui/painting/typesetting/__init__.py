"""LaTeX to vector pictures: ``Typesetter`` sets a formula, ``Formula`` paints it.

Two engines stand behind it, imported with the first formula they set and not before: mathra
(0.03 s to import, then a tenth of a millisecond) and ziamath (0.3 s, then 3 to 90 ms). What both
refuse is written as plain text; no formula raises.
"""

from derivgui.painting.typesetting.formula import Formula
from derivgui.painting.typesetting.typesetter import Typesetter

__all__ = ["Formula", "Typesetter"]
