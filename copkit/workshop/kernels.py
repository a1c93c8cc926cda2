"""Kernels that are ready before anybody opens a workbook.

Voilà's own preheated kernels run the whole notebook beforehand, so they cannot know which community
will be asked for; these only import, and each serves one page.
"""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import Int

from copkit.packs.forked_kernels import IMPORTED

IMPORTS = f"import {', '.join(IMPORTED)}"

started: ContextVar[list[str]] = ContextVar("started")
"""The kernels that the page at hand started, so that they end with it."""


class WarmKernels(AsyncMappingKernelManager):
    """Starts kernels ahead of time; a page gets one that is ready, if there is one."""

    ahead = Int(1, help="How many kernels to keep ready").tag(config=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._ready: list[str] = []
        self._filling: asyncio.Task[None] | None = None

    async def start_kernel(self, **kwargs: Any) -> str:  # type: ignore[override]
        """A kernel for one page. The environment that Voilà gives it is not used: all that a workbook
        needs to know stands in its parameters."""
        kernel = await self._made_ready() or await self._start(kwargs.get("kernel_name"))
        self.warm()
        started.get([]).append(kernel)
        return kernel

    async def _made_ready(self) -> str | None:
        """A kernel that was started ahead and still lives."""
        while self._ready:
            kernel = self._ready.pop(0)
            if await self.is_alive(kernel):
                return kernel
            self.remove_kernel(kernel)
        return None

    def warm(self) -> None:
        """Begins to make kernels ready, without waiting for them."""
        if self._filling is None or self._filling.done():
            self._filling = asyncio.ensure_future(self._fill())

    async def _fill(self) -> None:
        while len(self._ready) < self.ahead:
            self._ready.append(await self._start(None))

    async def _start(self, name: str | None) -> str:
        said = [f"--IPKernelApp.exec_lines={IMPORTS}", "--IPKernelApp.log_level=50"]
        return str(await super().start_kernel(kernel_name=name, extra_arguments=said))
