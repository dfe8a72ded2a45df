"""Independent witnesses: the same mathematics computed another way, at 50 digits."""
