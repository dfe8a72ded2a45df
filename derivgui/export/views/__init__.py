"""One adapter for each view of the window."""
