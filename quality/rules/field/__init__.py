"""Rules on single values: form, list, range."""
