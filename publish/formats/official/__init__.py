"""The official form (官方版式) of a dataset, the inverse of reading: what a layout takes from a table goes back in.

`form` is the layout as it is printed, `lines` puts rows into it, `titles`, `labels`, `totals` and `figures` say what
stands in its cells; `sheet` and `book` draw. Everything but the last two is pure.
"""
