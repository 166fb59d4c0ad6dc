"""The price list (中选价格清单) of the health commission: goods bought in common, the price of a piece in the cell.

Here belongs the list alone. Items of the procurement centre's awards belong to `award_items`.
"""

from samples.city import YEAR
from samples.page import Book, Cell

_HEADERS = ("序号", "通用名", "剂型", "规格", "包装", "生产企业", "投标企业", "价格", "备注")
# 通用名, 剂型 and, of each 规格: 包装, who makes it, who offers it, price as printed.
_INJECTION, _POWDER = "注射剂", "冻干粉针剂"
_GOODS: tuple[tuple[str, str, tuple[tuple[str, ...], ...]], ...] = (
    (
        *("流感病毒裂解疫苗", _INJECTION),
        (("0.5ml", "1支/盒", "远岫", "松涛湾", "58.00元/支"), ("0.25ml", "1支/盒", "远岫", "松涛湾", "38.00元/支")),
    ),
    ("水痘减毒活疫苗", _INJECTION, (("0.5ml", "1瓶/盒", "青禾", "云杉", "136.00元/瓶"),)),
    (
        *("冻干人用狂犬病疫苗", _POWDER),
        (
            ("0.5ml", "5瓶/盒", "泽川", "石桥", "82.00元/支"),
            ("1.0ml", "4支/盒", "泽川", "石桥", "82.00元/支"),
            ("1.0ml", "5支/盒", "北辰岭", "石桥", "69.00元/支"),
        ),
    ),
    ("b型流感嗜血杆菌结合疫苗", _INJECTION, (("0.5ml", "1支/盒", "澄湖", "明渠", "95.50元/支"),)),
    (
        *("23价肺炎球菌多糖疫苗", _INJECTION),
        (("0.5ml", "1支/盒", "星垣", "明渠", "198.00元/支"), ("0.5ml", "1瓶/盒", "朝原", "云杉", "192.00元/瓶")),
    ),
)
_COMPANY = "示例市{}生物制品有限公司"


def price_list() -> bytes:
    """The list as a workbook; a name stands in one merged cell for all its sizes."""
    book = Book()
    page = book.page("价格清单")
    page.put("A1:I1", f"示例市{YEAR}年非免疫规划疫苗中选价格清单", book.title)
    for letter, name in zip("ABCDEFGHI", _HEADERS, strict=True):
        page.put(f"{letter}3", name, book.head)
    row = 4
    for number, (name, form, sizes) in enumerate(_GOODS, 1):
        last = row + len(sizes) - 1
        cells: tuple[Cell, ...] = (number, name, form)
        for letter, value in zip("ABC", cells, strict=True):
            page.put(f"{letter}{row}:{letter}{last}" if last > row else f"{letter}{row}", value, book.head)
        for size, packing, maker, seller, price in sizes:
            page.row(row, [size, packing, _COMPANY.format(maker), f"示例市{seller}医药有限公司", price], "D")
            row += 1
    return book.content()
