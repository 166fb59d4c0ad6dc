"""Parts of a whole in percent (占比), exact and rounded once."""

from decimal import ROUND_HALF_UP, Decimal

TENTH = Decimal("0.1")


def percent(part: Decimal | int, whole: Decimal | int) -> str:
    """12.3%, one decimal, half up; a part that is not nothing is never 0.0%. '—' without a whole."""
    if not whole:
        return "—"
    share = (Decimal(100) * part / whole).quantize(TENTH, ROUND_HALF_UP)
    if not share and part:
        return "<0.1%"
    return f"{share}%"
