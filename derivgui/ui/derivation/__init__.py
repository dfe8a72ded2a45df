"""The derivation: typeset lines beside the curve, revealed at the reader's pace, each linked to the secant."""
