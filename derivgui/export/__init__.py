"""Scenes to files: pictures, vectors, text for other programs, animations.

A ``View`` (``views``) is laid out in a ``Figure`` with title, legend and caption; a figure paints itself with one
painter in device coordinates, and each format is one way to hand it a device. Nothing here knows a widget.
"""
