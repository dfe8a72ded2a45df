"""Gradient descent in the window: its page, its layer over both canvases, and what joins them to the session."""
