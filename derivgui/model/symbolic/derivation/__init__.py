"""The derivative from the definition: ``derive(tree, variable, at)`` answers a ``Derivation`` of checked lines.

Everything here works on the trees of the language and is exact arithmetic, so nothing can hang: what would become too
long is given up, and said so. No text leaves this room but in the language of derivgui and as LaTeX.
"""

from derivgui.model.symbolic.derivation.derivation import Derivation, Formula, KnownLimit, Step
from derivgui.model.symbolic.derivation.derive import derive
from derivgui.model.symbolic.derivation.slips import Verdict, check_line

__all__ = ["Derivation", "Formula", "KnownLimit", "Step", "Verdict", "check_line", "derive"]
