"""What was bought for how much a piece: the items (标的) of the centre's awards of goods.

Here belong items and their rows. The price list of the health commission belongs to `price_list`.
"""

from samples.city import YEAR
from samples.purchase_rows import Row, yuan
from samples.purchase_tables import awards
from samples.purchases import Purchase, purchases

# Faults product-wrong, items-not-award: by notice and item, what is printed instead.
_FAULTS: dict[tuple[str, str], Row] = {
    ("SLJG2026-GK-0251", "1"): {"数量": "9"},
    ("SLJG2026-XJ-0326", "2"): {"单价": "2552.50", "金额": "2552.50"},
}
_PIECES = {"A0201": ("台", 30), "A0232": ("台", 8), "A0203": ("辆", 6), "A0501": ("套", 60), "A0504": ("箱", 200)}


def items(year: int) -> list[Row]:
    """Two items of each award of goods in a year: pieces of one kind, and what goes with them."""
    told = {row["公告编号"] for row in awards(year, 1)}
    found = [each for each in purchases(year) + purchases(YEAR) * (year < YEAR) if each.award_no in told]
    goods = [each for each in found if each.item_class == "货物"]
    return [row | _FAULTS.get((row["公告编号"], row["序号"]), {}) for each in goods for row in _items(each)]


def _items(found: Purchase) -> tuple[Row, Row]:
    unit, most = _PIECES.get(found.category[:5], ("件", 40))
    pieces = 2 + found.price % (most - 1)
    price = found.price * 94 // 100 // pieces // 100 * 100
    beside = found.price - pieces * price
    return (
        _item(found, "1", found.subject, f"{pieces}", unit, price, pieces * price),
        _item(found, "2", "配套附件及安装调试", "1", "项", beside, beside),
    )


def _item(found: Purchase, number: str, name: str, pieces: str, unit: str, price: int, amount: int) -> Row:
    return {
        "序号": number,
        "标的名称": name,
        "公告编号": found.award_no,
        "项目编号": found.number,
        "包号": "1",
        "品牌": "示例牌",
        "规格型号": f"SL-{found.price % 900 + 100}",
        "产地": "示例市",
        "中标供应商": found.supplier,
        "数量": pieces,
        "计量单位": unit,
        "单价": yuan(price),
        "金额": yuan(amount),
        "备注": "",
    }
