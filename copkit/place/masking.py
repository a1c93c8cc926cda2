"""Parts of a text put out of sight for a while, so that nothing is looked for in them."""

from __future__ import annotations

from collections.abc import Collection


class Mask:
    """Puts parts of a text out of sight, each behind a sign that the text does not hold, and back.

    >>> mask = Mask("Mary Lee and Sam")
    >>> mask.off(mask.on("Mary Lee and Sam", [(0, 8)]).replace("Sam", "Tom"))
    'Mary Lee and Tom'
    """

    def __init__(self, text: str) -> None:
        self._sign = "ꙮ"
        while self._sign in text:
            self._sign += "ꙮ"
        self._under: list[str] = []

    def on(self, text: str, spans: Collection[tuple[int, int]]) -> str:
        for start, end in sorted(_outermost(spans), reverse=True):
            self._under.append(text[start:end])
            text = f"{text[:start]}{self._sign}{len(self._under) - 1}{self._sign}{text[end:]}"
        return text

    def off(self, text: str) -> str:
        for number in reversed(range(len(self._under))):
            text = text.replace(f"{self._sign}{number}{self._sign}", self._under[number])
        return text


def _outermost(spans: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
