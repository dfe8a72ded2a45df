"""How far the microscope zooms in: 10^SMALLEST_K to 10^LARGEST_K times."""

SMALLEST_K, LARGEST_K = 0.0, 300.0
