"""Animations: films of figures, their frames, and the files that they become."""
