"""What a platform of public trading (公共资源交易平台) shows of the city's purchases, as its interface answers.

Here belong the notices and the answer. The purchases belong to `purchases`.
"""

import hashlib
import json
from datetime import date

from samples import workdays
from samples.purchase_rows import tender
from samples.purchase_tables import every
from samples.purchases import TODAY, Purchase

_MIRROR = "示例省公共资源交易网（虚构）"
_PLATFORM = "示例市公共资源交易网（虚构）"
_KINDS = {"0201": "采购/资审公告", "0203": "采购合同"}


def interface(year: int) -> bytes:
    """The answer of the interface: notices and contracts of a month, one of them shown by a second platform, too."""
    found = [each for each in every() if each.tendered.year == year and each.tendered.month == 2]
    records = [_record(each.tendered, "0201", tender(each)["公告标题"]) for each in found]
    done = [each for each in every() if each.signed.year == year and each.signed <= TODAY]
    signed = [each for each in done if each.signed.day in (2, 9)]
    records += [_record(_announced(each), "0203", each.contract["合同名称"]) for each in _named_once(signed)]
    # Fault mirrored-notice: the same notice from another platform, under a number of its own.
    records.append(_record(found[3].tendered, "0201", tender(found[3])["公告标题"], _MIRROR))
    answer = {"code": 200, "message": "success", "data": {"records": records, "total": len(records), "size": 200}}
    return json.dumps(answer, ensure_ascii=False, indent=2).encode()


def _announced(found: Purchase) -> date:
    return min(TODAY, workdays.after(found.signed, 1))


def _named_once(found: list[Purchase]) -> list[Purchase]:
    names = [each.name for each in found]
    return [each for each in found if names.count(each.name) == 1]


def _record(day: date, kind: str, title: str, platform: str = _PLATFORM) -> dict[str, str | None]:
    number = hashlib.sha256(f"{day} {kind} {title} {platform}".encode()).hexdigest()[:36]
    return {
        "id": number,
        "publishTime": day.isoformat(),
        "transactionSourcesPlatformText": platform,
        "businessTypeText": "政府采购",
        "informationType": kind,
        "informationTypeText": _KINDS[kind],
        "province": "999900",
        "provinceText": "示例市",
        "title": title,
        "tenderProjectCode": None,
        "url": f"/information/deal/html/a/999900/{kind}/{day:%Y%m%d}/{number}.html",
    }
