"""Work in child processes that may hang, crash or eat memory without anyone here noticing; knows no Qt.

``supervisor`` runs them, ``child`` is what runs inside. What crosses is JSON text, never an object.
"""
