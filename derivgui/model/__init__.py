"""The computation model: everything derivgui knows, usable alone from Python; imports no Qt and no pyqtgraph."""
