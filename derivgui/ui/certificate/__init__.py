"""The badge of the canvas: what is proven of the window, and the stretches that are not."""
