"""The list of points of interest."""
