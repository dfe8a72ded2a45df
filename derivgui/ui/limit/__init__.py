"""The limit h -> 0: the player and the table of difference quotients."""
