"""Parts of a tree that are one number all along, whatever doubles make of them: found, proven, put in their place."""
