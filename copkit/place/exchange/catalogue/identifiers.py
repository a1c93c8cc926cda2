"""Identifiers in one form each, so that the same work is known however its number was written.

Own code: the check digits are five lines each, and the forms are the point of this module.

Sources: DOI Handbook 2.2 and 2.4 (a DOI has no case; it is told as an address at doi.org), ISBN Users'
Manual 7th edition (ISBN-13 and its check digit), ISO 3297:2022 (ISSN and its check digit), RFC 3986 section 6
(comparison of addresses).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_DOI_PREFIX = re.compile(
    r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*|info:doi/|urn:doi:)", re.IGNORECASE
)
_NUMBER_PREFIX = re.compile(r"(?:urn:)?(?:e-?|p-?)?(isbn|issn)(?:-?1[03])?\s*[:#]?\s*", re.IGNORECASE)
_LABEL = re.compile(
    r"\s*\((?:print|online|electronic|paperback|hardback|pbk\.?|hbk\.?|e-?book|linking)[^)]*\)\s*$", re.I
)
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PORTS = {"http": "80", "https": "443"}
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hs(?:enc|mi)|wt\.mc_id)", re.I
)
"""Parameters that say how a reader came to a page and never which page it is."""


@dataclass(frozen=True)
class Identifier:
    """A number or address by which others know a work: ``scheme`` is doi, isbn, issn or url."""

    scheme: str
    value: str


def identify(text: str) -> Identifier | None:
    """The identifier that a text holds, in its one form; None if it is none that is known here.

    >>> identify("https://dx.doi.org/10.1000/ABC.")
    Identifier(scheme='doi', value='10.1000/abc')
    >>> identify("ISBN 0-201-89683-4")
    Identifier(scheme='isbn', value='9780201896831')
    >>> identify("shelf 3") is None
    True
    """
    text = " ".join(text.split())
    for scheme, read in (("doi", doi), ("issn", issn), ("isbn", isbn), ("url", address)):
        if value := read(text):
            return Identifier(scheme, value)
    return None


def normalised(text: str) -> str:
    """An identifier in its one form, or the text as it is (without outer spaces) where it is none.

    >>> normalised("doi:10.1000/182"), normalised("ISSN 0317 8471"), normalised("HB 12")
    ('10.1000/182', '0317-8471', 'HB 12')
    """
    found = identify(text)
    return found.value if found else " ".join(text.split())


def doi(text: str) -> str | None:
    """A DOI in lower case and without the address of its resolver; None if the text is none.

    >>> doi("https://doi.org/10.1002/(SICI)1096-987X(199803)19:4%3C377::AID-JCC1%3E3.0.CO;2-P")
    '10.1002/(sici)1096-987x(199803)19:4<377::aid-jcc1>3.0.co;2-p'
    """
    text = text.strip().strip("<>").strip()
    prefix = _DOI_PREFIX.match(text)
    rest = text[prefix.end() :] if prefix else text
    if prefix and "://" in prefix[0]:
        rest = unquote(rest.split("#")[0].split("?")[0])
    if not _DOI.fullmatch(rest):
        return None
    rest = rest.rstrip(".,;")
    while rest.endswith(")") and rest.count(")") > rest.count("("):
        rest = rest[:-1].rstrip(".,;")
    return rest.lower()


def isbn(text: str) -> str | None:
    """An ISBN as thirteen digits; None if the text is none, or if its check digit is wrong.

    >>> isbn("99921-58-10-7"), isbn("978-0-306-40615-7"), isbn("978-0-306-40615-8")
    ('9789992158104', '9780306406157', None)
    """
    digits = _digits(text, "isbn")
    if re.fullmatch(r"\d{9}[\dX]", digits):
        total = sum(weight * _worth(digit) for weight, digit in zip(range(10, 0, -1), digits, strict=True))
        if total % 11:
            return None
        digits = "978" + digits[:9]
        return digits + str(-_weighted(digits) % 10)
    if re.fullmatch(r"97[89]\d{10}", digits) and _weighted(digits) % 10 == 0:
        return digits
    return None


def issn(text: str) -> str | None:
    """An ISSN as ``1234-567X``; None if the text is none, or if its check digit is wrong.

    >>> issn("03178471"), issn("ISSN 2434-561x"), issn("0317-8472")
    ('0317-8471', '2434-561X', None)
    """
    digits = _digits(text, "issn")
    if not re.fullmatch(r"\d{7}[\dX]", digits):
        return None
    if sum(weight * _worth(digit) for weight, digit in zip(range(8, 0, -1), digits, strict=True)) % 11:
        return None
    return f"{digits[:4]}-{digits[4:]}"


def _digits(text: str, scheme: str) -> str:
    """The digits of a number, or nothing where the text says that it is a number of the other scheme."""
    text = _LABEL.sub("", text.strip())
    prefix = _NUMBER_PREFIX.match(text)
    if prefix and prefix[1].lower() != scheme:
        return ""
    rest = text[prefix.end() :] if prefix else text
    return re.sub(r"[\s\-\u2010-\u2015]", "", rest).upper()


def _worth(digit: str) -> int:
    return 10 if digit == "X" else int(digit)


def _weighted(digits: str) -> int:
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))


def address(text: str) -> str | None:
    """A web address in the form in which it is compared; None if the text is none.

    Case of scheme and host, default port, dot segments and percent-encoding as in RFC 3986, 6.2.2 and
    6.2.3. Beyond it, what in practice leads to the same page: http and https, ``www.``, a slash at the
    end, the part after ``#`` (but not ``#!`` or ``#/``, which choose a page), and parameters that only
    track readers. It is for comparing: the link itself is kept as it was written.

    >>> address("HTTP://www.Example.org:80/a/../b%7Ec/?utm_source=x&id=2#top")
    'https://example.org/b~c?id=2'
    """
    text = text.strip().strip("<>")
    if text.lower().startswith("www."):
        text = f"http://{text}"
    if not _SCHEME.match(text) or any(sign.isspace() for sign in text):
        return None
    try:
        parts = urlsplit(text)
        host = _host(parts)
    except ValueError:
        return None
    if not host:
        return None
    path = _without_dots(_percent(parts.path)).rstrip("/")
    asked = [one for one in parts.query.split("&") if one and not _TRACKING.fullmatch(one.split("=")[0])]
    query = "?" + _percent("&".join(asked)) if asked else ""
    fragment = "#" + _percent(parts.fragment) if parts.fragment.startswith(("!", "/")) else ""
    return f"https://{host}{path}{query}{fragment}"


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    host = host[4:] if host.startswith("www.") and host.count(".") > 1 else host
    port = parts.port
    bare = f"[{host}]" if ":" in host else host
    return bare if port is None or str(port) in _PORTS.values() else f"{bare}:{port}"


def _percent(text: str) -> str:
    """Decodes what needs no encoding, and writes the rest in capitals."""

    def one(found: re.Match[str]) -> str:
        sign = chr(int(found[1], 16))
        return sign if sign in _UNRESERVED else found[0].upper()

    return _PERCENT.sub(one, text)


def _without_dots(path: str) -> str:
    """Takes ``.`` and ``..`` out of a path (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    for part in path.split("/"):
        if part == "..":
            del kept[max(1, len(kept) - 1) :]
        elif part != ".":
            kept.append(part)
    return "/".join(kept)
