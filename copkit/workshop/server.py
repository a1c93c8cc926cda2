"""The server of the workshop: Voilà runs the workbooks, our own pages show them and save what is typed.

It listens on this computer only, and whoever opens it needs its token. With ``share`` a second one,
which holds nothing but the pages of participants' phones, can be reached from the network.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from traitlets import Instance
from traitlets.config import Config
from voila.app import Voila

from copkit.packs.export import FOLDERS
from copkit.packs.forked_kernels import PROVISIONER, lines
from copkit.packs.library import TEMPLATE_FOLDER, WORKBOOK_FOLDER
from copkit.place.demo import fill_demo
from copkit.place.store import Place
from copkit.place.view import DEMO
from copkit.widgets.editor import WORKSHOP
from copkit.workshop.join import own_address, serve
from copkit.workshop.kernels import WarmKernels
from copkit.workshop.log import discreet
from copkit.workshop.pages import Nothing, Room, parameterised, routes
from copkit.workshop.phones import phone_routes
from copkit.workshop.session import Door
from copkit.workshop.sign_in import Host, SignIn

AWAY = 100
"""How far the port of the phones is from the workshop's own."""

PORT = 8765
"""The same every time: what a browser keeps of a lost connection belongs to this address."""

AN_HOUR = 3600
"""So long Voilà may be silent; then it sends a slow page a script of its own, which no browser runs here."""


class WorkshopServer(Voila):
    """Voilà with our pages in place of its own."""

    room = Instance(Room)
    told: Callable[[str], None] = print
    opens = True

    def load_config_file(self, filename: str, path: Any = None) -> None:
        """What somebody set up for Voilà on this computer, or left in this folder, is not for the workshop:
        it could open it to the network or take the key away."""

    def get_default_logging_config(self) -> dict[str, Any]:
        """By way of what is set up for all logs: see `discreet`."""
        own = {self.__class__.__name__: {"level": "ERROR", "propagate": True}}
        return {"version": 1, "disable_existing_loggers": False, "loggers": own}

    def setup_template_dirs(self) -> None:
        """Our templates, under the names by which they know each other."""
        super().setup_template_dirs()
        folder = Path(tempfile.mkdtemp(prefix="copkit-"))
        for name, found in FOLDERS.items():
            shutil.copytree(TEMPLATE_FOLDER / found, folder / name)
        self._folder = folder
        self.template_paths: list[str] = [str(folder / "copkit-workshop"), str(folder), *self.template_paths]

    def init_handlers(self) -> list[Any]:
        """Sign-in, the pages, and nothing else of Voilà's: no kernel and no file can be asked for."""
        voila = {
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        self.app.settings["default_handler_args"] = {"room": self.room}
        self.kernel_manager.warm()
        shared = phone_routes(self.room, self.room.door) if self.room.door else []
        return [(r"/login", SignIn, {"room": self.room}), *routes(self.room, **voila), *shared]

    def exit(self, exit_status: int | str = 0) -> None:
        """Called if no port is free."""
        if exit_status:
            self.told(
                "The workshop cannot be opened: no port is free for it. Choose another one with --port."
            )
        super().exit(exit_status)

    def launch_browser(self) -> None:
        """Called once the port is known: tells where the workshop is, and opens it."""
        where = f"http://{self.ip}:{self.port}/?{urlencode({'token': self.token})}"
        self.told(f"The workshop is at {where}")
        if self.room.door:
            self.share(self.room.door)
        self.told("Leave this window open. To end the workshop, press Ctrl and C here.")
        if self.opens:
            threading.Thread(target=webbrowser.open, args=(where,), daemon=True).start()

    def share(self, door: Door) -> None:
        """Lets phones in, on a port that holds their pages only."""
        served = serve(door, self.room.page, self.port + AWAY)
        if served is None:
            self.told("Phones cannot take part: no port is free for them. Choose another one with --port.")
            return
        self._phones, self.room.phone_port = served
        self.told(f"Phones take part at http://{own_address()}:{self.room.phone_port}")
        self.told(f"Open something for them at http://{self.ip}:{self.port}/phones")

    def stop(self) -> None:
        super().stop()
        shutil.rmtree(self._folder, ignore_errors=True)


def workshop(
    place: str,
    *,
    port: int | None = None,
    open_browser: bool = True,
    token: str | None = None,
    share: bool = False,
    told: Callable[[str], None] = print,
) -> None:
    """Opens the workshop of a place in the web browser and serves it until it is stopped.

    ``port`` is `PORT` if it is left out, or the next one that is free. ``token`` is what a browser must show;
    a new one is made if it is left out. ``share`` lets participants' phones take part. Raises `PlaceNotFound`
    and its kin.
    """
    with tempfile.TemporaryDirectory() as folder:
        opened = Place.open(_copy_of_demo(folder) if place == DEMO else place)
        os.environ[WORKSHOP] = "yes"
        room = Room(opened, Door(opened) if share else None)
        server = WorkshopServer(config=_settings(port or PORT, token or secrets.token_urlsafe(24)), room=room)
        server.told, server.opens = told, open_browser
        with discreet():
            server.initialize([])
            server.start()


def _settings(port: int, token: str) -> Config:
    config = Config()
    config.Voila.ip = "127.0.0.1"
    config.Voila.port = port
    config.Voila.port_retries = 20
    config.Voila.open_browser = True
    config.Voila.root_dir = str(WORKBOOK_FOLDER)
    config.Voila.log_level = "ERROR"
    config.Voila.tornado_settings = {
        "websocket_max_message_size": 0,
        "allow_remote_access": False,  # by no name that somebody could have pointed here (DNS rebinding)
        "xsrf_cookie_kwargs": {"samesite": "Strict"},
        "default_handler_class": Nothing,
        "log_function": lambda handler: None,
    }
    config.Voila.token = token
    config.Voila.identity_provider_class = Host
    transport, _ = lines()
    config.KernelManager.transport = transport
    config.KernelProvisionerFactory.default_provisioner_name = PROVISIONER
    config.VoilaConfiguration.template = "lab"
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.multi_kernel_manager_class = WarmKernels
    config.VoilaConfiguration.prelaunch_hook = parameterised
    config.VoilaConfiguration.http_keep_alive_timeout = AN_HOUR
    config.VoilaExecutor.allow_errors = True
    config.VoilaExecutor.cell_error_instruction = ""
    return config


def _copy_of_demo(folder: str) -> str:
    """The made-up town as a file, for as long as the workshop lasts."""
    where = str(Path(folder) / "demo.place")
    with Place.create(where) as made:
        fill_demo(made)
    return where
