"""The window: widgets that know only what they show, and presenters that join them to the session.

Qt lives here and in painting; nothing in the model knows this room.
"""
