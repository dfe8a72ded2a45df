"""Where something may happen to a function, read off its tree."""
