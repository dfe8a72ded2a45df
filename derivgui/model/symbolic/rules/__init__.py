"""Derivatives by the rules of differentiation, each step a small object that names its rule and its parts."""
