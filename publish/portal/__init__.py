"""The public site (公开网站): static pages from templates, beside the data that `publish.release` puts there.

Here belong pages and what they say. Version folders and manifests, and any server, do not.
"""

from publish.portal.build import Site, build_site

__all__ = ["Site", "build_site"]
