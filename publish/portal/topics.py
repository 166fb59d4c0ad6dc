"""What the pages by topic are about: the datasets behind budget, procurement and projects, and the site's navigation.

A city that has switched none of a topic's datasets on has no pages of it; of one it lacks, the page leaves a part out.
"""

from dataclasses import dataclass

from gongkai.contract import Text
from gongkai.home import Home


@dataclass(frozen=True)
class Topic:
    """A topic; without at least one of the datasets it `needs` it has no pages."""

    name: str
    title: Text
    needs: tuple[str, ...]


BUDGET = Topic(
    "budget", Text(zh="预算", en="Budget"), ("budget/government_expenditure", "budget/government_final_expenditure")
)
PROCUREMENT = Topic("procurement", Text(zh="采购", en="Procurement"), ("procurement/contracts",))
PROJECTS = Topic("projects", Text(zh="项目", en="Projects"), ("projects/major_projects",))
TOPICS = (BUDGET, PROCUREMENT, PROJECTS)
#: What the folders of datasets are called that have no topic of their own.
FURTHER = {"disclosure": Text(zh="其他公开事项", en="Other disclosure")}
#: Pages that every city has, beside its topics.
OTHERS = (
    ("datasets/index.html", Text(zh="数据集", en="Datasets")),
    ("quality/index.html", Text(zh="数据质量", en="Data quality")),
    ("sql/index.html", Text(zh="查询", en="SQL")),
    ("about/index.html", Text(zh="关于", en="About")),
)


def has(home: Home, topic: Topic) -> bool:
    """Whether the city has pages of a topic."""
    return any(dataset in home.contracts for dataset in topic.needs)


def navigation(home: Home) -> tuple[tuple[str, Text], ...]:
    """The address and title of each entry of the navigation."""
    topics = ((f"{topic.name}/index.html", topic.title) for topic in TOPICS if has(home, topic))
    return (*topics, *OTHERS)


def theme(domain: str) -> Text:
    """What a folder of datasets is called; its own name where nobody has given it another."""
    topics = {topic.name: topic.title for topic in TOPICS}
    return {**topics, **FURTHER}.get(domain) or Text(zh=domain, en=domain)
