"""Attempts on a workshop that is really served: what it lets in, what it tells to whom, and what it writes
in the window in which it was started.

It is started in a folder whose owner once set Voilà up otherwise: open to the network, without a key,
and with all that there is to log."""

from __future__ import annotations

import http.client
import json
import logging
import os
import re
import secrets
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote, urlencode

import pytest

from copkit.place.store import Place
from copkit.workshop.join import own_address
from copkit.workshop.opening import vote
from copkit.workshop.questions import Refused
from copkit.workshop.session import Door
from copkit.workshop.sign_in import Host

TOKEN = "Canary-Token-abcdefghijklmnop"
WRONG = ["", TOKEN[:-1], TOKEN[:1], f"{TOKEN}x", TOKEN.swapcase(), "None", "*", "Canäry"]
ISSUE, MEMBER, COMMUNITY = "Canary issue", "Canary Amina", "Canary Homes"
PERMISSIVE = {
    "Voila": {"ip": "0.0.0.0", "token": "", "log_level": 0, "root_dir": "/"},
    "VoilaConfiguration": {"show_tracebacks": True},
}
KERNEL = "00000000-0000-0000-0000-000000000000"
OUTSIDE = [
    "/api",
    "/api/kernels",
    f"/api/kernels/{KERNEL}",
    f"/api/kernels/{KERNEL}/channels",
    "/api/contents",
    "/api/sessions",
    "/api/terminals",
    "/api/me",
    "/api/shutdown/x",
    "/terminals/websocket/1",
    "/voila/files/01_map_issues.ipynb",
    "/voila/render/01_map_issues.ipynb",
    "/voila/static/voila.js",
    "/voila/templates/lab/static/",
    "/voila/tree",
    "/voila/request_info_ws",
    "/files/01_map_issues.ipynb",
    "/files/",
    "/tree",
    "/lab",
    "/notebooks/01_map_issues.ipynb",
    "/static",
    "/static/",
    "/static/../../town.place",
    "/static/%2e%2e/%2e%2e/town.place",
    "/copkit/",
    "/copkit/../town.place",
    "/copkit/..%2ftown.place",
    "/copkit/..%252f..%252ftown.place",
    "/copkit/..\\..\\town.place",
    "/copkit/..%5c..%5ctown.place",
    "/copkit/editors.js/../../town.place",
    "/workbook/",
    "/workbook/..%2f..%2ftown.place",
    "/workbook/....//....//town.place",
    "/town.place",
    "//etc/passwd",
    "/%2fetc/passwd",
    "/%00",
    "/.git/config",
    "/metrics",
    "/logout",
]
OF_THE_FACILITATOR = ["/phones", "/phones/state", "/login", "/copkit/place", "/workbook/01_map_issues"]
PROMISED = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
OTHER = own_address()

only_in_a_network = pytest.mark.skipif(OTHER == "127.0.0.1", reason="this computer has no other address")


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def cookies(self) -> dict[str, str]:
        """Each cookie that was set, by its name, with all that was said of it."""
        return {line.split("=", 1)[0]: line for line in self.headers.get_all("Set-Cookie") or []}


def ask(
    port: int,
    path: str,
    method: str = "GET",
    body: bytes | None = None,
    to: str = "127.0.0.1",
    **headers: str,
) -> Answer:
    """What is answered. In the names of headers, ``_`` stands for a hyphen."""
    with closing(http.client.HTTPConnection(to, port, timeout=30)) as line:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        line.request(method, path, body, sent)
        got = line.getresponse()
        return Answer(got.status, got.headers, got.read().decode())


@dataclass
class Served:
    """A workshop of its own process, and the window in which it was started."""

    folder: Path
    port: int
    more: tuple[str, ...] = ()
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def phones(self) -> int:
        return int(re.search(r"Phones take part at http://[\d.]+:(\d+)", self.window)[1])

    @property
    def place(self) -> Path:
        return self.folder / "town.place"

    @property
    def window(self) -> str:
        """All that was written so far."""
        return (self.folder / "window.txt").read_text(encoding="utf-8", errors="replace")

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", "from copkit.cli import main; main()", "workshop", str(self.place)]
        command += ["--no-open", "--token", TOKEN, "--port", str(self.port), *self.more]
        environment = {**os.environ, "PYTHONASYNCIODEBUG": "1", "PYTHONUNBUFFERED": "1"}
        with (self.folder / "window.txt").open("wb") as window:
            return subprocess.Popen(
                command,
                cwd=self.folder,
                env=environment,
                stdout=window,
                stderr=window,
                start_new_session=True,
            )

    def wait(self, process: subprocess.Popen[bytes]) -> None:
        """Until it is open."""
        for _ in range(600):
            assert process.poll() is None, self.window
            if "Leave this window open" in self.window:
                return
            time.sleep(0.1)
        raise AssertionError("the workshop did not open in a minute")

    def sign_in(self) -> None:
        got = ask(self.port, f"/?token={TOKEN}")
        assert got.status == 200
        self.cookies = {name: line.split("=", 1)[1].split(";")[0] for name, line in got.cookies.items()}

    def as_facilitator(
        self, path: str, method: str = "GET", body: bytes | None = None, **more: str
    ) -> Answer:
        return ask(self.port, path, method, body, **{"Cookie": self.cookie, **more})

    def does(self, path: str, **typed: str) -> Answer:
        """Sends a form, or with ``json`` a question to the place, as a page of the workshop does."""
        key = {"X_XSRFToken": self.cookies["_xsrf"]}
        if "json" in typed:
            return self.as_facilitator(path, "POST", typed["json"].encode(), **key)
        kind = {"Content_Type": "application/x-www-form-urlencoded"}
        return self.as_facilitator(path, "POST", urlencode(typed).encode(), **key, **kind)

    def opens_a_vote(self) -> str:
        """The code of it."""
        assert self.does("/phones", question="vote", round="Canary round", dots="3").status == 303
        return str(json.loads(self.as_facilitator("/phones/state").text)["code"])

    def from_phone(self, path: str, sent: object, to: str = "127.0.0.1", **more: str) -> Answer:
        origin = {"Origin": f"http://{to}:{self.phones}", "Content_Type": "application/json"}
        return ask(self.phones, path, "POST", json.dumps(sent).encode(), to, **{**origin, **more})

    @contextmanager
    def broken(self, table: str = "communities") -> Iterator[None]:
        """Somebody damages the file of the place meanwhile."""
        self.rename(table, "lost")
        try:
            yield
        finally:
            self.rename("lost", table)

    def rename(self, table: str, to: str) -> None:
        with closing(sqlite3.connect(self.place)) as file:
            file.execute(f"ALTER TABLE {table} RENAME TO {to}")


@contextmanager
def serving(folder: Path, *more: str) -> Iterator[tuple[Served, subprocess.Popen[bytes]]]:
    folder.mkdir()
    (folder / "voila.json").write_text(json.dumps(PERMISSIVE))
    with Place.create(folder / "town.place") as place, place.change("Fill") as change:
        change.add("place", {"name": "Canary town"})
        change.add("communities", {"name": COMMUNITY})
        change.add("members", {"name": MEMBER, "agrees_to_be_named": "yes"})
        change.add("issues", {"name": ISSUE})
    served = Served(folder, free_port(), more)
    process = served.start()
    try:
        yield served, process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def free_port() -> int:
    """A free port, whose hundredth next is free as well."""
    while True:
        with ExitStack() as both, suppress(OSError, OverflowError):
            first, second = (both.enter_context(socket.socket()) for _ in range(2))
            first.bind(("", 0))
            found = int(first.getsockname()[1])
            second.bind(("", found + 100))
            return found


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> Iterator[list[Served]]:
    """One workshop with phones and one without, begun at once, as each takes long."""
    with ExitStack() as open_ones:
        begun = [
            open_ones.enter_context(serving(tmp_path_factory.mktemp("workshop") / "canary-folder", *more))
            for more in (["--share"], [])
        ]
        for served, process in begun:
            served.wait(process)
            served.sign_in()
        yield [served for served, _ in begun]


@pytest.fixture
def served(both) -> Served:
    return both[0]


@pytest.fixture
def without_phones(both) -> Served:
    return both[1]


def tells_nothing(answer: Answer) -> bool:
    """Whether there is nothing of the place, of its folder, or of the programme in an answer."""
    return not re.search(r"canary|Traceback|site-packages|nbformat|Directory listing", answer.text, re.I)


def is_refused(port: int, address: str) -> bool:
    with socket.socket() as line:
        line.settimeout(5)
        return line.connect_ex((address, port)) != 0


# Who can reach it


@only_in_a_network
def test_without_share_nothing_answers_at_the_address_that_others_see(without_phones):
    assert not is_refused(without_phones.port, "127.0.0.1")
    for port in (without_phones.port, without_phones.port + 100):
        assert is_refused(port, OTHER)


@only_in_a_network
def test_with_share_the_facilitators_pages_stay_on_this_computer(served):
    assert is_refused(served.port, OTHER)
    assert ask(served.phones, "/", to=OTHER).status == 200
    for path in OF_THE_FACILITATOR:
        got = ask(
            served.phones,
            f"{path}?token={TOKEN}",
            to=OTHER,
            Authorization=f"token {TOKEN}",
            Cookie=served.cookie,
        )
        assert (got.status, tells_nothing(got)) == (404, True)


def test_what_somebody_once_set_up_for_voila_does_not_take_the_key_away(served):
    got = ask(served.port, "/")
    assert (got.status, got.headers["Location"]) == (302, "/login?next=%2F")


# The key


@pytest.mark.parametrize("word", WRONG)
def test_a_word_that_is_not_the_key_lets_nobody_in(served, word):
    by_address = ask(served.port, f"/?{urlencode({'token': word})}")
    by_header = ask(served.port, "/", Authorization=f"token {quote(word)}")
    login = ask(served.port, "/login")
    xsrf = login.cookies["_xsrf"].split("=", 1)[1].split(";")[0]
    form = urlencode({"password": word, "_xsrf": xsrf}).encode()
    kind = "application/x-www-form-urlencoded"
    by_form = ask(served.port, "/login", "POST", form, Cookie=f"_xsrf={xsrf}", Content_Type=kind)
    assert (by_address.status, by_header.status, by_form.status) == (302, 302, 401)
    for got in (by_address, by_header, by_form):
        assert tells_nothing(got)
        assert not [name for name in got.cookies if name.startswith("username")]


def test_the_key_lets_in_by_address_and_by_header(served):
    assert "Canary town" in ask(served.port, f"/?token={TOKEN}").text
    assert "Canary town" in ask(served.port, "/", Authorization=f"token {TOKEN}").text


@pytest.fixture
def compared(monkeypatch) -> list[tuple[object, object]]:
    """What was compared in a time that does not tell how much of it was right."""
    seen: list[tuple[object, object]] = []
    right = secrets.compare_digest
    monkeypatch.setattr(secrets, "compare_digest", lambda *both: seen.append(both) or right(*both))
    return seen


@pytest.mark.parametrize("shown", [TOKEN, *WRONG])
def test_how_long_it_takes_to_refuse_a_key_does_not_tell_how_much_of_it_was_right(compared, shown):
    sent = SimpleNamespace(headers={})
    request = SimpleNamespace(get_argument=lambda *_, **__: shown, log=logging.getLogger(), request=sent)
    host = Host(token=TOKEN)
    assert host.get_token(request) == (TOKEN if shown == TOKEN else None)
    assert (host.process_login_form(request) is None) == (shown != TOKEN)
    assert compared == [(shown.encode(), TOKEN.encode()), (shown.strip().encode(), TOKEN.encode())]


def test_how_long_it_takes_to_refuse_a_code_does_not_tell_how_much_of_it_was_right(compared, tmp_path):
    with Place.create(tmp_path / "town.place") as place:
        with place.change("Fill") as change:
            change.add("issues", {"name": ISSUE})
        door = Door(place)
        code = door.open(vote(place, "", "May", 3)).code
        for typed in ("", code[:1], code[:-1], f"{code}A"):
            with pytest.raises(Refused):
                door.join("10.0.0.7", typed)
        assert compared == [(typed, code) for typed in ("", code[:1], code[:-1], f"{code}A")]


# What else might be there


@pytest.mark.parametrize("signed_in", [True, False])
def test_no_kernel_no_file_and_no_folder_can_be_asked_for(served, signed_in):
    shown = {"Cookie": served.cookie, "Authorization": f"token {TOKEN}"} if signed_in else {}
    for path in OUTSIDE:
        for port in (served.port, served.phones):
            got = ask(port, path, **shown)
            assert (path, got.status, tells_nothing(got)) == (path, 404, True)


@pytest.mark.parametrize(
    "path", [path for path in OUTSIDE if "kernels" in path or "_ws" in path or "socket" in path]
)
def test_no_socket_to_a_kernel_opens(served, path):
    for port in (served.port, served.phones):
        wanted = {
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec_WebSocket_Version": "13",
            "Sec_WebSocket_Key": "AAAAAAAAAAAAAAAAAAAAAA==",
            "Origin": f"http://127.0.0.1:{port}",
            "Cookie": served.cookie,
        }
        for method in ("GET", "POST"):
            assert ask(port, path, method, **wanted).status in (403, 404)


def test_a_page_is_made_by_our_own_template_only(served):
    """Voilà would take another one from the address, with the code of the cells in it."""
    with closing(http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)) as line:
        where = "/workbook/07_assess_health?template=classic&theme=dark"
        line.request("GET", where, headers={"Cookie": served.cookie})
        opening = line.getresponse().read(2_000).decode()
    assert '<html lang="en-GB">' in opening
    assert "Canary town" in opening


@pytest.mark.parametrize(
    "method", ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "PROPFIND", "CONNECT"]
)
def test_other_methods_than_those_of_a_page_do_nothing(served, method):
    for port, paths in {
        served.port: ["/", "/login", "/copkit/place", "/copkit/page.js", "/phones", "/nothing"],
        served.phones: ["/", "/join", "/answer", "/join.js", "/nothing"],
    }.items():
        for path in paths:
            for shown in ({}, {"Cookie": served.cookie}):
                got = ask(port, path, method, **shown)
                assert (path, got.status in (302, 403, 404, 405), tells_nothing(got)) == (path, True, True)
                assert "Access-Control-Allow-Origin" not in got.headers


# What other pages in the same browser might try


@pytest.mark.parametrize(
    "host", ["bad.example", "bad.example:8765", "127.0.0.1.bad.example", "192.0.2.77", ""]
)
def test_a_name_that_somebody_pointed_at_this_computer_is_not_answered(served, host):
    """Were it answered, a page from there could read ours (DNS rebinding)."""
    for path in ("/", f"/?token={TOKEN}", "/login", "/phones", "/copkit/place", "/workbook/07_assess_health"):
        got = ask(served.port, path, Host=host, Cookie=served.cookie)
        assert (path, got.status, tells_nothing(got)) == (path, 403, True)
        assert got.cookies == {}
    if not host.startswith("192"):  # phones come by a number
        assert ask(served.phones, "/", Host=host).status == 403


@pytest.mark.parametrize(
    "came_from",
    [
        {},
        {"Origin": "http://bad.example"},
        {"Origin": "null"},
        {"Origin": "http://bad.example", "Referer": "http://bad.example/"},
        {"Origin": "http://127.0.0.1:1", "X_XSRFToken": "2|00000000|00000000000000000000000000000000|1"},
    ],
)
def test_another_site_writes_and_opens_nothing(served, came_from):
    before = served.as_facilitator("/phones/state").text
    adds = json.dumps({"do": "save", "edits": []}).encode()
    form = urlencode({"question": "vote", "round": "Theirs", "dots": "3"}).encode()
    kind = "application/x-www-form-urlencoded"
    for path, body in [("/copkit/place", adds), ("/phones", form), ("/login", f"password={TOKEN}".encode())]:
        got = served.as_facilitator(path, "POST", body, Content_Type=kind, **came_from)
        assert (path, got.status in (403, 404), tells_nothing(got)) == (path, True, True)
    assert served.as_facilitator("/phones/state").text == before
    assert served.does("/copkit/place", json=adds.decode()).status == 200


def test_signing_in_leads_to_no_other_site(served):
    for elsewhere in (
        "//bad.example",
        "http://bad.example/",
        "/\\bad.example",
        "https:///bad.example",
        "javascript:x",
    ):
        got = served.as_facilitator(f"/login?next={quote(elsewhere)}")
        assert got.status == 302
        assert re.fullmatch(r"/(%5C.*|\w.*)?", got.headers["Location"])


# What is too much


def test_what_is_far_too_long_is_refused_and_the_rest_goes_on(served):
    for port, body in {served.port: 999_999_999, served.phones: 99_999}.items():
        with suppress(ConnectionError, http.client.BadStatusLine):
            assert ask(port, "/", X_Long="x" * 100_000).status in (400, 431)
        with suppress(ConnectionError, http.client.BadStatusLine):
            assert ask(port, f"/?{'x' * 100_000}").status in (400, 414, 431)
        with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
            announced = f"POST /join HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {body}\r\n\r\nx"
            line.sendall(announced.encode())
            assert line.recv(100)[:12] in (b"HTTP/1.1 400", b"")  # before all of it has come
    assert ask(served.phones, "/state").status == 200
    assert served.as_facilitator("/").status == 200


def test_requests_that_never_end_hold_nobody_up(served):
    with ExitStack() as held:
        for port in (served.port, served.phones):
            for half in (
                b"",
                b"GET / HT",
                b"GET / HTTP/1.1\r\nHost: 1",
                b"POST /join HTTP/1.1\r\nContent-Length: 9\r\n",
            ):
                for _ in range(20):
                    line = held.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20))
                    line.sendall(half)
        began = time.monotonic()
        assert ask(served.phones, "/state").status == 200
        assert served.as_facilitator("/").status == 200
        assert time.monotonic() - began < 10


def test_who_guesses_codes_has_to_wait_and_the_others_have_not(served):
    code = served.opens_a_vote()
    got = [served.from_phone("/join", {"code": "AAAAAA"}).status for _ in range(12)]
    assert set(got) == {404, 429}
    assert got[-1] == 429
    assert served.from_phone("/join", {"code": code}).status == 429
    if OTHER != "127.0.0.1":
        assert served.from_phone("/join", {"code": code}, OTHER).status == 200


# What goes with each answer


def kinds_of_answers(served: Served) -> Iterator[tuple[str, Answer]]:
    """One of each kind that the two servers give."""
    key, phone = {"Cookie": served.cookie}, served.phones
    for status, path in {302: "/", 404: "/nothing", 400: "/?token=%ff", 200: "/login"}.items():
        yield f"{status}", ask(served.port, path)
    for path in ("/", "/phones", "/phones/state"):
        yield "200", ask(served.port, path, **key)
    for path in ("editors.js", "editors.css", "network_map.js", "page.js", "phones.js"):
        got = ask(served.port, f"/copkit/{path}")
        yield "200", got
        yield "304", ask(served.port, f"/copkit/{path}", If_None_Match=got.headers["Etag"])
        yield "405", ask(served.port, f"/copkit/{path}", "POST")
    yield "404", ask(served.port, "/workbook/nothing", **key)
    yield "404", ask(served.port, "/workbook/07_assess_health?community=Nobody", **key)
    yield "403", ask(served.port, "/copkit/place", "POST", b"{}", **key)
    yield "403", ask(served.port, "/", Host="bad.example")
    yield "405", ask(served.port, "/copkit/place", "TRACE", **key)
    yield "200", served.does("/copkit/place", json='{"do": "nothing"}')
    yield "400", served.does("/copkit/place", json="[")
    yield "400", served.does("/phones", question="nothing")
    yield "303", served.does("/phones", do="close")
    with served.broken():
        yield "500", ask(served.port, "/", **key)
        yield "500", ask(served.port, "/phones", **key)
    for path in ("/", "/state", "/join.js"):
        yield "200", ask(phone, path)
    yield "404", ask(phone, "/nothing")
    yield "405", ask(phone, "/", "PUT")
    yield "403", ask(phone, "/", Host="bad.example")
    yield "403", served.from_phone("/answer", {})
    yield "400", ask(phone, "/join", "POST", b"{", Origin=f"http://127.0.0.1:{phone}")


def test_each_answer_may_load_nothing_from_elsewhere_nor_be_framed_and_says_not_who_made_it(served):
    for expected, got in kinds_of_answers(served):
        assert str(got.status) == expected
        policy = got.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "base-uri 'none'" in policy
        assert not re.search(r"https?:|\*|unsafe-eval|script-src[^;]*unsafe", policy)
        assert {name: got.headers[name] for name in PROMISED} == PROMISED
        assert "Server" not in got.headers


def test_a_page_of_a_workbook_has_the_same_headers(served):
    with closing(http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)) as line:
        line.request("GET", "/workbook/07_assess_health", headers={"Cookie": served.cookie})
        got = line.getresponse()
        assert got.status == 200
        assert "frame-ancestors 'none'" in got.headers["Content-Security-Policy"]
        assert {name: got.headers[name] for name in PROMISED} == PROMISED
        assert "no-store" in got.headers["Cache-Control"]


def test_what_was_read_is_not_kept_on_the_disk_of_a_browser(served):
    for path in ("/", "/phones", "/phones/state"):
        assert served.as_facilitator(path).headers["Cache-Control"] == "no-store"


def test_a_cookie_is_for_this_site_only_and_who_signed_in_is_hidden_from_scripts(served):
    cookies = ask(served.port, f"/?token={TOKEN}").cookies
    assert len(cookies) == 2
    for name, cookie in cookies.items():
        assert "; SameSite=Strict" in cookie
        assert ("; HttpOnly" in cookie) == (name != "_xsrf")  # our own script sends this one back


# What is written in the window


def test_what_went_wrong_shows_as_one_sentence_that_names_nothing(served):
    with served.broken():
        for path in ("/", "/phones", "/workbook/07_assess_health"):
            got = served.as_facilitator(path)
            assert (path, got.status, tells_nothing(got)) == (path, 500, True)
            assert "This page could not be shown. Nothing is lost." in got.text


def test_the_window_names_no_place_no_path_no_person_no_key_and_no_code(served):
    """Whatever was attempted in all the tests before, and what follows here."""
    code = served.opens_a_vote()
    known = {"code": code, "edit": "edit-canary", "number": 1, "answer": {ISSUE: 2}}
    joined = served.from_phone("/join", known, OTHER)
    secret = joined.cookies["copkit_phone"].split("=", 1)[1].split(";")[0]
    shown = {"Cookie": f"copkit_phone={secret}"}
    assert served.from_phone("/answer", known, OTHER, **shown).status == 200
    with served.broken("votes"):
        got = served.from_phone("/answer", {**known, "edit": "edit-other", "number": 2}, OTHER, **shown)
        assert (got.status >= 500, tells_nothing(got)) == (True, True), got
    with served.broken():
        for path in ("/", "/phones", f"/?community={quote(COMMUNITY)}", f"/?token={TOKEN}"):
            assert served.as_facilitator(path).status == 500
    for path in (f"/nothing?token={TOKEN}", f"/{quote(MEMBER)}", f"/?code={code}", f"/?token={TOKEN}&x=%ff"):
        for port in (served.port, served.phones):
            ask(
                port,
                path,
                Cookie=f"{served.cookie}; copkit_phone={secret}",
                Referer=f"http://x/?token={TOKEN}",
            )
    served.as_facilitator(f"/workbook/07_assess_health?community={quote(MEMBER)}")
    served.does("/copkit/place", json=json.dumps({"do": "find", "community": MEMBER}))
    ask(served.port, "/", Cookie=f"{served.cookie[:-9]}")
    window = served.window
    first, _, rest = window.partition("\n")
    assert first == f"The workshop is at http://127.0.0.1:{served.port}/?token={TOKEN}"
    for name in (
        "canary",
        "town.place",
        code,
        secret,
        *served.cookies.values(),
        "%20",
        "127.0.0.1 ",
        str(Path.cwd()),
    ):
        assert name.lower() not in rest.lower()
    assert not re.search(r"(?<!:)/(?!phones\b)[\w.-]+", rest.replace("://", "")), rest
    assert "Something went wrong" in rest
    assert " ERROR at " not in rest  # each fault is told once
    assert len(rest.splitlines()) < 60
