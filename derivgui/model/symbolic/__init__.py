"""Formulas by formulas: derivatives by rules, tidy closed forms. The only room that may import sympy."""
