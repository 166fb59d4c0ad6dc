"""Measures speed and memory on generated data, beside a yardstick of the same run. Asserts nothing about time."""
