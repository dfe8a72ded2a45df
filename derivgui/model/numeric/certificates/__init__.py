"""The proof that nothing of a curve is missing in its picture."""
