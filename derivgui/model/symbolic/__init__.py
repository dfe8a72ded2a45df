"""Formulas from formulas: derivations from the definition and by rules, tidy closed forms; checked by numbers."""
