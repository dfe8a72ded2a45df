"""Trees compiled to functions of arrays or of plain numbers, and what to do where doubles are not enough for them."""
