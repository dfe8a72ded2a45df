"""The export dialog: what a figure or a film shall be, seen while it is chosen."""
