"""A page that is sent to one reader: a card at its top, and parts, each under its heading."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from copkit.show.page import Section, card


@dataclass(frozen=True)
class OnePage:
    """``about`` is whom it is about; ``lines`` are those of the card; ``parts`` stand under headings."""

    about: str
    lines: list[tuple[str, str]]
    parts: list[tuple[str, Section]]

    def plain(self) -> str:
        lines = [f"{label}: {text}" for label, text in self.lines]
        return "\n".join([*lines, *(f"{heading}\n{part.plain()}" for heading, part in self.parts)])

    def card_html(self) -> Markup:
        return card(self.lines)
