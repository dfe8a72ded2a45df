"""Tangents, secants, difference quotients and landmarks of a curve; imports ``numeric`` and ``language`` only."""
