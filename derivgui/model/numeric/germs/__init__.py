"""Germs: what a function does on one side of a point, as a truncated expansion with exact leading terms."""
