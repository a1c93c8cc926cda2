"""A PostgreSQL server, and a Dask scheduler with two workers, each a process of its own on this machine.
In CI the absence of the server is a failure; elsewhere its tests are passed over."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner
from distributed import Client

from copkit.cli import main

PATIENCE = 120
"""Seconds that a server may take to begin: a busy machine is slow, not wrong."""

WORKERS = 2


def free_port() -> int:
    """A port that nobody listens to."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="session")
def port_of_nobody() -> int:
    return free_port()


@pytest.fixture(scope="session")
def programs_of_postgresql() -> Path:
    """The folder with the programs of the server. Debian keeps them off the path; the newest is taken."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: float(path.parts[-3])
    )
    found = str(versions[-1]) if versions else shutil.which("postgres")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is needed: apt-get install postgresql")
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    return Path(found).resolve().parent


@pytest.fixture(scope="session")
def postgres(programs_of_postgresql: Path) -> Iterator[Callable[..., str]]:
    """``postgres()`` is the URL of a new, empty database of a server that is there for the tests, and
    ``postgres(like=url)`` that of a new copy of one that nobody has open."""
    folder = Path(tempfile.mkdtemp(prefix="copkit-postgres-"))  # short: a socket takes 107 signs at most
    account: dict[str, Any] = {}
    if os.geteuid() == 0:  # the server refuses to be run by root
        account = {"user": "postgres", "group": "postgres", "extra_groups": []}
        shutil.chown(folder, "postgres", "postgres")
    data, log, port = folder / "data", folder / "log", free_port()
    initdb = [programs_of_postgresql / "initdb", "-A", "trust", "-U", "postgres", "-D", data]
    with log.open("wb") as told:
        as_server: dict[str, Any] = {"cwd": folder, "stdout": told, "stderr": told, **account}
        made = subprocess.run([*initdb, "--encoding=UTF8", "--no-locale", "--no-sync"], **as_server)
        assert made.returncode == 0, log.read_text()
        options = {"listen_addresses": "127.0.0.1", "unix_socket_directories": folder, "fsync": "off"}
        settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        command = [programs_of_postgresql / "postgres", "-D", data, "-p", str(port), *settings]
        server = subprocess.Popen(command, **as_server)
    try:
        numbers = count(1)
        with connected(server, f"postgresql://postgres@127.0.0.1:{port}/postgres", log) as connection:

            def new_database(like: str = "/template0") -> str:
                name = f"town{next(numbers)}"
                connection.execute(f"CREATE DATABASE {name} TEMPLATE {like.rpartition('/')[2]}")
                return f"postgresql+psycopg://postgres@127.0.0.1:{port}/{name}"

            yield new_database
    finally:
        server.send_signal(signal.SIGQUIT)  # at once: nobody needs what it holds
        server.wait(PATIENCE)
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def town(postgres: Callable[..., str]) -> str:
    """The made-up town in a database, made by its command. No test changes it."""
    where = postgres()
    made = CliRunner().invoke(main, ["demo", where])
    assert made.output.startswith(f"Made {where}."), made.output
    return where


def connected(server: subprocess.Popen[bytes], url: str, log: Path) -> psycopg.Connection[Any]:
    """A connection to a server as soon as it answers."""
    for _ in range(PATIENCE * 10):
        assert server.poll() is None, log.read_text()
        with suppress(psycopg.OperationalError):
            return psycopg.connect(url, autocommit=True)
        time.sleep(0.1)
    raise AssertionError(f"the server did not answer in {PATIENCE} seconds: {log.read_text()}")


@pytest.fixture(scope="session")
def dask_cluster(tmp_path_factory) -> Iterator[str]:
    """The address of a Dask scheduler with two workers, each with a nanny as is usual."""
    folder = tmp_path_factory.mktemp("dask")
    told = folder / "scheduler.json"
    begun: list[subprocess.Popen[bytes]] = []

    def begin(*words: str) -> None:
        quiet = ["--no-dashboard", "--host", "127.0.0.1"]
        with (folder / f"{len(begun)}.log").open("wb") as log:
            command = [sys.executable, "-m", "dask", *words, *quiet]
            begun.append(
                subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, start_new_session=True)
            )

    try:
        begin("scheduler", "--port", "0", "--scheduler-file", str(told))
        address = address_in(told)
        for _ in range(WORKERS):
            begin("worker", address, "--nthreads", "1", "--local-directory", str(folder))
        with Client(address, timeout=PATIENCE) as client:
            client.wait_for_workers(WORKERS, timeout=PATIENCE)
        yield address
    finally:
        for process in reversed(begun):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def address_in(told: Path) -> str:
    """The address that a scheduler writes down when it is ready."""
    for _ in range(PATIENCE * 10):
        with suppress(OSError, ValueError, KeyError):
            return str(json.loads(told.read_text())["address"])
        time.sleep(0.1)
    raise AssertionError(f"no scheduler was there in {PATIENCE} seconds")
