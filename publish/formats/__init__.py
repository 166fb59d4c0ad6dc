"""The formats of published tables, one module each: rows of a query in, one file out, the same bytes for the same
rows.
"""
