"""Functions of two variables: grids, level lines, enclosures over boxes."""
