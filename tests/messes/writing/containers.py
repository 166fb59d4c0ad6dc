"""Messes of whole files: encodings, false names, old and encrypted formats, damage."""

from tests.messes.writing.books import Cell, html, ods, spreadsheetml, xls, xlsx, zipped
from tests.messes.writing.encrypted import encrypted_xls, encrypted_xlsx
from tests.messes.writing.forms import budget, contract_sheet, project, projects
from tests.messes.writing.values import as_table, text
from tests.support.sheets import contract, contracts

Files = dict[str, bytes]
TWO = (contract("HT-1"), contract("HT-2", 供应商="示例市㙍泉科技有限公司"))


def encodings() -> Files:
    plain = contracts(contract("HT-1"), contract("HT-2"))
    table = as_table(contract_sheet({}, {}))
    return {
        # 㙍 stands in GB18030 and not in GBK.
        "23_encodings/contracts_2026_gb18030.csv": contracts(*TWO, encoding="gb18030"),
        "23_encodings/contracts_2026_utf8_bom.csv": contracts(*TWO, encoding="utf-8-sig"),
        "23_encodings/contracts_2026_twice.csv": plain.decode().encode("gb18030").decode("latin-1").encode(),
        "23_encodings/contracts_2026_utf16.xls": text(table, "\t", "utf-16"),
    }


def false_names() -> Files:
    sheet = contract_sheet({}, {})
    table = as_table(sheet)
    plain = contracts(contract("HT-1"), contract("HT-2"))
    return {
        "24_false_names/contracts_html.xls": html(table),
        "24_false_names/contracts_xml.xls": spreadsheetml("合同", table),
        "24_false_names/contracts_csv_2026.xls": plain,
        "24_false_names/contracts_zip_2026.xls": zipped({"合同_2026.csv": plain}),
        "24_false_names/contracts_biff.xlsx": xls({"合同": sheet}),
        "24_false_names/contracts_wps.et": xls({"合同": sheet}),
        "24_false_names/contracts_ods.xls": ods("合同", table),
    }


def biff() -> Files:
    row = project(1, 总投资=Cell(1234.5, "#,##0.00"), 年度计划投资=Cell(500, "#,##0"))
    return {"25_biff8/projects.xls": xls({"重大建设项目库": projects(row)}, rich=[(4, 1), (4, 6)])}


def passwords() -> Files:
    return {
        "26_default_password/budget.xls": encrypted_xls(xls({"部门支出总表": budget()})),
        "26_default_password/budget.xlsx": encrypted_xlsx(xlsx({"部门支出总表": budget()})),
        "26_default_password/own_password.xlsx": encrypted_xlsx(xlsx({"部门支出总表": budget()}), "示例123"),
    }


def broken() -> Files:
    whole = xlsx({"部门支出总表": budget()})
    return {
        "42_broken_files/empty.xlsx": b"",
        "42_broken_files/truncated.xlsx": whole[: len(whole) // 2],
        "42_broken_files/truncated.xls": xls({"部门支出总表": budget()})[:2048],
    }
