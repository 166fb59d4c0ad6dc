"""Errors that a person causes and can mend. Everything else is a fault of the program and shows its trace."""


class GongkaiError(Exception):
    """An error with a sentence and a next step in both languages; the command line prints it without a trace."""

    def __init__(self, zh: str, en: str, next_zh: str = "", next_en: str = "") -> None:
        self.zh, self.en, self.next_zh, self.next_en = zh, en, next_zh, next_en
        super().__init__(f"{zh} / {en}")


class Locked(GongkaiError):
    """Another run is writing to the home."""
