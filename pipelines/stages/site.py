"""The public site, built anew from what the journal and the manifests say; a page that says the same is not written
again.
"""

from gongkai.home import Home
from publish.portal import Site, build_site

__all__ = ["Site", "site"]


def site(home: Home) -> Site:
    """Build the site into `public/`."""
    return build_site(home)
