"""How a curve ends on both sides of its critical places: limits, poles, ends of the domain."""
