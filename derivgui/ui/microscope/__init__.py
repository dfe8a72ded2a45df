"""The microscope: an inset on the canvas that blows the curve up at the tangent point."""
