"""Trees into the shape a textbook prints, by exact arithmetic on terms; wherever the old tree has a value, the new
one has the same. It may have values at more places (x/x becomes 1), so conditions are carried beside it.
"""

from derivgui.model.symbolic.tidy.tidy import tidy

__all__ = ["tidy"]
