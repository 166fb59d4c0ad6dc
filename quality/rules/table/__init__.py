"""Rules on the whole table: keys, hierarchies, printed totals."""
