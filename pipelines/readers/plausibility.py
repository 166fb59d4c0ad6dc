"""How much a text looks like one that a person wrote, if its bytes are read in a given encoding.

Here belongs the judgement of characters: which are frequent, which stand together. Choosing an encoding belongs to
`encoding`.
"""

import re
import unicodedata
from functools import cache

HANZI_CODECS = ("gb18030", "big5hkscs")
HANGUL_CODECS = ("euc_kr",)
LATIN_CODECS = ("cp1252", "cp1250", "cp1254")
ALPHABET_CODECS = ("cp1251", "cp1253")

_UNKNOWN = "\ufffd"
_HANZI = re.compile(r"[\u3400-\u9fff\U00020000-\U0002ffff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3\u3000-\u303f\uff00-\uff60]*")
_HANGUL_SCORE, _ENOUGH_HANGUL = 0.9, 10
_WORD = re.compile(r"[^\W\d_]+")
_SMALL_THEN_CAPITAL = re.compile(r"[а-яёіїєα-ωά-ώ][А-ЯЁІЇЄΑ-Ω]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
#: Half of the characters of Chinese prose and tables, in both scripts.
_FREQUENT = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多"
    "经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日者意无力与长把机十民第公此已工使情明性知全三"
    "又关点正业外将两高间由问很最重并物手应向头文体政美相见被利什二等产或新己制身果加西月话合回特代内信表化老给世位次度门任常先"
    "海通教原东声提立及比员解水名真论处义各入几口认条平系气题活更别变四神总何电数安少报才结反受目量再建务做接必场件计管期市直德"
    "资山金指许统区保至队形社便空决治展科司五基书非则达光放强即难且权设式色路记南品住告类求据程北边张该交规万取格望术领共确传师"
    "观清今切院导运预算收支购采项契约额单亿元编码称财税局委厅省县镇街招标投供商服备注育农林医疗卫房障环境费补助款专济率增减值"
    "們來國說時會對過發後裡經麼學現當沒動還進樣開從實無與長機關點業將兩間問並應頭體見產話給門東聲員論處義幾認條係氣題變電數報"
    "結務場計資書則達強難權設記類據邊張該規領確傳師觀導運預購項約額單億編碼稱財稅廳縣鎮標備註農醫療衛環費補專濟減總採"
)
#: The letters beyond ASCII of languages that share an encoding: real text keeps to those of one language.
_LANGUAGES = {
    "cp1252": (
        *("àâæçéèêëîïôœùûüÿ", "áéíñóúüªº¿¡", "ãáàâçéêíóôõúüªº", "äöüß", "åäöæøéü", "àèéìíîòóùú", "éëïöüèáóíê"),
        "áðéíóúýþæö",
    ),
    "cp1250": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž", "äöüß"),
    "cp1254": ("âçğıiöşüîû",),
}
_FREQUENT_LETTERS = {"cp1251": frozenset("оеаинтсрвлкi"), "cp1253": frozenset("αοιετσνρκπςάόίέή")}
_HANZI_SURE, _LETTERS_SURE = 0.25, 0.4
_ALONE, _LONGEST_RUN = 0.3, 2
_COST_OF_UNKNOWN = 10


def plausibility(text: str, codec: str) -> float:
    """From 0 to 1, for a text with characters beyond ASCII that was decoded by `codec` with replacement characters.

    Each replacement character weighs ten times: what does not decode speaks louder than what does.
    """
    runs = _BEYOND_ASCII.findall(text)
    total = sum(map(len, runs))
    unknown = text.count(_UNKNOWN)
    if not total or unknown * _COST_OF_UNKNOWN >= total:
        return 0.0
    if codec in HANZI_CODECS:
        score = _chinese("".join(runs), codec)
    elif codec in HANGUL_CODECS:
        score = _korean("".join(runs))
    elif codec in LATIN_CODECS:
        score = _latin(text, codec, total)
    else:
        score = _alphabet(text, codec, total)
    return max(0.0, score - unknown * _COST_OF_UNKNOWN / total)


def _chinese(characters: str, codec: str) -> float:
    """How many characters are of the everyday part of the code table, and how many hanzi are frequent ones."""
    everyday = _everyday(codec)
    common = sum(character in everyday for character in characters) / len(characters)
    hanzi = _HANZI.findall(characters)
    if not hanzi:
        return common
    frequent = sum(character in _FREQUENT for character in hanzi) / len(hanzi)
    return 0.6 * common + 0.4 * min(1.0, frequent / _HANZI_SURE)


def _korean(characters: str) -> float:
    """Nothing but hangul, and enough of it: half of the first-level hanzi of GB 2312 read as hangul too."""
    return _HANGUL_SCORE if len(characters) >= _ENOUGH_HANGUL and _HANGUL.fullmatch(characters) else 0.0


@cache
def _everyday(codec: str) -> frozenset[str]:
    """Punctuation and first-level hanzi: GB 2312 zones 1 to 3 and 16 to 55; Big5 A1 to A3 and A4 to C6."""
    gb = codec == "gb18030"
    leads = (*range(0xA1, 0xA4), *(range(0xB0, 0xD8) if gb else range(0xA4, 0xC7)))
    trails = range(0xA1, 0xFF) if gb else (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    pairs = (bytes((lead, trail)) for lead in leads for trail in trails)
    return frozenset("".join(pair.decode(codec, "ignore") for pair in pairs))


def _latin(text: str, codec: str, total: int) -> float:
    """Letters beyond ASCII stand among ASCII letters, and are those of one language; signs stand alone."""
    letters: dict[str, int] = {}
    weight = 0.0
    for run in _BEYOND_ASCII.finditer(text):
        # Words of one letter (à, ó) stand alone; longer runs are bytes of something else.
        touches = (
            len(run.group()) == 1 or (text[run.start() - 1 : run.start()] + text[run.end() : run.end() + 1]).isalpha()
        )
        for character in run.group():
            if not character.isalpha():
                weight += 1.0 if len(run.group()) == 1 else _ALONE
            else:
                worth = 1.0 if touches and len(run.group()) <= _LONGEST_RUN else _ALONE
                letters[character.lower()] = letters.get(character.lower(), 0) + 1
                weight += worth
    known = max(sum(count for letter, count in letters.items() if letter in each) for each in _LANGUAGES[codec])
    foreign = sum(letters.values()) - known
    return (weight - foreign * 0.5) / total


def _alphabet(text: str, codec: str, total: int) -> float:
    """Words of one alphabet, in which no capital follows a small letter, and frequent letters are frequent."""
    script = "CYRILLIC" if codec == "cp1251" else "GREEK"
    good = frequent = letters = 0
    for word in _WORD.findall(text):
        beyond = [character for character in word if character > "\x7f"]
        if all(unicodedata.name(character, "").startswith(script) for character in word):
            letters += len(word)
            frequent += sum(character in _FREQUENT_LETTERS[codec] for character in word.lower())
            good += 0 if _SMALL_THEN_CAPITAL.search(word) else len(beyond)
    if not letters:
        return 0.0
    good += sum(not character.isalpha() for character in text if character > "\x7f")
    return good / total * min(1.0, frequent / letters / _LETTERS_SURE)
