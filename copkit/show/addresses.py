"""Addresses that somebody typed, as links to follow: of the web alone, and never of a script."""

from __future__ import annotations

from urllib.parse import urlsplit

from markupsafe import Markup, escape


def linked(text: str) -> Markup:
    """The text, as a link if it is the address of a page of the web and nothing else; all of it escaped.

    >>> str(linked("https://example.org/a?b=1&c"))
    '<a href="https://example.org/a?b=1&amp;c" rel="noreferrer">https://example.org/a?b=1&amp;c</a>'
    >>> str(linked("javascript:alert(1)")), str(linked("see https://example.org"))
    ('javascript:alert(1)', 'see https://example.org')
    """
    if not text.startswith(("http://", "https://")) or any(sign.isspace() for sign in text):
        return escape(text)
    try:
        host = urlsplit(text).hostname
    except ValueError:
        return escape(text)
    if not host:
        return escape(text)
    return Markup('<a href="{0}" rel="noreferrer">{0}</a>').format(text)
