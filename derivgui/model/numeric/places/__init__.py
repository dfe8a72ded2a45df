"""Exact places on the axis, and which of them a double stands for."""
