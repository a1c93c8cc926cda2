"""The pages of participants' phones, and nothing else: an application of its own on a port of its own.

A phone reads what is open and sends its own answer. No page of the workshop, no table and no file can
be reached from here.
"""

from __future__ import annotations

import asyncio
import ipaddress
import json
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

from copkit.packs.library import TEMPLATE_FOLDER
from copkit.workshop.headers import protect
from copkit.workshop.questions import NOT_UNDERSTOOD, Refused
from copkit.workshop.session import Door

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
    "img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
COOKIE = "copkit_phone"
LARGEST_BODY = 20_000
PORTS_TRIED = 20
_ELSEWHERE = "There is nothing here. Scan the code on the screen again."

Page = Callable[..., str]


class Told(HTTPError):
    """A refusal on its way out."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.status)
        self.refused = refused


@contextmanager
def told() -> Iterator[None]:
    """Refusals inside become answers with their status."""
    try:
        yield
    except Refused as refused:
        raise Told(refused) from None


class Phone(RequestHandler):
    """What all answers to phones have in common: who may ask, how often, and plain words if not."""

    as_page = False

    def initialize(self, door: Door, page: Page, writer: ThreadPoolExecutor) -> None:
        self.door, self.page, self.writer = door, page, writer

    def set_default_headers(self) -> None:
        protect(self, POLICY)

    @property
    def secret(self) -> str:
        return str(self.get_cookie(COOKIE, "") or "")

    @property
    def address(self) -> str:
        return str(self.request.remote_ip)

    def prepare(self) -> None:
        if not names_this_computer(self.request.host):
            raise Told(Refused("This address is not the one of the workshop. Scan the code again.", 403))
        if self.request.method == "POST":
            if self.request.headers.get("Origin") != f"{self.request.protocol}://{self.request.host}":
                raise Told(Refused("This was sent from another page. Scan the code on the screen.", 403))
            if len(self.request.body) > LARGEST_BODY:
                raise Told(Refused("This is too long to be an answer."))
        with told():
            self.door.knock(self.address, self.secret)

    def typed(self) -> dict[str, Any]:
        """What was sent."""
        kind = self.request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        try:
            sent = json.loads(self.request.body) if kind == "application/json" else None
        except (ValueError, RecursionError):
            sent = None
        if not isinstance(sent, dict):
            raise Told(Refused(NOT_UNDERSTOOD))
        return sent

    async def aside(self, work: Callable[..., Any], *what: object) -> Any:
        """Does what touches the place beside the server's loop, one thing after the other: nobody who
        waits for the place is passed by."""
        with told():
            return await asyncio.get_running_loop().run_in_executor(self.writer, work, *what)

    def write_error(self, status_code: int, **what: Any) -> None:
        """One plain sentence."""
        error = what.get("exc_info", (None, None))[1]
        refused = error.refused if isinstance(error, Told) else None
        text = str(refused) if refused else _ELSEWHERE if status_code in (404, 405) else NOT_UNDERSTOOD
        if status_code >= 500 and not refused:
            text = "The workshop could not do this. Try again in a moment."
        if self.as_page or (status_code in (404, 405) and refused is None):
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.finish(self.page("join_wrong", why=text))
        else:
            self.finish({"refused": text, "closed": bool(refused and refused.closed)})


class Front(Phone):
    """The page of a phone: where the code is entered, and then what is asked."""

    as_page = True

    def get(self) -> None:
        session = self.door.open_now
        one = session.people.get(self.secret) if session else None
        if session is None or one is None:
            self.finish(self.page("join_code"))
            return
        question = session.question
        name = "join_who" if question.kind == "knows" and not one.member else f"join_{question.kind}"
        offered = [pair for pair in question.offers if pair[0] != one.member]
        if name == "join_who":
            offered = [pair for pair in offered if pair[0] not in session.taken()]
        self.finish(
            self.page(
                name,
                question=question,
                offered=offered,
                you=one,
                key=key_of(question.same),
                answer=json.dumps(one.answer),
            )
        )


class Join(Phone):
    def post(self) -> None:
        with told():
            secret = self.door.join(self.address, self.typed().get("code"), self.secret)
        self.set_cookie(COOKIE, secret, expires_days=1, path="/", httponly=True, samesite="Strict")
        self.finish({"joined": True})


class State(Phone):
    """Whether what the phone shows is still open."""

    def get(self) -> None:
        session = self.door.open_now
        one = session.people.get(self.secret) if session else None
        key = key_of(session.question.same) if session and one else ""
        member = one.member if one else ""
        self.finish({"open": session is not None, "joined": one is not None, "key": key, "member": member})


class Answers(Phone):
    async def post(self) -> None:
        sent = self.typed()
        session = self.door.open_now
        if session is None:
            raise Told(Refused("This is closed. Nothing more is taken.", 403, closed=True))
        what = (sent.get("edit"), sent.get("number"), sent.get("answer"))
        said = (sent.get("member", ""), sent.get("sector", ""), sent.get("own", ""))
        self.finish(await self.aside(session.answer, self.secret, *what, *said))


class Who(Phone):
    async def post(self) -> None:
        sent = self.typed()
        session = self.door.open_now
        if session is None:
            raise Told(Refused("This is closed. Nothing more is taken.", 403, closed=True))
        await self.aside(session.choose, self.secret, sent.get("name"))
        self.finish({"chosen": True})


class JoinScript(Phone):
    """The script of the pages. It holds nothing of the place, and anybody may have it."""

    def get(self) -> None:
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.finish((TEMPLATE_FOLDER / "workshop" / "join.js").read_text(encoding="utf-8"))


class Nothing(Phone):
    def prepare(self) -> None:
        super().prepare()
        raise HTTPError(404)


def application(door: Door, page: Page) -> Application:
    """The pages of the phones. ``page`` makes a page of a template's name and what it shows."""
    shared = {"door": door, "page": page, "writer": ThreadPoolExecutor(1, "phones")}
    return Application(
        [
            (r"/", Front, shared),
            (r"/join", Join, shared),
            (r"/state", State, shared),
            (r"/answer", Answers, shared),
            (r"/who", Who, shared),
            (r"/join.js", JoinScript, shared),
        ],
        default_handler_class=Nothing,
        default_handler_args=shared,
        log_function=lambda handler: None,
    )


def serve(door: Door, page: Page, port: int) -> tuple[HTTPServer, int] | None:
    """Serves the phones on all addresses of this computer, at the first free port from ``port`` on; gives
    the server and its port, or None if none is free."""
    server = HTTPServer(
        application(door, page),
        max_body_size=2 * LARGEST_BODY,
        max_header_size=16_384,
        idle_connection_timeout=60,
        body_timeout=20,
    )
    for tried in range(port, port + PORTS_TRIED):
        try:
            server.add_sockets(bind_sockets(tried, "0.0.0.0", family=socket.AF_INET))
        except OSError:
            continue
        return server, tried
    return None


def own_address() -> str:
    """The address of this computer in the network that it is in. Nothing is sent: a socket that is only
    pointed at an address of the documentation (RFC 5737) tells which way it would go."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(("192.0.2.1", 9))
            found = str(way.getsockname()[0])
        except OSError:
            return "127.0.0.1"
    return "127.0.0.1" if found == "0.0.0.0" else found


def names_this_computer(host: str) -> bool:
    """Whether a request names a number, or this very computer, and no name that somebody could have
    pointed here (DNS rebinding).

    >>> [names_this_computer(host) for host in ("192.168.1.20:8865", "localhost:8865", "bad.example:8865")]
    [True, True, False]
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or ipaddress.ip_address(name) is not None
    except ValueError:
        return False


def key_of(same: tuple[str, ...]) -> str:
    """By which a phone knows again what it was asked."""
    return "|".join(same)
