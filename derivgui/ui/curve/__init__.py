"""The curve view: the canvas with its handles, and the presenter that joins it to the store."""
