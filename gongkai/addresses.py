"""Addresses in a sheet, as spreadsheets write them: D17. Which cell a value stands in does not belong here."""


def column_letter(column: int) -> str:
    """1 → A, 27 → AA. Raises ValueError below 1."""
    if column < 1:
        raise ValueError(f"columns count from 1, not {column}")
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
