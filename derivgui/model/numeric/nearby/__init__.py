"""What a function does next to a place."""
