"""Pictures of descents: paths on a curve and over level lines, plots over the steps, the sweep of rates."""
