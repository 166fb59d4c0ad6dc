"""How to cite a version (引用): as a line of text and for BibTeX, with its permanent address."""

import re
from dataclasses import dataclass

from gongkai.city import City
from gongkai.contract import Contract, Text
from gongkai.journal.releases import Release

#: Signs that mean something to LaTeX.
LATEX = re.compile(r"[\\{}&%$#_~^]")
LATEX_WORDS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True)
class Citation:
    """A version as it is cited; `address` never changes."""

    address: str
    text: Text
    bibtex: str


def citation(city: City, contract: Contract, release: Release, day: str) -> Citation:
    """The citation; `day` (ISO 8601) is the day of the release in the city's zone."""
    dataset = contract.dataset
    address = f"{city.base_url}d/{dataset.slug}/{release.period}/v{release.version}/"
    number = f"{release.period} v{release.version}"
    text = Text(
        zh=f"{city.name.zh}：《{dataset.title.zh}》（{number}），{day} 发布，{address}",
        en=f"{city.name.en}: {dataset.title.en} ({number}), released {day}, {address}",
    )
    fields = {
        "author": f"{{{_latex(city.name.zh)}}}",
        "title": f"{{{_latex(dataset.title.zh)}}}",
        "year": day[:4],
        "version": number,
        "url": address,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items()]
    joined = ",\n".join(lines)
    return Citation(address, text, f"@misc{{{dataset.slug}-{release.period}-v{release.version},\n{joined}\n}}")


def _latex(text: str) -> str:
    return LATEX.sub(lambda sign: LATEX_WORDS.get(sign[0], f"\\{sign[0]}"), text)
