"""The pages of the workshop: the list of the workbooks, a workbook, and the way to the place."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from typing import Any

import nbformat
from jinja2 import Environment
from jupyter_server.base.handlers import JupyterHandler
from tornado.web import HTTPError, RequestHandler, authenticated
from voila.tornado.handler import TornadoVoilaHandler

from copkit.packs.desk import with_parameters
from copkit.packs.export import templates
from copkit.packs.library import PLACE_PAGE, TEMPLATE_FOLDER, WORKBOOKS, workbook
from copkit.packs.own_script import own_script
from copkit.place.called import community_called
from copkit.place.errors import CopkitError
from copkit.place.store import Place
from copkit.widgets.bundle import script, style
from copkit.widgets.desk import Desk
from copkit.workshop.headers import protect
from copkit.workshop.kernels import started
from copkit.workshop.session import Door

_TEMPLATES = TEMPLATE_FOLDER / "workshop"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""What a page of the workshop may load: nothing from elsewhere, and no script but ours."""


class Room:
    """What all pages of one workshop share."""

    def __init__(self, place: Place, door: Door | None = None) -> None:
        self.place = place
        self.door = door
        self.phone_port = 0
        self._pages = Environment(loader=templates(), autoescape=True, trim_blocks=True, lstrip_blocks=True)

    def page(self, name: str, **what: Any) -> str:
        return self._pages.get_template(f"copkit-workshop/{name}.html.j2").render(**what)

    @property
    def title(self) -> str:
        names = list(self.place.read("place")["name"])
        return names[0] if names else "A place"

    @property
    def communities(self) -> list[str]:
        return list(self.place.read("communities")["name"])


class OfTheRoom(JupyterHandler):
    """A page for whoever signed in, and for nobody else."""

    room: Room

    @property
    def content_security_policy(self) -> str:
        return POLICY

    def set_default_headers(self) -> None:
        super().set_default_headers()
        protect(self, self.content_security_policy)

    def write_error(self, status_code: int, **what: Any) -> None:
        """One plain sentence, and the way back. Nothing of the place: it may be told to those who have not
        signed in, or because the place cannot be read."""
        error = what.get("exc_info", (None, None))[1]
        known = isinstance(error, HTTPError) and status_code < 500 and error.log_message
        why = "This page could not be shown. Nothing is lost."
        if known:
            why = str(error.log_message).replace("%%", "%")  # Tornado doubles the sign
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(self.room.page("wrong", why=why))


class Guarded(OfTheRoom):
    """A page of our own."""

    def initialize(self, room: Room) -> None:
        self.room = room


class Nothing(Guarded):
    """For all addresses that are not one of a page: nobody needs to sign in to be told so."""

    async def prepare(self) -> None:  # type: ignore[override]
        raise HTTPError(404, "There is nothing at this address.")


class Home(Guarded):
    @authenticated
    def get(self) -> None:
        """The seven workbooks, for one community or the whole place."""
        _ = self.xsrf_token
        chosen = self.get_argument("community", "")
        page = self.room.page(
            "home",
            title=self.room.title,
            communities=self.room.communities,
            chosen=chosen if chosen in self.room.communities else "",
            workbooks=[(found, _first_paragraph(found.path)) for found in WORKBOOKS],
            whole=PLACE_PAGE,
            phones=self.room.door is not None,
        )
        self.finish(page)


class Workbook(OfTheRoom, TornadoVoilaHandler):
    """A workbook, run from top to bottom in a kernel of its own, which ends with the page: what is
    typed on the page goes to the place by way of the server."""

    def initialize(self, room: Room, **kwargs: Any) -> None:
        super().initialize(**kwargs)
        self.room = room

    @authenticated
    async def get(self, name: str) -> None:
        _ = self.xsrf_token
        try:
            self.found = workbook(name, (PLACE_PAGE, *WORKBOOKS))
            self.community = community_called(self.room.place, self.get_argument("community", ""))
        except CopkitError as error:
            raise HTTPError(404, str(error)) from error
        await TornadoVoilaHandler.get(self, path=self.found.path.name)

    async def get_generator(self, path: str | None = None) -> AsyncGenerator[str, None]:
        kernels: list[str] = []
        started.set(kernels)
        try:
            async for part in super().get_generator(path=path):
                yield part
        finally:
            for kernel in kernels:
                if kernel in self.kernel_manager:
                    await self.kernel_manager.shutdown_kernel(kernel, now=True)


def parameterised(handler: Workbook, notebook: object, cwd: str) -> nbformat.NotebookNode:
    """The workbook with the place and community of the page in its parameters, as Voilà's hook."""
    where = {"place": handler.room.place.where, "community": handler.community}
    ready = with_parameters(handler.found, where)
    ready.metadata["copkit"] = {
        **where,
        "communities": handler.room.communities,
        "title": handler.room.title,
        "phones": handler.room.door is not None,
    }
    return ready


class PlaceQuestions(Guarded):
    """Answers the editors. Each answer is worked out beside the server's loop, so that a slow disk
    stops nobody."""

    @authenticated
    async def post(self) -> None:
        try:
            question = json.loads(self.request.body)
            community = community_called(self.room.place, str(question.get("community") or ""))
        except (ValueError, AttributeError):
            raise HTTPError(400, "This is not a question that the place understands.") from None
        except CopkitError as error:
            self.finish({"refused": [{"text": str(error)}]})
            return
        desk = Desk(self.room.place, community)
        answer = await asyncio.get_running_loop().run_in_executor(None, desk.answer, question)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(answer))


class Script(RequestHandler):
    """The script and the style of the pages. They hold nothing of the place."""

    def initialize(self, text: str, kind: str) -> None:
        self.text, self.kind = text, kind

    def set_default_headers(self) -> None:
        protect(self, POLICY)

    def get(self) -> None:
        self.set_header("Content-Type", f"{self.kind}; charset=utf-8")
        self.set_header("Cache-Control", "no-cache")
        self.finish(self.text)


def routes(room: Room, **voila: Any) -> list[tuple[Any, ...]]:
    """Where each page is found."""
    shared = {"room": room}
    page = (_TEMPLATES / "page.js").read_text(encoding="utf-8")
    return [
        (r"/", Home, shared),
        (r"/workbook/([\w ]+)", Workbook, {**shared, **voila}),
        (r"/copkit/place", PlaceQuestions, shared),
        (r"/copkit/editors.js", Script, {"text": script(), "kind": "text/javascript"}),
        (r"/copkit/editors.css", Script, {"text": style(), "kind": "text/css"}),
        (r"/copkit/network_map.js", Script, {"text": own_script(), "kind": "text/javascript"}),
        (r"/copkit/page.js", Script, {"text": page, "kind": "text/javascript"}),
    ]


def _first_paragraph(path: Any) -> str:
    """What the workbook says that it is for."""
    opening = str(nbformat.read(path, as_version=4).cells[0].source)
    return opening.split("\n\n")[1]
