"""A start without a grammar that nobody asks for.

nbformat imports jsonschema. Where the package rfc3987-syntax is installed as well, jsonschema imports it, and
it builds a grammar of international web addresses at once: a third of the time in which copkit would start.
It serves one check of text, `iri`, which no schema of notebooks or of the workshop uses; jsonschema does
without it where the package is not there, so for the length of this import it is not.
"""

from __future__ import annotations

import sys
from importlib import import_module

SPARED = "rfc3987_syntax"

if "jsonschema" not in sys.modules and SPARED not in sys.modules:
    sys.modules[SPARED] = None  # type: ignore[assignment]
    try:
        import_module("jsonschema")
    finally:
        del sys.modules[SPARED]
