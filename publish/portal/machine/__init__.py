"""What programs read (机器接口): the catalogue, feeds, checksums, the map of the site, and the scheme of its addresses.

The static tree is the interface: an address that has been published keeps working. Pages for people do not belong here.
"""
