"""What the user made: a frozen document, the edits that change it, and the store with undo; imports no Qt."""
