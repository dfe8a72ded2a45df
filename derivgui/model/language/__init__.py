"""Text to expression and back: grammar, tree, the catalogue of functions, printing; imports no other room."""
