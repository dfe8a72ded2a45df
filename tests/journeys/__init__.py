"""A user's day: real key and mouse events in a real window, checked by what a user can see."""
