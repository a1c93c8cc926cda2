"""What libraries log comes out as where it happened, without a word of what it was about."""

from __future__ import annotations

import json
import logging
import re
import sys
import warnings

import pytest

from copkit.workshop.log import discreet
from copkit.workshop.server import WorkshopServer
from copkit.workshop.session import Pace

LOGS = ["tornado.application", "tornado.general", "tornado.access", "asyncio", "traitlets", "made.up"]


@pytest.mark.parametrize("name", LOGS)
def test_an_error_is_told_by_its_kind_and_line_and_by_no_word_of_it(capsys, name):
    with discreet():
        try:
            int("Canary Amina")
        except ValueError:
            logging.getLogger(name).exception("GET /?token=%s", "Canary")
    assert re.fullmatch(
        r"Something went wrong: ValueError at [\w.]*test_log:\d+\.\n", capsys.readouterr().err
    )


def test_the_line_is_the_innermost_of_copkits_own(capsys):
    with discreet():
        try:
            Pace(1, 60, lambda: json.loads("Canary")).take("Amina")
        except ValueError:
            logging.getLogger("any").exception("Canary")
    said = capsys.readouterr().err
    assert re.fullmatch(r"Something went wrong: JSONDecodeError at copkit\.workshop\.session:\d+\.\n", said)


def test_an_error_without_an_exception_is_told_by_its_line(capsys):
    with discreet():
        logging.getLogger("any").error("Canary %s", "Amina")
    assert re.fullmatch(r"Something went wrong: ERROR at test_log:\d+\.\n", capsys.readouterr().err)


def test_less_than_an_error_is_not_told(capsys, monkeypatch):
    monkeypatch.setattr(warnings, "showwarning", lambda *about: print(about, file=sys.stderr))
    with discreet():
        logging.getLogger("tornado.access").warning("404 GET /?token=Canary")
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn("Canary", stacklevel=1)
    assert capsys.readouterr() == ("", "")


def test_a_library_that_logs_in_a_way_of_its_own_is_no_exception(capsys):
    own = logging.getLogger("made.up.with_a_way_of_its_own")
    own.addHandler(logging.StreamHandler(sys.stderr))
    own.propagate = False
    own.setLevel(logging.CRITICAL)
    with discreet():
        own.error("Canary %s", "Amina")
    assert re.fullmatch(r"Something went wrong: ERROR at test_log:\d+\.\n", capsys.readouterr().err)
    assert (len(own.handlers), own.propagate, own.level) == (1, False, logging.CRITICAL)


def test_afterwards_logs_are_as_before():
    before = logging.getLogger().handlers[:]
    with discreet():
        assert logging.getLogger().handlers != before
    assert logging.getLogger().handlers == before


def test_if_no_port_is_free_the_facilitator_is_told_so(capsys):
    told: list[str] = []
    server = WorkshopServer()
    server.told = told.append
    with pytest.raises(SystemExit):
        server.exit(1)
    assert told == ["The workshop cannot be opened: no port is free for it. Choose another one with --port."]
