"""Scenes to pixels: palettes, typeset formulas and painters in device coordinates.

The window and exported figures use the same ones; nothing here knows a widget.
"""
