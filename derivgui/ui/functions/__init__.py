"""The function list: rows to type in, sliders for the parameters found there."""
