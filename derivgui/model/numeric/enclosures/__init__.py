"""What a tree is certain to be: balls, intervals and polynomials with a proven error."""
