"""The pages about the budget (政府预算、决算): what the city spends, on what, by whom, and what it owes, year by year.

Every figure is a released one with its cell, or an exact sum, share or difference of such figures.
"""

from publish.portal.budget.pages import sections

__all__ = ["sections"]
