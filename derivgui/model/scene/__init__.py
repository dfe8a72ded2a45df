"""Document and viewport to scene: everything the window or a figure shows, as plain data; imports no Qt."""
