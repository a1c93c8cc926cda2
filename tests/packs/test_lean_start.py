"""copkit starts without the grammar of web addresses that jsonschema would build, and without the server of
the workshop where nobody opens one."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["copkit.packs.make", "copkit.workshop.server", "copkit.cli"])
def test_no_grammar_is_built_at_the_start(module):
    look = f"import {module}, sys; print('jsonschema' in sys.modules, 'lark' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]


def test_only_a_workshop_brings_its_server():
    look = "import copkit.cli, sys; print('voila' in sys.modules, 'jupyter_server' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_who_wants_the_grammar_still_gets_it():
    pytest.importorskip("rfc3987_syntax")
    look = "import copkit.packs, rfc3987_syntax as r; print(r.is_valid_syntax('iri', 'https://example.org/'))"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"]
