"""Names with faults, and names of organisations."""

import pytest

from gongkai.values.names import closest, name_key

TAXES = [
    "增值税",
    "营业税",
    "企业所得税",
    "企业所得税退税",
    "个人所得税",
    "资源税",
    "城市维护建设税",
    "房产税",
    "印花税",
]
TAXES += ["城镇土地使用税", "土地增值税", "车船税", "耕地占用税", "契税", "烟叶税", "其他税收收入"]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("增值况", "增值税"),
        ("个入所得税税", "个人所得税"),
        ("车般税", "车船税"),
        ("契", "契税"),
        ("城镇1土地使用税", "城镇土地使用税"),
        ("增值税Value Added Tax", "增值税"),
        ("增 值 税", "增值税"),
    ],
)
def test_a_fault_is_seen_through_where_the_order_expects_the_name(printed: str, meant: str) -> None:
    found = closest(printed, TAXES, TAXES.index(meant))
    assert found is not None
    assert found.name == meant


def test_a_long_name_is_recognised_without_its_place() -> None:
    found = closest("社会保障和就此", ["社会保障和就业", "医疗卫生", "住房保障支出"])
    assert found is not None
    assert (found.name, found.confidence) == ("社会保障和就业", 0.86)


def test_two_faults_that_do_not_touch_are_seen_through_in_a_long_name() -> None:
    found = closest("资源堪探电力信息等亊务", ["资源勘探电力信息等事务", "资源勘探信息等支出"])
    assert found is not None
    assert found.name == "资源勘探电力信息等事务"


@pytest.mark.parametrize("printed", ["增值况", "车般税", "契"])
def test_a_short_name_is_not_recognised_without_its_place(printed: str) -> None:
    assert closest(printed, TAXES) is None


def test_a_short_name_is_not_recognised_in_another_place() -> None:
    assert closest("契", TAXES, near=0) is None


def test_the_same_name_is_certain() -> None:
    found = closest("规划和自然 资源局（本级）", ["规划和自然资源局(本级)"])
    assert found is not None
    assert (found.name, found.confidence) == ("规划和自然资源局(本级)", 1.0)


def test_two_names_equally_near_are_no_match() -> None:
    assert closest("社会保障和就业某支出", ["社会保障和就业甲支出", "社会保障和就业乙支出"]) is None


def test_a_name_that_stands_twice_in_the_list_is_one_name() -> None:
    found = closest("援助其它地区支出", ["援助其他地区支出", "国防支出", "援助其他地区支出"])
    assert found is not None
    assert found.name == "援助其他地区支出"


@pytest.mark.parametrize(
    ("printed", "other"),
    [
        ("预算数", "决算数"),
        ("市级支出", "区级支出"),
        ("上年结余收入", "本年结余收入"),
        ("教育支出", "体育支出"),
        ("国有资本经营预算收入", "国有资本经营收入"),
        ("商业服务业等事务", "商业服务业等支出"),
        ("2019年结余资金安排", "2018年结余资金安排"),
        ("项目2", "项目1"),
        ("土地增值税", "增值税"),
        ("国防", "外交"),
        ("", "增值税"),
        ("税", ""),
    ],
)
def test_another_name_is_never_taken_for_a_fault(printed: str, other: str) -> None:
    assert closest(printed, [other], near=0) is None


def test_nothing_is_near_when_there_are_no_names() -> None:
    assert closest("增值税", []) is None


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("示例（无锡）生物制药有限公司", "示例(无锡)生物制药有限公司"),
        (" 示例 城建\n集团有限责任公司 ", "示例城建集团有限责任公司"),
        ("甲公司(生产企业：Alpha Limited)", "甲公司"),
        ("甲公司（生产企业：乙（大连）公司）", "甲公司"),
        ("甲公司（联合体牵头人）", "甲公司"),
        ("甲局（原乙局）", "甲局"),
        ("甲公司（原乙公司）（联合体牵头人）", "甲公司"),
        ("甲公司（西林）", "甲公司(西林)"),
        ("甲局（生产服务中心）", "甲局(生产服务中心)"),
        ("(生产企业)", "(生产企业)"),
        ("甲公司)", "甲公司)"),
        ("“甲”公司", "甲公司"),
        ("ALPHA  Beta & Co", "alpha beta & co"),
        ("甲局" + "(原乙局)" * 5000, "甲局"),
        ("", ""),
    ],
    ids=lambda text: text[:20],
)
def test_names_of_organisations_are_compared_without_remarks(printed: str, key: str) -> None:
    assert name_key(printed) == key
