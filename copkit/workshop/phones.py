"""The facilitator's page for phones: open a question, show the way in, see how many answered, close."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

import segno
from markupsafe import Markup
from tornado.web import authenticated

from copkit.packs.library import TEMPLATE_FOLDER
from copkit.place.called import community_called
from copkit.place.errors import CopkitError
from copkit.place.rules import fold
from copkit.workshop.join import own_address
from copkit.workshop.opening import (
    choose_sessions,
    events_held,
    events_with_sessions,
    feedback,
    knows,
    limit_of,
    survey,
    vote,
)
from copkit.workshop.pages import Guarded, Room, Script
from copkit.workshop.questions import Question, Refused
from copkit.workshop.session import HIGHEST_LIMIT, USUAL_LIMIT, Door, Session


class ForPhones(Guarded):
    """A page of ours that is there only where phones are let in."""

    def initialize(self, room: Room, **more: Door) -> None:
        super().initialize(room)
        self.door = more["door"]


class Phones(ForPhones):
    """Opens and closes what phones may answer."""

    @authenticated
    async def get(self) -> None:
        await self.show()

    @authenticated
    async def post(self) -> None:
        does = {"close": self.door.close, "free": self.free}.get(self.get_argument("do", ""), self.open)
        try:
            await asyncio.get_running_loop().run_in_executor(None, does)
        except CopkitError as error:
            self.set_status(400)
            await self.show(str(error))
            return
        self.redirect("/phones", status=303)

    def free(self) -> None:
        """Frees a name that the wrong phone took, or one that is gone."""
        if session := self.door.open_now:
            session.free(self.get_argument("name", ""))

    def open(self) -> None:
        """Opens what the form asks for. Raises `CopkitError`."""
        community = community_called(self.room.place, self.get_argument("community", ""))
        limit = limit_of(self.get_argument("limit", str(USUAL_LIMIT)), HIGHEST_LIMIT)
        asked: Question
        match self.get_argument("question", ""):
            case "vote":
                asked = vote(
                    self.room.place, community, self.get_argument("round", ""), self.get_argument("dots", "")
                )
            case "survey":
                asked = survey(self.room.place, community, self.get_argument("wave", ""))
            case "knows":
                asked = knows(self.room.place, community)
            case "sessions":
                asked = choose_sessions(self.room.place, self.get_argument("sessions_of", ""))
            case "feedback":
                asked = feedback(self.room.place, self.get_argument("feedback_on", ""))
            case _:
                raise Refused("Choose what to ask.")
        self.door.open(asked, limit)

    async def show(self, why: str = "") -> None:
        page = await asyncio.get_running_loop().run_in_executor(None, self.drawn, why)
        self.finish(page)

    def drawn(self, why: str) -> str:
        """The page, with what was typed still in its fields."""
        place, session = self.room.place, self.door.open_now
        today = dt.date.today()
        typed = {
            "question": "vote",
            "community": "",
            "round": f"{today.day} {today:%B %Y}",
            "dots": "5",
            "wave": "",
            "sessions_of": "",
            "feedback_on": "",
            "limit": str(USUAL_LIMIT),
        }
        typed |= {name: self.get_argument(name, usual) for name, usual in typed.items()}
        rounds = place.read("votes").groupby("round", sort=False)["voter"].nunique()
        return self.room.page(
            "phones",
            title=self.room.title,
            xsrf=self.xsrf_token.decode(),
            why=why,
            communities=self.room.communities,
            rounds=list(rounds.index),
            waves=list(place.read("survey_waves")["name"])[::-1],
            with_sessions=list(events_with_sessions(place)),
            held=list(events_held(place)),
            typed=typed,
            highest=HIGHEST_LIMIT,
            session=session,
            taken=sorted(session.taken(), key=fold) if session else [],
            way=way_in(self.room, session) if session else None,
            no_network=own_address() == "127.0.0.1",
        )


class PhonesState(ForPhones):
    """How many have joined and answered, for the page that shows it."""

    @authenticated
    def get(self) -> None:
        session = self.door.open_now
        self.finish(
            {
                "code": session.code if session else "",
                "joined": session.joined if session else 0,
                "answered": session.answered if session else 0,
                "taken": sorted(session.taken(), key=fold) if session else [],
            }
        )


def way_in(room: Room, session: Session) -> dict[str, Any]:
    """How a phone gets to what is open: the address, and the code that leads there."""
    address = f"http://{own_address()}:{room.phone_port}"
    drawing = segno.make(f"{address}/?code={session.code}", error="m", micro=False)
    return {
        "address": address,
        "drawing": Markup(drawing.svg_inline(scale=8, border=4, light="#ffffff", omitsize=True)),
    }


def phone_routes(room: Room, door: Door) -> list[tuple[Any, ...]]:
    """Where the facilitator's page for phones is found."""
    shared = {"room": room, "door": door}
    script = (TEMPLATE_FOLDER / "workshop" / "phones.js").read_text(encoding="utf-8")
    return [
        (r"/phones", Phones, shared),
        (r"/phones/state", PhonesState, shared),
        (r"/copkit/phones.js", Script, {"text": script, "kind": "text/javascript"}),
    ]
