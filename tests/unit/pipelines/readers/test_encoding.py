"""Encodings are told apart by how the text reads, and what cannot be told is refused with its place."""

from pathlib import Path

import pytest

from pipelines.readers import Unreadable, limits, sniff, sniff_text, text_grid, to_utf8
from pipelines.readers.encoding import detect_encoding

CONTRACTS = "合同编号,采购人,合同金额（元）\nHT-1,示例市教育局,205.00\n"
TRADITIONAL = "本機關辦理採購契約金額與預算數如下,單位為新臺幣元\n臺北市政府教育局,205\n"
FRENCH = "Libellé;Montant\nDépenses de l’enseignement supérieur à l'été;205 €\n"
SPANISH = "Número;Descripción\n1;EDUCACIÓN Y NIÑOS, AÑO 2016\n"
GERMAN = "Straße;Größe\nÜbertragung der Mittel für Schulgebäude;3\n"
BRITISH = "Name,Amount £\nSchool – North,£205\n"
POLISH = "Nazwa;Wartość\nŻegluga śródlądowa;205,00\nUrząd Miasta Łodzi;3\n"
CZECH = "Název;Částka\nMinisterstvo školství, mládeže a tělovýchovy;205\n"
HUNGARIAN = "Megnevezés;Összeg\nEgészségügyi és felsőoktatási kiadások;205\n"
RUSSIAN = "Наименование,Сумма\nРасходы на образование,205.00\nВСЕГО,3\n"
CAPITALS = "БЮДЖЕТ МИНИСТЕРСТВО;СУММА\nОБРАЗОВАНИЕ;3\n"
GREEK = "Περιγραφή;Ποσό\nΔαπάνες εκπαίδευσης;205\n"
TURKISH = "Açıklama;Tutar\nEğitim giderleri ve sağlık;205\nİlçe şube;3\n"
JAPANESE = "款,項,金額\nこれは教育費の予算です,カタカナ,3\n教育委員会の費用について\n"
KOREAN = "항목,금액\n교육청 예산,3\n서울특별시 교육비\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CONTRACTS, "gb18030"),
        ("地区,2016\n北京,1\n天津,2\n内蒙古,3\n辽宁,3\n", "gb18030"),
        ("姓名,年龄\n王斌,3\n", "gb18030"),
        ("Region：X\nYear：2017\nIndicators,2017\nBudgetary Revenue,2812.45\n", "gb18030"),
        ("名称,备注\n㐂镕,𠮷\n示例市教育局,预算支出\n", "gb18030"),
        (TRADITIONAL, "big5"),
        (FRENCH, "cp1252"),
        (SPANISH, "cp1252"),
        (GERMAN, "cp1252"),
        (BRITISH, "cp1252"),
        (POLISH, "cp1250"),
        (CZECH, "cp1250"),
        (HUNGARIAN, "cp1250"),
        (RUSSIAN, "cp1251"),
        (CAPITALS, "cp1251"),
        (GREEK, "cp1253"),
        (TURKISH, "cp1254"),
        (JAPANESE, "shift_jis"),
        (KOREAN, "euc_kr"),
    ],
)
def test_a_text_is_read_as_it_was_written(text: str, encoding: str) -> None:
    content = text.encode(encoding)
    found = detect_encoding(content, whole=True)
    assert content.decode(found.name) == text
    assert 0.4 <= found.confidence <= 1


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [CONTRACTS, TRADITIONAL, RUSSIAN, POLISH, KOREAN])
def test_utf_16_needs_no_mark(text: str, encoding: str) -> None:
    assert detect_encoding(text.encode(encoding), whole=True).name == encoding


def test_the_sign_that_tells_may_come_late(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SMALL_TEXT", 100)
    monkeypatch.setattr(limits, "SAMPLE_BYTES", 100)
    export = tmp_path / "a.csv"
    export.write_bytes(b"name,amount\n" + b"school,205\n" * 50 + "School – North,£205\n".encode("cp1252"))
    assert sniff_text(export).encoding == "cp1252"


@pytest.mark.parametrize(("original", "misread"), [("gb18030", "latin-1"), ("gb18030", "cp1252"), ("utf-8", "latin-1")])
def test_a_text_converted_twice_is_turned_back_and_says_so(tmp_path: Path, original: str, misread: str) -> None:
    text = "Database：分省年度数据\n指标,2017\n地方财政收入,2812.45\n"
    wrong = text.encode(original).decode(misread)
    assert original != "gb18030" or wrong.startswith("Database£º")
    export = tmp_path / "a.csv"
    export.write_text(wrong, encoding="utf-8", newline="")
    fmt = sniff_text(export)
    assert (fmt.repaired, fmt.original, fmt.encoding) == (True, original, "utf-8")
    assert text_grid(export, fmt).rows[0][0] == "Database：分省年度数据"
    to_utf8(export, fmt, tmp_path / "b.csv")
    assert (tmp_path / "b.csv").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("text", [FRENCH, "Año,£\n2017,½\n", "a,b\n1,2\n", CONTRACTS])
def test_a_text_converted_once_is_left_alone(tmp_path: Path, text: str) -> None:
    export = tmp_path / "a.csv"
    export.write_text(text, encoding="utf-8")
    assert not sniff_text(export).repaired


@pytest.mark.parametrize(("encoding", "stray"), [("utf-8", b"\xff"), ("utf-8", b"\xb5\xc4"), ("gb18030", b"\xff")])
def test_a_stray_byte_is_named_with_its_place_and_changes_no_choice(
    tmp_path: Path, encoding: str, stray: bytes
) -> None:
    export = tmp_path / "a.csv"
    good = (CONTRACTS * 20).encode(encoding)
    export.write_bytes(good + b"HT-2," + stray + b",3\n" + good)
    fmt = sniff_text(export)
    assert fmt.encoding == encoding
    with pytest.raises(Unreadable, match=rf"not {encoding} at byte {len(good) + 5}, line 41") as met:
        text_grid(export, fmt)
    assert (met.value.reason_key, met.value.line) == ("encoding", 41)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_nul_is_named_with_its_place(tmp_path: Path, encoding: str) -> None:
    export = tmp_path / "a.csv"
    good = (CONTRACTS * 20).encode(encoding)
    export.write_bytes(good + b"HT-2,\0,3\n")
    assert sniff(export).kind == "csv"
    with pytest.raises(Unreadable, match=rf"NUL at byte {len(good) + 5}, line 41"):
        text_grid(export, sniff_text(export))
