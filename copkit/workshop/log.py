"""What the workshop writes in the window in which it was started, which may stand on the projector.

What a library would log of a fault can hold anything: an address with the key in it, the path of the
place, the name of a person. So a line tells which kind of fault came up at which line of the programme,
and nothing that anybody typed.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from traceback import walk_tb
from types import TracebackType


class OnlyWhere(logging.Formatter):
    """Tells where something went wrong, and none of the words of it.

    >>> said = logging.LogRecord("any", logging.ERROR, "/home/amina/town.py", 7, "Amina: %s", ("no",), None)
    >>> OnlyWhere().format(said)
    'Something went wrong: ERROR at town:7.'
    """

    def format(self, record: logging.LogRecord) -> str:
        kind, where = record.levelname, f"{record.module}:{record.lineno}"
        if record.exc_info and record.exc_info[0] and record.exc_info[2]:
            kind, where = record.exc_info[0].__name__, place_of(record.exc_info[2])
        return f"Something went wrong: {kind} at {where}."


def place_of(trace: TracebackType) -> str:
    """The innermost line of copkit's own in a traceback, or of all if none is."""
    lines = [(str(frame.f_globals.get("__name__", "?")), line) for frame, line in walk_tb(trace)]
    own = [line for line in lines if line[0].partition(".")[0] == "copkit"]
    return "{}:{}".format(*(own or lines)[-1])


@contextmanager
def discreet() -> Iterator[None]:
    """Inside, what any library logs comes out by `OnlyWhere`, and only if it is an error. A library that has
    set up a way of its own for what it logs goes this way as well."""
    root = logging.getLogger()
    others = [logger for logger in root.manager.loggerDict.values() if isinstance(logger, logging.Logger)]
    before = [(logger, logger.handlers[:], logger.propagate, logger.level) for logger in (root, *others)]
    for logger in others:
        logger.handlers[:], logger.propagate = [], True
        logger.setLevel(logging.NOTSET)
    handler = logging.StreamHandler()
    handler.setLevel(logging.ERROR)
    handler.setFormatter(OnlyWhere())
    root.handlers[:] = [handler]
    logging.captureWarnings(True)
    try:
        yield
    finally:
        logging.captureWarnings(False)
        for logger, handlers, propagate, level in before:
            logger.handlers[:], logger.propagate = handlers, propagate
            logger.setLevel(level)
