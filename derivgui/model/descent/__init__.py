"""Gradient descent: optimisers, schedules, objectives, and runs that step forward and back."""
