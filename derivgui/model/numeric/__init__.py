"""Expressions to numbers: array evaluation, Taylor jets, curve sampling; imports ``language`` only."""
