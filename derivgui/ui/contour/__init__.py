"""The contour view: the map of a function of two variables, its slices, its directions, its critical points."""
