"""Tables of web pages, and workbooks that are web pages: texts, spans, and the lines that stand over a table."""

from pathlib import Path

import pytest

from pipelines.readers import Grid, Merge, Unreadable, limits
from pipelines.readers.html import read_html

TABLE = "<table><tr><td>科目</td><td>金额</td></tr><tr><td>税收收入</td><td>205.00</td></tr></table>"


def grids(folder: Path, page: str | bytes) -> list[Grid]:
    path = folder / "预算.xls"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return read_html(path)


def only(folder: Path, page: str | bytes) -> Grid:
    [grid] = grids(folder, page)
    return grid


def reason(folder: Path, page: str | bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        grids(folder, page)
    return caught.value.reason_key


def test_every_table_is_a_grid_and_its_caption_is_its_name(tmp_path: Path) -> None:
    named = TABLE.replace("<table>", "<table><caption> 收入\n总表 </caption>")
    found = grids(tmp_path, f"<html><body>{TABLE}{named}{named}<table><tr><td>一行</td></tr></table></body></html>")
    assert [grid.sheet for grid in found] == ["table 1", "收入 总表", "收入 总表 (3)"]
    assert found[0].rows == [["科目", "金额"], ["税收收入", "205.00"]]
    assert found[0].printed == []


def test_the_lines_over_a_table_are_its_first_rows(tmp_path: Path) -> None:
    page = f"<title>网页</title><script>var a = '<table>';</script><h2>2024年收入表</h2><p>单位：万元</p>{TABLE}<p>注：无</p>"
    grid = only(tmp_path, page)
    assert [row[0] for row in grid.rows] == ["2024年收入表", "单位：万元", "科目", "税收收入"]


def test_a_table_that_only_frames_another_is_none(tmp_path: Path) -> None:
    page = f"<table><tr><td>2024年收入表</td></tr><tr><td>单位：万元 {TABLE}</td></tr><tr><td>尾</td></tr></table>"
    grid = only(tmp_path, page)
    assert [row[0] for row in grid.rows] == ["2024年收入表", "单位：万元", "科目", "税收收入"]


def test_a_table_of_data_keeps_its_rows_when_a_cell_holds_another_table(tmp_path: Path) -> None:
    rows = "<tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr>"
    inner, outer = grids(tmp_path, f"<table>{rows}<tr><td>丙</td><td>{TABLE}</td></tr></table>")
    assert inner.rows[0] == ["科目", "金额"]
    assert outer.rows == [["甲", "1"], ["乙", "2"], ["丙", ""]]


def test_spans_are_merged_and_cells_stand_where_a_browser_puts_them(tmp_path: Path) -> None:
    page = (
        "<table><tr><th rowspan=2>科目<th colspan='2'>金额<tr><th>预算<th>决算"
        "<tr><td>税收<td>1<td>2<tr><td colspan=3 rowspan=99999>注</table>"
    )
    grid = only(tmp_path, page)
    assert grid.rows == [["科目", "金额", ""], ["", "预算", "决算"], ["税收", "1", "2"], ["注", "", ""]]
    assert grid.merged[:2] == [Merge(1, 1, 2, 1), Merge(1, 2, 1, 3)]


def test_text_as_a_browser_shows_it(tmp_path: Path) -> None:
    page = (
        "<table><tr><td>一般公共\n   预算<br>支出<td>&nbsp;&nbsp;其中：<b>教</b>育<tr><td><p>甲</p><p>乙</p><td>&nbsp;"
        "<tr><td>a&lt;b&#20803;<td><span style='display:none'>全文</span></table>"
    )
    grid = only(tmp_path, page)
    assert grid.rows == [["一般公共 预算\n支出", "  其中：教育"], ["甲\n乙", ""], ["a<b元", "全文"]]


def test_title_and_unit_in_a_table_of_their_own_stand_over_the_next(tmp_path: Path) -> None:
    heading = (
        "<table><tr><td colspan=2>2024年收入表</td></tr><tr><td>填报单位：某局</td><td>单位：万元</td></tr></table>"
    )
    assert only(tmp_path, f"<p>附件1</p>{heading}{TABLE}").rows[:4] == [
        ["附件1", ""],
        ["2024年收入表", ""],
        ["填报单位：某局 单位：万元", ""],
        ["科目", "金额"],
    ]


def test_an_empty_form_is_no_heading_of_the_next_table(tmp_path: Path) -> None:
    form = "<table><tr><td>科目</td><td>金额</td></tr><tr><td colspan=2>本表无数据</td></tr></table>"
    assert [len(grid.rows) for grid in grids(tmp_path, form + TABLE)] == [2, 2]


def test_numbers_that_a_spreadsheet_wrote_into_its_page(tmp_path: Path) -> None:
    page = (
        "<table><tr><td x:num='2161.1'>2,161.10</td><td x:num>205</td><td x:num='0.8232'>82%</td></tr>"
        "<tr><td x:num='45356'>2024年3月5日</td><td x:str>01</td><td sdval='12.5'>12.50</td></tr></table>"
    )
    grid = only(tmp_path, page)
    assert grid.rows == [["2161.1", "205", "82.32%"], ["2024年3月5日", "01", "12.5"]]
    assert grid.printed == [["2,161.10", "205", "82%"], ["", "", "12.50"]]


def test_hidden_rows_columns_and_cells(tmp_path: Path) -> None:
    page = (
        "<table><col><col span=2 style='display:none'><tr><td>a<td>b<td>c<td>d</tr>"
        "<tr style='DISPLAY: none'><td>e</tr><tr><td style='display:none'>x</td><td>f</tr></table>"
    )
    grid = only(tmp_path, page)
    assert grid.rows == [["a", "b", "c", "d"], ["e", "", "", ""], ["f", "", "", ""]]
    assert (grid.hidden_rows, grid.hidden_columns) == ({2}, {2, 3})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("declared", ["", "<meta charset=gb2312>", "<meta charset='iso-8859-1'>"])
def test_the_encoding_is_that_of_the_bytes(tmp_path: Path, encoding: str, declared: str) -> None:
    text = f"{declared}<p>全市一般公共预算收入完成情况表，单位：万元</p>{TABLE}"
    assert only(tmp_path, text.encode(encoding)).rows[1] == ["科目", "金额"]


def test_rare_characters_that_only_the_wider_encoding_has(tmp_path: Path) -> None:
    rare = TABLE.replace("税收收入", "㙍镇")
    page = f"<meta http-equiv=Content-Type content='text/html; charset=gb2312'>{rare}".encode("gb18030")
    assert only(tmp_path, page).rows[1][0] == "㙍镇"


def test_pages_that_hold_no_table_say_so(tmp_path: Path) -> None:
    assert reason(tmp_path, "<html><body><p>登录超时</p></body></html>") == "unsupported"
    with pytest.raises(Unreadable, match="frames"):
        grids(tmp_path, "<html><frameset><frame src='sheet001.htm'></frameset></html>")


def test_half_a_page_is_refused(tmp_path: Path) -> None:
    page = f"<html><body>{TABLE}{TABLE}</body></html>"
    assert reason(tmp_path, page[: page.rindex("205")]) == "truncated"


def test_pages_have_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = "<tr>" + "<td colspan=99999>a" * 20 + "</tr><tr><td>b</tr>"
    assert reason(tmp_path, f"<table>{wide}</table>") == "too_large"
    assert reason(tmp_path, "<table><tr><td>" * 1001 + "</table>" * 1001) == "too_large"
    monkeypatch.setattr(limits, "MAX_HTML_CELLS", 3)
    assert reason(tmp_path, TABLE) == "too_large"
    monkeypatch.setattr(limits, "MAX_HTML_BYTES", 30)
    assert reason(tmp_path, TABLE) == "too_large"


@pytest.mark.parametrize(
    "end", ["<td colspan=1000></td>" * 21_000, "<td colspan=999 rowspan=65534></td>" + "<tr>" * 30_000]
)
def test_spans_without_end_are_refused_before_they_are_followed(tmp_path: Path, end: str) -> None:
    assert reason(tmp_path, f"<table><tr><td>科目<td>金额</tr><tr><td>税收<td>1</tr><tr>{end}</table>") == "too_large"


def test_any_depth_is_read_to_its_end(tmp_path: Path) -> None:
    assert only(tmp_path, "<div>" * 5000 + TABLE).rows[1] == ["税收收入", "205.00"]
    nested = "<table><tr><td>" * 500 + TABLE + "</table>" * 500
    assert only(tmp_path, nested).rows[-1] == ["税收收入", "205.00"]
