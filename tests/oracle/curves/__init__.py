"""Curves written down by hand: where each is torn or bent, with exact numbers, as a teacher of calculus would."""
