"""The point and the step as exact numbers, and the list of pinned tangents."""
