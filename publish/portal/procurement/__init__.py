"""The pages on procurement (政府采购): what was bought in a year, by whom, from whom, by which method, and which
notices came late. The way of a single purchase belongs to `publish.portal.chains`.
"""

from publish.portal.procurement.headline import headline
from publish.portal.procurement.pages import made_of, sections

__all__ = ["headline", "made_of", "sections"]
