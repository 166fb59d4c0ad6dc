"""The words everyone shares: contracts, values, findings, lake, journal, settings of a city.

Belongs here: what two rooms of the house need to agree on. Does not belong here: reading files, rules, formats, or an
import of any other room.
"""
