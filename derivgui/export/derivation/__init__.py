"""Derivations as documents: LaTeX, Markdown, a web page that needs nothing else, PDF."""
