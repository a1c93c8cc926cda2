"""The phones' own server, asked over the network of this computer: what it takes, and what it never tells."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import html
import http.client
import json
import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest

from copkit.place.schema.people import SECTORS
from copkit.place.store import Place
from copkit.workshop.join import names_this_computer, own_address, serve
from copkit.workshop.opening import choose_sessions, feedback, knows, survey, vote
from copkit.workshop.pages import Room
from copkit.workshop.questions import NOT_UNDERSTOOD
from copkit.workshop.questions.of_events import MOST_SIGNS
from copkit.workshop.session import Door

ISSUES = ["Canary issue one", "Canary issue two", "<b>Canary</b> & three"]
NAMED = ["Canary Amina", "Canary Ben", "<script>alert('Canary')</script>"]
SESSIONS = ["Canary damp", "<em>Canary</em> bread"]
ROUTES = ["/", "/join", "/state", "/answer", "/who", "/join.js"]
ELSEWHERE = ["/phones", "/phones/state", "/copkit/place", "/workbook/01_map_issues", "/login", "/api/kernels"]
ELSEWHERE += [
    "/static/../town.place",
    "/..%2f..%2ftown.place",
    "/join.js/../../",
    "/town.place",
    "/%00",
    "//",
    "/ä",
]


@dataclass
class Served:
    place: Place
    door: Door
    port: int

    def phone(self) -> Phone:
        return Phone(self.port)

    def joined(self) -> Phone:
        phone = self.phone()
        assert phone.join(self.door.session.code)[0] == 200
        return phone


@dataclass
class Phone:
    """A phone: it keeps its cookie, and comes from the page that it was given."""

    port: int
    cookie: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    set_cookie: str = ""

    def ask(self, path: str, body: Any = None, method: str = "", **headers: str | None) -> tuple[int, str]:
        sent: dict[str, str | None] = {}
        if self.cookie:
            sent["Cookie"] = f"copkit_phone={self.cookie}"
        if body is not None:
            sent |= {"Content-Type": "application/json", "Origin": f"http://127.0.0.1:{self.port}"}
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            what = {name: value for name, value in sent.items() if value is not None}
            line.request(
                method or ("GET" if body is None else "POST"), path.replace("ä", "%C3%A4"), body, what
            )
            got = line.getresponse()
            self.headers = dict(got.getheaders())
            if found := self.headers.get("Set-Cookie"):
                self.set_cookie = found
                self.cookie = found.split(";")[0].split("=", 1)[1]
            return got.status, got.read().decode()
        finally:
            line.close()

    def join(self, code: object) -> tuple[int, str]:
        return self.ask("/join", {"code": code})

    def send(
        self, answer: object, number: int = 1, edit: str = "", member: str = "", **more: object
    ) -> tuple[int, str]:
        edit = edit or f"edit-{number:04}"
        body = {"edit": edit, "number": number, "answer": answer, "member": member, **more}
        return self.ask("/answer", body)


@pytest.fixture
def served(tmp_path) -> Iterator[Served]:
    """The phones' server on a place full of canaries, with nothing open yet."""
    place = Place.create(tmp_path / "town.place")
    with place.change("Fill") as change:
        change.add("place", {"name": "Canary town"})
        change.add("communities", {"name": "Canary Homes"})
        for name in [*NAMED, "Canary Shy"]:
            change.add(
                "members", {"name": name, "agrees_to_be_named": "no" if name.endswith("Shy") else "yes"}
            )
            change.add("memberships", {"member": name, "community": "Canary Homes", "role": "active"})
        for name in ISSUES:
            change.add("issues", {"name": name})
            change.add("coverage", {"issue": name, "community": "Canary Homes"})
        change.add("survey_waves", {"name": "Spring", "opened": "2026-03-01"})
        change.add("survey_items", {"name": "trust", "statement": "<i>Canary</i> trust", "element": "value"})
        change.add("events", {"name": "Canary fair", "date": dt.date.today(), "community": "Canary Homes"})
        for name in SESSIONS:
            change.add("sessions", {"name": name, "event": "Canary fair", "host": NAMED[0]})
    door = Door(place)
    loop = asyncio.new_event_loop()
    started: list[Any] = []
    ready = threading.Event()

    async def begin() -> None:
        started.extend(serve(door, Room(place).page, _free_port()) or ())
        ready.set()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(begin())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(20)
    yield Served(place, door, started[1])

    async def end() -> None:
        started[0].stop()
        await started[0].close_all_connections()

    asyncio.run_coroutine_threadsafe(end(), loop).result(20)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(20)
    loop.close()
    place.close()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def test_forty_phones_at_once_and_every_acknowledged_vote_counts_once(served):
    session = served.door.open(vote(served.place, "", "May", 3))
    start = threading.Barrier(40)

    def phone(number: int) -> tuple[int, int]:
        one = served.phone()
        start.wait(30)
        assert one.join(session.code)[0] == 200
        answer = {ISSUES[number % 3]: 3}
        return one.send(answer)[0], one.send(answer)[0]

    began = time.perf_counter()
    with ThreadPoolExecutor(40) as crowd:
        got = list(crowd.map(phone, range(40)))
    assert got == [(200, 200)] * 40
    assert time.perf_counter() - began < 60
    rows = served.place.read("votes")
    assert Counter(rows["voter"]) == Counter(f"p{number:02}" for number in range(1, 41))
    assert rows["dots"].sum() == 120
    assert (session.joined, session.answered) == (40, 40)


def test_the_page_offers_what_is_open_and_an_answer_is_saved(served):
    served.door.open(survey(served.place, "Canary Homes", "Spring"))
    phone = served.joined()
    status, page = phone.ask("/")
    assert status == 200
    assert "Survey: Spring" in page
    status, said = phone.send({"trust": 4})
    assert status == 200
    assert re.fullmatch(r"\d\d:\d\d", json.loads(said)["saved"])
    assert list(served.place.read("responses")["respondent"]) == ["s1p01"]


def test_where_a_participant_comes_from_is_offered_in_a_vote_and_checked(served):
    served.door.open(vote(served.place, "", "May", 3))
    phone = served.joined()
    page = phone.ask("/")[1]
    assert re.findall(r'<option value="(\w*)"', page) == ["", *SECTORS]
    assert " selected" not in page
    for wrong in ("made up", "RESIDENT", None, 7, ["resident"], {"resident": 1}):
        status, said = phone.send({ISSUES[0]: 1}, sector=wrong)
        assert (status, json.loads(said)["refused"]) == (400, NOT_UNDERSTOOD)
    assert served.place.read("votes").empty
    assert phone.send({ISSUES[0]: 1}, sector="resident")[0] == 200
    assert list(served.place.read("votes")["sector"]) == ["resident"]
    assert re.search(r'<option value="resident" selected>', phone.ask("/")[1])
    assert " selected" not in served.joined().ask("/")[1]
    served.door.open(knows(served.place, "Canary Homes"))
    assert "I come from" not in served.joined().ask("/")[1]


def test_the_outcome_is_not_on_the_page_of_a_vote(served):
    with served.place.change("Mark") as change:
        change.add("issues", {"name": "Canary outcome", "is_outcome": "yes"})
    served.door.open(vote(served.place, "", "May", 3))
    phone = served.joined()
    assert "Canary outcome" not in phone.ask("/")[1]
    assert phone.send({"Canary outcome": 1})[0] == 400


def test_what_is_closed_is_refused_in_a_sentence(served):
    served.door.open(vote(served.place, "", "May", 3))
    phone = served.joined()
    served.door.close()
    for path, body in [
        ("/answer", {"edit": "edit-1", "number": 1, "answer": {ISSUES[0]: 1}}),
        ("/who", {"name": NAMED[0]}),
    ]:
        status, said = phone.ask(path, body)
        assert (status, json.loads(said)["closed"]) == (403, True)
        assert "closed" in json.loads(said)["refused"]
    assert served.phone().join(served.door.session.code)[0] == 404
    assert served.place.read("votes").empty
    assert "Canary" not in phone.ask("/")[1]


@pytest.mark.parametrize("kind", ["nothing", "vote", "survey", "knows", "sessions", "feedback"])
def test_nothing_of_the_place_can_be_read_without_joining(served, kind):
    """Whatever is open: all routes, and some that might be there, by every method."""
    if kind != "nothing":
        opened = {
            "vote": lambda: vote(served.place, "Canary Homes", "May", 3),
            "survey": lambda: survey(served.place, "Canary Homes", "Spring"),
            "knows": lambda: knows(served.place, "Canary Homes"),
            "sessions": lambda: choose_sessions(served.place, "Canary fair"),
            "feedback": lambda: feedback(served.place, "Canary fair"),
        }
        served.door.open(opened[kind]())
    for path in [*ROUTES, *ELSEWHERE]:
        for method in ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"):
            for cookie in ("", "made-up"):
                phone = Phone(served.port, cookie)
                body = None if method in ("GET", "HEAD", "OPTIONS") else {}
                status, text = phone.ask(path, body, method)
                for word in ("Canary", "Traceback", "May", "Spring", str(served.place.where)):
                    assert word not in text
                assert "Server" not in phone.headers
                if method == "GET" and path in ("/", "/state", "/join.js"):
                    assert status == 200
                else:
                    assert status in (400, 403, 404, 405)


def test_who_has_joined_reads_what_is_open_and_no_more(served):
    served.door.open(vote(served.place, "Canary Homes", "May", 3))
    phone = served.joined()
    page = phone.ask("/")[1]
    assert "Canary issue one" in page
    for word in ["Canary Amina", "Canary Shy", "Canary town", "Canary trust"]:
        assert word not in page
    served.door.open(knows(served.place, "Canary Homes"))
    assert "Canary" not in phone.ask("/")[1]
    phone = served.joined()
    page = phone.ask("/")[1]
    assert "Canary Amina" in page
    assert "Canary Shy" not in page
    assert "Canary issue" not in page


def test_a_name_is_taken_by_one_phone_only(served):
    served.door.open(knows(served.place, "Canary Homes"))
    first, second = served.joined(), served.joined()
    assert first.ask("/who", {"name": NAMED[0]})[0] == 200
    assert NAMED[0] not in second.ask("/")[1]
    assert second.ask("/who", {"name": NAMED[0]})[0] == 400
    assert second.ask("/who", {"name": "Canary Shy"})[0] == 400
    assert first.send({NAMED[1]: 1}, member=NAMED[0])[0] == 200
    assert list(served.place.read("ties")["to_member"]) == [NAMED[1]]


def test_markup_shows_as_text(served):
    served.door.open(vote(served.place, "", "<u>May</u>", 3))
    phone = served.joined()
    phone.send({ISSUES[2]: 3})
    page = phone.ask("/")[1]
    assert "&lt;b&gt;Canary&lt;/b&gt; &amp; three" in page
    assert "&lt;u&gt;May&lt;/u&gt;" in page
    served.door.open(knows(served.place, "Canary Homes"))
    pages = [page, served.joined().ask("/")[1]]
    served.door.open(survey(served.place, "Canary Homes", "Spring"))
    pages.append(served.joined().ask("/")[1])
    for page in pages:
        assert not re.search(r"<(b|u|i)>|<script>alert", page)


def test_sessions_are_offered_by_their_titles_and_nobodys_name(served):
    served.door.open(choose_sessions(served.place, "Canary fair"))
    first, second = served.joined(), served.joined()
    assert first.send({SESSIONS[1]: 1})[0] == 200
    pages = [phone.ask("/")[1] for phone in (first, second)]
    for page in pages:
        assert [html.unescape(name) for name in re.findall(r'value="([^"]+)"', page)] == SESSIONS
        for word in (*NAMED, html.escape(NAMED[2]), "Canary issue", "Canary town", "<em>"):
            assert word not in page
    assert 'data-answer="null"' in pages[1]
    assert "p01" not in pages[1]


def test_words_of_a_phone_are_shown_to_it_alone_and_never_as_markup(served):
    served.door.open(feedback(served.place, "Canary fair"))
    first, second = served.joined(), served.joined()
    words = "\"><script>alert('Canary words')</script>\n{{ 7 * 7 }} =1+1"
    sent = {"worth": 2, "keep": words, "change": "", "may_be_shared": False}
    assert first.send(sent)[0] == 200
    own, others = (phone.ask("/")[1] for phone in (first, second))
    assert "<script>alert" not in own
    kept = json.loads(html.unescape(re.search(r'data-answer="([^"]*)"', own)[1]))
    assert kept == {**sent, "change": None}
    assert "Canary words" not in others + second.ask("/state")[1] + first.ask("/state")[1]
    assert 'data-answer="null"' in others
    assert list(served.place.read("feedback")["keep"]) == [words]


def test_words_of_a_page_get_through_and_longer_ones_are_told(served):
    served.door.open(feedback(served.place, "Canary fair"))
    phone = served.joined()
    longest = "€" * MOST_SIGNS
    body = {"worth": 5, "keep": longest, "change": longest, "may_be_shared": True}
    sent = {"edit": "edit-0001", "number": 1, "answer": body, "member": ""}
    assert phone.ask("/answer", json.dumps(sent, ensure_ascii=False).encode())[0] == 200
    status, said = phone.send({**body, "change": "", "keep": "a" * (MOST_SIGNS + 1)}, 2)
    assert status == 400
    assert json.loads(said)["refused"].endswith("up to 2,000 can be sent.")
    status, said = phone.send({**body, "keep": "a" * 20_000}, 3)
    assert (status, json.loads(said)["refused"]) == (400, "This is too long to be an answer.")
    assert phone.ask("/join", {"code": "A" * 21_000})[0] == 400
    assert list(served.place.read("feedback")["change"]) == [longest]


def test_the_cookie_is_for_this_server_and_no_script(served):
    served.door.open(vote(served.place, "", "May", 3))
    phone = served.joined()
    assert "HttpOnly" in phone.set_cookie
    assert "SameSite=Strict" in phone.set_cookie
    assert len(phone.cookie) >= 32
    phone.ask("/")
    assert "default-src 'none'" in phone.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in phone.headers["Content-Security-Policy"]
    assert phone.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://bad.example"},
        {"Origin": None},
        {"Origin": "null"},
        {"Host": "bad.example"},
        {"Host": "bad.example", "Origin": "http://bad.example"},
    ],
)
def test_what_another_page_sends_is_refused(served, headers):
    session = served.door.open(vote(served.place, "", "May", 3))
    phone = served.joined()
    body = {"edit": "edit-1", "number": 1, "answer": {ISSUES[0]: 1}}
    for path, what in [("/answer", body), ("/join", {"code": session.code})]:
        status, said = phone.ask(path, what, **headers)
        assert status == 403
        assert json.loads(said)["refused"].endswith(("again.", "screen."))
    assert served.place.read("votes").empty


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"", {}),
        (b"{", {}),
        (b"[" * 9_000, {}),
        (b"\xff\xfe", {}),
        (b"[]", {}),
        (b'{"edit": 7}', {}),
        (b'{"number": ' + b"9" * 6_000 + b"}", {}),
        (b"{" + b" " * 21_000 + b"}", {}),
        (b"a=b", {"Content-Type": "application/x-www-form-urlencoded"}),
        (b"broken", {"Content-Type": "multipart/form-data; boundary=x"}),
        (b'{"edit": "edit-1", "number": 1, "answer": {"\\ud800": 1}}', {}),
    ],
)
def test_wrong_input_gets_a_sentence_and_no_traceback(served, body, headers):
    served.door.open(vote(served.place, "", "May", 3))
    phone = served.joined()
    for path in ("/answer", "/join", "/who"):
        status, said = phone.ask(path, body, **headers)
        assert status in (400, 404)
        assert json.loads(said)["refused"].endswith((".", "again."))
        assert "Traceback" not in said
    assert phone.ask("/state")[0] == 200
    assert served.place.read("votes").empty


def test_a_body_that_is_far_too_long_is_not_even_read(served):
    phone = served.phone()
    # the line may be cut while it is still being sent
    with contextlib.suppress(ConnectionError, http.client.BadStatusLine):
        assert phone.ask("/join", b"x" * 100_000)[0] == 400
    assert phone.ask("/state")[0] == 200


def test_after_ten_wrong_codes_an_address_waits(served):
    session = served.door.open(vote(served.place, "", "May", 3))
    got = [served.phone().join("AAAAAA") for _ in range(11)]
    assert [status for status, _ in got] == [404] * 10 + [429]
    assert "Wait a minute" in got[-1][1]
    assert served.phone().join(session.code)[0] == 429


def test_a_phone_that_asks_too_often_is_told_to_wait(served):
    served.door.open(vote(served.place, "", "May", 3))
    phone = served.joined()
    got = [phone.ask("/state")[0] for _ in range(30)]
    assert got[0] == 200
    assert got[-1] == 429


def test_more_phones_than_the_limit_are_told(served):
    served.door.open(vote(served.place, "", "May", 3), limit=2)
    served.joined(), served.joined()
    status, said = served.phone().join(served.door.session.code)
    assert status == 403
    assert "All 2 places are taken" in said


def test_a_place_that_is_busy_is_told_and_the_answer_can_be_sent_again(served, monkeypatch):
    served.door.open(vote(served.place, "", "May", 3))
    phone = served.joined()
    with monkeypatch.context() as patch:
        patch.setattr(Place, "change", _busy)
        assert phone.send({ISSUES[0]: 1})[0] == 503
    assert phone.send({ISSUES[0]: 1})[0] == 200


def _busy(*_: object, **__: object) -> None:
    from copkit.place.errors import PlaceUnreadable

    raise PlaceUnreadable("town.place", "another program is writing to it", "Wait.")


def test_the_address_is_a_number():
    assert names_this_computer(f"{own_address()}:8865")
    for wrong in (
        "",
        "bad.example",
        "localhost.bad.example",
        "127.0.0.1.bad.example",
        "[::1",
        "127.0.0.1@bad.example",
    ):
        assert not names_this_computer(wrong)
