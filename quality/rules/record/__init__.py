"""Rules on one row: its values against each other."""
