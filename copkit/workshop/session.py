"""What is open to participants' phones: which question, its code, who has joined, and the limits.

One question is open at a time. A phone joins with the code of six signs and from then on shows a
secret. All of it is kept in memory and ends with the workshop; the answers stand in the place.
"""

from __future__ import annotations

import datetime as dt
import re
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from copkit.place.errors import ChangeRefused, CopkitError
from copkit.place.rules import fold
from copkit.place.store import Place
from copkit.workshop.questions import NOT_UNDERSTOOD, Answer, Knows, Question, Refused, Stated

SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Of which a code is made: none that is taken for another (1, I and L; 0 and O)."""

CODE_LENGTH = 6
USUAL_LIMIT = 60
HIGHEST_LIMIT = 300

NO_SUCH_CODE = "Nothing is open with this code. Look at the six signs on the screen again."
NOT_JOINED = "This phone has not joined what is open now. Enter the code that the facilitator shows."
CLOSED = "This is closed. Nothing more is taken."
NOT_IN_THE_LIST = "This name cannot be chosen here. If it is yours, tell the facilitator."
TOO_FAST = "That was too fast. Wait a moment and try again."
_EDIT = re.compile(r"[A-Za-z0-9-]{6,40}")
_LAST_NUMBER = 2**53


class Pace:
    """Lets so many through in so many seconds, counted for each key.

    >>> clock = iter([0.0, 1.0, 2.0, 61.0])
    >>> pace = Pace(2, 60, lambda: next(clock))
    >>> [pace.take("a") for _ in range(4)]
    [True, True, False, True]
    """

    KEYS = 5_000

    def __init__(self, most: int, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._now = most, seconds, now
        self._taken: dict[str, deque[float]] = {}

    def take(self, key: str) -> bool:
        """Counts one and says whether it may pass; what may not pass is not counted."""
        now = self._now()
        if self._full(key, now):
            return False
        self._forget(now)
        self._taken.setdefault(key, deque()).append(now)
        return True

    def full(self, key: str) -> bool:
        """Whether the next one would not pass."""
        return self._full(key, self._now())

    def _full(self, key: str, now: float) -> bool:
        taken = self._taken.get(key, deque())
        while taken and taken[0] <= now - self._seconds:
            taken.popleft()
        return len(taken) >= self._most

    def _forget(self, now: float) -> None:
        """Keeps the memory small, however many addresses somebody makes up."""
        if len(self._taken) < self.KEYS:
            return
        self._taken = {key: at for key, at in self._taken.items() if at and at[-1] > now - self._seconds}
        while len(self._taken) >= self.KEYS:
            self._taken.pop(next(iter(self._taken)))


@dataclass(eq=False)
class Participant:
    """One phone. ``mark`` stands in the history of the place and says nothing of the person."""

    code: str
    mark: str = field(default_factory=lambda: f"phone-{secrets.token_hex(6)}")
    member: str = ""
    rows: list[int] = field(default_factory=list)
    newest: int = 0
    answer: Answer | None = None
    sector: str = ""
    own: str = ""
    """The code that the participant chose in place of the one that was given; '' if none."""

    @property
    def shown(self) -> str:
        """By which code the phone says that it takes part: the chosen one, even where the answers stand
        under another, as the phone may not find out who has answered."""
        return self.own or self.code

    @property
    def has_answered(self) -> bool:
        return self.answer is not None


class Session:
    """One question, from opening to closing. Phones may ask from several threads at once."""

    def __init__(
        self,
        place: Place,
        question: Question,
        limit: int = USUAL_LIMIT,
        people: dict[str, Participant] | None = None,
    ) -> None:
        self.question, self.limit = question, limit
        self.code = "".join(secrets.choice(SIGNS) for _ in range(CODE_LENGTH))
        self.closed = False
        self.people = {} if people is None else people
        self._place = place
        self._used = question.used(place.rows(question.table))
        self._joining, self._writing = threading.Lock(), threading.Lock()

    @property
    def joined(self) -> int:
        return len(self.people)

    @property
    def answered(self) -> int:
        return sum(one.has_answered for one in list(self.people.values()))

    def close(self) -> None:
        """From now on nothing is taken. What is being written at this moment still stands."""
        self.closed = True

    def join(self, secret: str = "") -> str:
        """The secret of a phone that joins; a phone that joined before keeps its own."""
        with self._joining:
            self._must_be_open()
            if secret in self.people:
                return secret
            if len(self.people) >= self.limit:
                raise Refused(f"All {self.limit} places are taken. Tell the facilitator.", 403)
            secret = secrets.token_urlsafe(24)
            self.people[secret] = Participant(self._next_code())
            return secret

    def participant(self, secret: str) -> Participant:
        """Who shows this secret. Raises `Refused`."""
        found = self.people.get(secret)
        if found is None:
            raise Refused(NOT_JOINED, 403)
        return found

    def answer(
        self,
        secret: str,
        edit: object,
        number: object,
        answer: object,
        member: object = "",
        sector: object = "",
        own: object = "",
    ) -> dict[str, object]:
        """Saves an answer in the place of the one before. ``edit`` is the phone's code for it: sent again,
        it is written once. ``number`` grows with each answer of a phone: one that was on its way for
        long does not take the place of a newer one. ``member`` is for whom the phone took it to be,
        ``sector`` where the participant comes from, ``own`` the code that the participant chose. Raises
        `Refused`."""
        if not isinstance(edit, str) or not _EDIT.fullmatch(edit):
            raise Refused(NOT_UNDERSTOOD)
        if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < _LAST_NUMBER:
            raise Refused(NOT_UNDERSTOOD)
        self._must_be_open()
        one = self.participant(secret)
        with self._writing:
            self._must_be_open()
            read, stated = self.question.read(answer, one.member), self.question.stated(sector)
            chosen = self.question.own_code(own)
            if member != one.member:
                raise Refused("This was meant for another name. Load the page again.")
            if number < one.newest:
                raise Refused("A newer answer from this phone is saved already. Send again to replace it.")
            self._write(one, read, edit, stated, chosen)
            one.newest, one.answer, one.sector = number, read, str(sector)
        return {"saved": f"{dt.datetime.now():%H:%M}", "you": one.shown, "newest": one.newest}

    def choose(self, secret: str, name: object) -> None:
        """Says which member holds the phone; '' takes it back, and what was saved under the name with it.
        Each name can be taken by one phone. Raises `Refused`."""
        self._must_be_open()
        one = self.participant(secret)
        if not isinstance(self.question, Knows):
            raise Refused("Nobody is asked for a name now.", 404)
        if not isinstance(name, str) or (name and name not in self.question.offered):
            raise Refused(NOT_IN_THE_LIST)
        with self._writing:
            self._must_be_open()
            if name and name in self.taken(but=one):
                raise Refused(NOT_IN_THE_LIST)
            if one.member != name:
                self._let_go(one)
            one.member = name

    def free(self, name: str) -> None:
        """Takes a name from the phone that has it, with what was saved under it."""
        with self._writing:
            for one in list(self.people.values()):
                if name and one.member == name:
                    self._let_go(one)

    def taken(self, but: Participant | None = None) -> set[str]:
        """Names that phones have taken."""
        return {one.member for one in list(self.people.values()) if one is not but and one.member}

    def _let_go(self, one: Participant) -> None:
        if one.answer is not None:
            self._write(one, None, "", {})
        one.member, one.answer = "", None

    def _must_be_open(self) -> None:
        if self.closed:
            raise Refused(CLOSED, 403, closed=True)

    def _next_code(self, used: set[str] | None = None) -> str:
        used = (used or set()) | self._used | {fold(one.code) for one in self.people.values()}
        number = 1
        while fold(self.question.code(number)) in used:
            number += 1
        return self.question.code(number)

    def _write(
        self, one: Participant, answer: Answer | None, edit: str, stated: Stated, own: str = ""
    ) -> None:
        about = f"{self.question.heading} (phone)"
        try:
            with self._place.change(about, by=one.mark, edit=edit and f"{one.mark}-{edit}") as change:
                if change.written_before():
                    return
                used = self.question.used(change.rows(self.question.table))
                code = self._code_for(one, own, used)
                standing = one.rows
                if standing and fold(code) != fold(one.code):
                    standing = self.question.take_back(change, standing, one.code, one.member)
                if answer is None:
                    rows = self.question.take_back(change, standing, code, one.member)
                else:
                    rows = self.question.write(change, standing, code, one.member, answer, stated)
            one.code, one.rows, one.own = code, rows, own
        except Refused:
            raise
        except ChangeRefused:
            text = "Not saved: what is asked has changed in the meantime. Tell the facilitator."
            raise Refused(text) from None
        except CopkitError:
            raise Refused("The workshop cannot save at this moment. Try again.", 503) from None

    def _code_for(self, one: Participant, own: str, used: set[str]) -> str:
        """The code that the participant chose. If somebody else has answered with it, or none was chosen, a
        given one: no answer overwrites another, and no phone learns by a refusal who has answered."""
        is_own = bool(one.rows) and fold(one.code) == fold(own)
        return own if own and (is_own or fold(own) not in used) else self._given_code(one, used)

    def _given_code(self, one: Participant, used: set[str]) -> str:
        """The code that was given to the participant; another one if somebody wrote it down by hand before
        the first answer came, so that two people's dots never count as one person's."""
        if fold(one.code) != fold(one.own) and (one.rows or fold(one.code) not in used):
            return one.code
        with self._joining:
            return self._next_code(used)


class Door:
    """By which phones come in: at most one question is open, and no phone may knock too often.

    A question that is opened again goes on with the phones that it had, so that nobody counts twice.
    """

    def __init__(self, place: Place, now: Callable[[], float] = time.monotonic) -> None:
        self.session: Session | None = None
        self._place = place
        self._wrong_codes = Pace(10, 60, now)
        self._phones = Pace(20, 4, now)
        self._addresses = Pace(400, 4, now)
        self._earlier: dict[tuple[str, ...], dict[str, Participant]] = {}

    @property
    def open_now(self) -> Session | None:
        return self.session if self.session and not self.session.closed else None

    def open(self, question: Question, limit: int = USUAL_LIMIT) -> Session:
        """Opens a question; closes the one before."""
        self.close()
        people = self._earlier.setdefault(question.same, {})
        self.session = Session(self._place, question, limit, people)
        return self.session

    def close(self) -> None:
        if self.session:
            self.session.close()

    def join(self, address: str, code: object, secret: str = "") -> str:
        """The secret of a phone that brings the right code. Raises `Refused`."""
        if self._wrong_codes.full(address):
            raise Refused("Too many wrong codes. Wait a minute, then try again.", 429)
        session = self.open_now
        typed = re.sub(r"[\s-]", "", code).upper() if isinstance(code, str) else ""
        if session is None or not typed.isascii() or not secrets.compare_digest(typed, session.code):
            self._wrong_codes.take(address)
            raise Refused(NO_SUCH_CODE, 404)
        return session.join(secret)

    def knock(self, address: str, secret: str) -> None:
        """Counts a request. Raises `Refused` if a phone, or an address, asks too often."""
        session = self.session
        known = session is not None and secret in session.people
        passes = self._phones.take(secret) if known else self._addresses.take(address)
        if not passes:
            raise Refused(TOO_FAST, 429)
