"""HTML pages on disk, read by Beautiful Soup: the words that a reader sees, and what the head says."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

from bs4 import BeautifulSoup

from copkit.place.exchange.catalogue.days import day_in
from copkit.place.exchange.catalogue.document import Document, NotReadable
from copkit.place.exchange.catalogue.identifiers import normalised

_META = {
    "description": ("dc.description", "dcterms.description", "description", "og:description"),
    "creator": ("dc.creator", "dcterms.creator", "citation_author", "author"),
    "publisher": ("dc.publisher", "dcterms.publisher", "citation_publisher", "og:site_name"),
    "subject": ("dc.subject", "dcterms.subject", "citation_keywords", "keywords"),
    "language": ("dc.language", "dcterms.language", "citation_language"),
    "licence": ("dc.rights", "dcterms.rights", "dcterms.license"),
    "identifier": ("citation_doi", "dc.identifier", "dcterms.identifier"),
    "contributor": ("dc.contributor", "dcterms.contributor"),
    "source": ("dc.source", "dcterms.source", "citation_journal_title"),
    "coverage": ("dc.coverage", "dcterms.coverage"),
    "relation": ("dc.relation", "dcterms.relation"),
    "made": (
        "dc.date",
        "dcterms.date",
        "dcterms.created",
        "citation_publication_date",
        "article:published_time",
    ),
}
"""Columns by the names of a page's meta elements: DCMI, Expressing Dublin Core in HTML (2008); the citation
tags of Google Scholar; the Open Graph protocol."""

_NOT_SEEN = ("script", "style", "template", "noscript", "head", "nav", "svg")


def read(path: Path) -> Document:
    """Raises `NotReadable`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            page = BeautifulSoup(path.read_bytes(), "html.parser")
            return _document(page)
        except (RecursionError, ValueError, AssertionError, LookupError) as error:
            raise NotReadable("it is damaged, or no HTML page") from error


def _document(page: BeautifulSoup) -> Document:
    told: dict[str, list[str]] = {}
    for meta in page.find_all("meta"):
        name = str(meta.get("name") or meta.get("property") or "").casefold()
        if content := " ".join(str(meta.get("content") or "").split()):
            told.setdefault(name, []).append(content)
    row: dict[str, object] = {"format": "HTML"}
    for column, names in _META.items():
        values = next((told[name] for name in names if name in told), None)
        if values is None:
            continue
        row[column] = ("; " if column in ("creator", "contributor") else ", ").join(values)
    if "made" in row:
        row["made"] = day_in(str(row["made"]))
    if "identifier" in row:
        row["identifier"] = normalised(str(row["identifier"]))
    root = page.find("html")
    if "language" not in row and root is not None and root.get("lang"):
        row["language"] = str(root.get("lang"))
    titles = [
        values for name in ("dc.title", "dcterms.title", "citation_title") for values in told.get(name, ())
    ]
    if not titles and page.title is not None:
        titles = [page.title.get_text(" ")]
    row["name"] = " ".join(titles[0].split()) if titles else ""
    heading = page.find(re.compile(r"h[1-3]"))
    first = " ".join(heading.get_text(" ").split()) if heading is not None else ""
    for unseen in page.find_all(_NOT_SEEN):
        unseen.decompose()
    lines = (" ".join(line.split()) for line in page.get_text("\n").split("\n"))
    return Document("\n".join(line for line in lines if line), first, row)
