"""What the seven design principles are called in what people read (Wenger, McDermott and Snyder 2002)."""

from __future__ import annotations

WORDS = {
    "evolution": "Design for evolution",
    "dialogue": "Dialogue between inside and outside",
    "levels": "Different levels of participation",
    "spaces": "Public and private spaces",
    "focus on value": "Focus on value",
    "familiarity and excitement": "Familiarity and excitement",
    "rhythm": "A rhythm for the community",
}
"""What each principle is called in full."""


def called(scale: object) -> str:
    """An element by its name, a principle by its full name in quotation marks.

    >>> called("levels"), called("domain")
    ("'Different levels of participation'", 'domain')
    """
    return f"'{WORDS[str(scale)]}'" if scale in WORDS else str(scale)


def headed(scale: object) -> str:
    """An element or principle at the head of a row.

    >>> headed("levels"), headed("domain")
    ('Different levels of participation', 'Domain')
    """
    name = WORDS.get(str(scale), str(scale))
    return name[:1].upper() + name[1:]
