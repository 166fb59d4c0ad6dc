"""The fictional bodies of the planted faults: departments that lend their name to one fault each, companies, and codes
with right and with wrong check characters.

Here belongs who takes part. What they buy and build stands in `base`.
"""

from dataclasses import dataclass
from functools import cache

from samples.identifiers import project_code, uscc

#: The number that the standard of identity numbers, GB 11643, prints as its example.
EXAMPLE_IDENTITY = "11010519491231002X"
COMPANIES = {
    "pc": ("示例市晨禾电脑有限公司", "MA9QA001"),
    "print": ("示例市墨岭办公设备有限公司", "MA9QA002"),
    "clean": ("示例市净川物业服务有限公司", "MA9QA003"),
    "soft": ("示例市星桥软件有限公司", "MA9QA004"),
    "build": ("示例市筑和建设工程有限公司", "MA9QA005"),
    "build2": ("示例市恒砌建筑有限公司", "MA9QA006"),
    "build3": ("示例市拓基工程有限公司", "MA9QA007"),
    "designer": ("示例市图衡建筑设计有限公司", "MA9QA008"),
    "supervisor": ("示例市正监工程监理有限公司", "MA9QA009"),
    "agency": ("示例市明招采购代理有限公司", "MA9QA010"),
    "other": ("示例市远拓商贸有限公司", "MA9QA011"),
}
#: A body that no register knows.
STRANGER = ("示例市群众艺术推广中心", "MB9Q0999")
#: The procurement centre, which sends the lists of all departments that do not send their own.
CENTRE = ("900", "示例市政府采购中心", "MB9Q0900")
FIRST_CODE = 901


@dataclass(frozen=True)
class Body:
    """A body and its 统一社会信用代码."""

    name: str
    code: str

    @property
    def code_mistyped(self) -> str:
        """The code with another check character."""
        return self.code[:-1] + ("1" if self.code[-1] != "1" else "2")

    @property
    def code_with_o(self) -> str:
        """The code, its first zero typed as the letter O."""
        return self.code.replace("0", "O", 1)


def company(kind: str, name: str, part: str) -> Body:
    """A body with the credit code of its kind (91 企业, 12 事业单位)."""
    return Body(name, uscc(kind, part))


def department(number: int) -> tuple[str, Body]:
    """The code of a department in the city's register, and the department."""
    code = str(FIRST_CODE + number)
    return code, company("11", f"示例市第{number + 1}试点局", f"MB9Q0{code}")


def register(count: int) -> str:
    """organisations.csv of the centre and so many departments."""
    lines = ["code,name,short_name,kind,uscc,parent,inbox,valid_from,valid_to"]
    centre, name, part = CENTRE
    for code, body in ((centre, company("12", name, part)), *map(department, range(count))):
        lines.append(f"{code},{body.name},{body.name},行政单位,{body.code},,{code},2019-01-01,")
    return "\n".join(lines) + "\n"


@cache
def named(number: int) -> dict[str, object]:
    """What the placeholders of the base and of the faults stand for in a department."""
    code, buyer = department(number)
    project = project_code("2402", "04", "01", int(code))
    return {
        "d": code,
        "buyer": buyer,
        "stranger": company("12", *STRANGER),
        "project": project,
        "project_mistyped": project[:-1] + str((int(project[-1]) + 1) % 10),
        "project_month_13": project_code("2413", "04", "01", int(code)),
        "identity": EXAMPLE_IDENTITY,
        **{key: company("91", *each) for key, each in COMPANIES.items()},
    }
