"""The pages on major construction projects (重大建设项目): what is being built, the money planned and paid, the time it
takes, and which of the eight kinds of information (国办发〔2017〕94号) each project has. The steps of a single project
belong to `publish.portal.chains`.
"""

from publish.portal.projects.headline import headline
from publish.portal.projects.pages import made_of, sections

__all__ = ["headline", "made_of", "sections"]
