"""Benchmarks: what the hand feels, measured beside a floor in the same run."""
