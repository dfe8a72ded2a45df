"""The contour map in device coordinates, for the window and for figures alike: shading, lines, arrows, the point."""
