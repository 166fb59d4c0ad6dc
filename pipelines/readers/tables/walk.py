"""From a header down: the body, what is printed again in it, its notes, and where the next table begins."""

from collections.abc import Collection
from dataclasses import dataclass, field

from gongkai.values.labels import fold, is_total, normalise
from pipelines.readers.tables.header import Header, header_at, numbered
from pipelines.readers.tables.kinds import kind
from pipelines.readers.tables.lines import (
    LONG,
    goes_on,
    is_carried,
    is_context,
    is_continued,
    is_no_data,
    is_note,
    is_page,
    is_prose,
    same_title,
)
from pipelines.readers.tables.paths import paths, spread
from pipelines.readers.tables.rows import is_context_row, is_title_row, labelled, over_values
from pipelines.readers.tables.sheet import Sheet


@dataclass
class Band:
    """A header and what belongs to it; `over` are the rows between the table before and this header."""

    over: range
    header: Header
    rows: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)


class Walk:
    """One walk down from a header; `band` fills on the way. Each row is looked at once, few of them closely."""

    def __init__(self, sheet: Sheet, band: Band, words: Collection[str]):
        self.sheet, self.band, self.words = sheet, band, words
        header = range(band.header.top, band.header.bottom + 1)
        self.header_rows = [list(map(normalise, sheet.cells[row])) for row in header]
        self.firsts = {next(filter(None, sheet.cells[row]), "") for row in header}
        held = sheet.holds(band.header.body)
        self.values = {column for column, told in enumerate(held) if told == "value"}
        self.value = min(self.values, default=None)
        self.last = self._last()
        self.known_until = 0
        self.noting = False

    def _last(self) -> int:
        """The last row of the sheet that is surely body: several cells, with a value if the table has values."""
        for row in range(len(self.sheet.cells) - 1, self.band.header.bottom, -1):
            if self.sheet.filled[row] > 1 and (not self.values or "value" in self.sheet.kinds(row)):
                return row
        return self.band.header.bottom

    def down(self) -> tuple[int, Header] | None:
        """Fills the band; where the next table begins, and its header, if there is one."""
        row, gap = self.band.header.body, False
        if self.band.header.shared:
            self._take(row, gap)
            row += 1
        while row < len(self.sheet.cells):
            if not self.sheet.filled[row]:
                gap = True
            elif (found := self._header_from(row, gap)) and self._is_next(row, found):
                return self._closing_notes(row, found.top), found
            elif found:
                row, gap = self._again(row, found), False
                continue
            else:
                self._take(row, gap)
                gap = False
            row += 1
        return None

    def _header_from(self, row: int, gap: bool) -> Header | None:
        """The header that follows the lines beginning in `row`, if these are lines over a header."""
        if row < self.known_until or self._valued(row) or not (gap or self._unusual(row)):
            return None
        at: int | None = row
        while at is not None and self._is_line(at):
            at = self.sheet.next_filled(at + 1)
        self.known_until = len(self.sheet.cells) if at is None else at + 1
        if at is None:
            return None
        if same := self._same(row, at):
            return same
        if self._valued(at):
            return None  # a row of figures whose labels layouts know from headers (本年收入合计, 本年支出合计)
        lines = [texts for line in range(row, at) if (texts := self.sheet.texts(line))]
        evident = any(map(is_context_row, lines)) or self._evident(at, gap or bool(lines))
        return header_at(self.sheet, at, self.words) if evident else None

    def _same(self, row: int, at: int) -> Header | None:
        """This header printed again, row for row, merged or not; `at` is its first row with several cells."""
        count = len(self.header_rows)
        for top in range(at, max(row, at - count + 1) - 1, -1):
            here = self.sheet.cells[top : top + count]
            if len(here) == count and all(map(_alike, here, self.header_rows)):
                return Header(top, top + count - 1, numbered(self.sheet, top + count))
        return None

    def _valued(self, row: int) -> bool:
        """Whether a value stands where the table has values: a row of the body, seen with one look."""
        text = self.sheet.cells[row][self.value] if self.value is not None else ""
        return bool(text) and self.sheet.filled[row] > 1 and kind(text) == "value"

    def _unusual(self, row: int) -> bool:
        cells = self.sheet.cells[row]
        if self.sheet.filled[row] == 1 or next(filter(None, cells)) in self.firsts:
            return True
        text = cells[self.value] if self.value is not None else ""
        return bool(text) and not text[0].isdigit() and kind(text) == "label"

    def _is_line(self, row: int) -> bool:
        texts = self.sheet.texts(row)
        if len(texts) == 1:
            return kind(texts[0]) != "value"
        return is_context_row(texts) or is_title_row(texts, self.sheet.width)

    def _evident(self, row: int, loose: bool) -> bool:
        """Whether the row is a header even in the middle of a body: known, or labels stand where values stood."""
        if self._known(row):
            return True
        below = self.sheet.next_filled(row + 1)
        if below is None or "value" not in self.sheet.kinds(below) or not over_values(self.sheet, row):
            return False
        if loose:
            return True
        short = max(map(len, self.sheet.texts(row))) <= LONG
        return short and len(self.values) > 1 and self.values <= labelled(self.sheet, row)

    def _known(self, row: int) -> bool:
        """Whether the row is one of this header's, or of words that layouts know."""
        here = list(map(normalise, self.sheet.cells[row]))
        return here in self.header_rows or 2 * sum(text in self.words for text in here if text) >= len(set(here))

    def _is_next(self, row: int, header: Header) -> bool:
        """Whether the header opens a table of its own rather than printing this one's again on a new page."""
        if not self._same(header.top, header.top) and self._paths(header) != self._paths(self.band.header):
            return True
        seen = {same_title(text) for line in self.band.over for text in self.sheet.texts(line)}
        lines = [text for line in range(row, header.top) for text in self.sheet.texts(line)]
        return not all(
            is_continued(text) or is_page(text) or is_carried(text) or is_note(text) or same_title(text) in seen
            for text in lines
        )

    def _paths(self, header: Header) -> tuple[str, ...]:
        return paths(spread(self.sheet, header))

    def _again(self, row: int, header: Header) -> int:
        """Takes a header that is printed again and the lines over it; the first row under it."""
        for line in range(self._closing_notes(row, header.top), header.body):
            if self.sheet.filled[line]:
                self.band.repeated.append(line)
        return header.body

    def _closing_notes(self, row: int, end: int) -> int:
        """Takes the notes that stand before the lines of the next header; the first row after them."""
        after = row
        for line in range(row, end):
            texts = self.sheet.texts(line)
            if not texts:
                self.noting = False
            elif is_note(texts[0]) or (self.noting and len(texts) == 1 and goes_on(texts[0])):
                self._note(line)
                after = line + 1
            else:
                break
        return after

    def _take(self, row: int, gap: bool) -> None:
        first = next(filter(None, self.sheet.cells[row]))
        if is_carried(first) or (self.sheet.filled[row] == 1 and is_page(first)):
            self.band.repeated.append(row)
        elif self._is_note(row, gap, first):
            self._note(row)
        else:
            self.noting = False
            self.band.rows.append(row)

    def _is_note(self, row: int, gap: bool, first: str) -> bool:
        """Notes are lines that say so, lines that go on with one, and what stands apart under the last row."""
        filled, under = self.sheet.filled[row], row > self.last
        if filled > 2 and not under:
            return False
        texts = self.sheet.texts(row)
        valued = "value" in self.sheet.kinds(row)
        if is_note(first) and not valued:
            return True
        if filled == 1 and (is_context(first) or is_no_data(first) or (self.noting and not gap)):
            return True
        apart = gap or self.noting or is_prose(first) or (filled > 1 and is_context_row(texts))
        return under and not valued and apart and not is_total(first)

    def _note(self, row: int) -> None:
        self.noting = True
        self.band.notes.append((row, " ".join(fold(text) for text in self.sheet.texts(row))))


def _alike(cells: list[str], header: list[str]) -> bool:
    """Whether a row reads like a normalised one; most differ in the first cell already."""
    return all(normalise(text) == label for text, label in zip(cells, header, strict=True))
