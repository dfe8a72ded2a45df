"""Sampling a curve y = f(x) in pixel space: ``sample`` begins, ``curve`` is what comes out."""
