"""What a person is told: who, where, what, why and what next, in Chinese and in English.

Here belong the model of a finding and the templates of its sentences. Deciding that something is wrong belongs to the
stages and rules.
"""

from gongkai.findings.causes import cause_of
from gongkai.findings.model import Finding, Place, Severity
from gongkai.findings.reading import Reading, best_told
from gongkai.findings.templates import Template, finding, templates

__all__ = ["Finding", "Place", "Reading", "Severity", "Template", "best_told", "cause_of", "finding", "templates"]
