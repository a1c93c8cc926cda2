"""How far the batch engine is above its floor and ahead of its peers, on our own workbooks.

    python tests/benchmarks/batch_engine.py [--workbooks 1234567] [--rounds 5]
        [--peers PYTHON] [--ploomber PYTHON]

The floor is the same cells as plain functions in a warm process, plus writing the page, on as many
processes. The peers are the commands `papermill` and `jupyter nbconvert`; papermill in one process with one
exporter; and ploomber-engine with one exporter. `--peers` is the Python of an environment with what copkit
depends on but without copkit itself, as an engine that is installed beside papermill slows papermill's
import; `--ploomber` that of another with ploomber-engine as well. In each round every contender makes every
pack once, one contender after the other; the pages are compared, byte for byte (those of the commands in the
spelling of HTML that nbconvert gives a page at last). What is told are medians,
with the least and the most.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat

ROOT = Path(__file__).resolve().parents[2]
DAY, COMMUNITY = "2026-06-30", "Warm Homes"


def orders(place: str, out: Path, numbers: str) -> list[Any]:
    from copkit.packs.library import workbook
    from copkit.packs.orders import Order, longest_first

    some = [workbook(number) for number in numbers]
    return longest_first(
        Order(each, place, COMMUNITY, DAY, "public", out / f"{each.name}.html") for each in some
    )


def as_functions(order: Any) -> None:
    """The cells as plain functions, their values as their outputs, and the page."""
    from IPython.core.formatters import DisplayFormatter
    from nbformat.v4 import new_output

    from copkit.packs.export import to_html

    notebook = nbformat.read(order.workbook.path, as_version=4)
    formatter = DisplayFormatter()
    names: dict[str, Any] = {"__name__": "__main__"}
    number = 0
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        number += 1
        code = ast.parse(cell.source)
        last = code.body.pop() if code.body and isinstance(code.body[-1], ast.Expr) else None
        exec(compile(code, "cell", "exec"), names)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
            data, metadata = formatter.format(value) if value is not None else ({}, {})
            if data:
                cell.outputs = [new_output("execute_result", data, metadata=metadata, execution_count=number)]
        if "parameters" in cell.metadata.get("tags", []):
            names.update(order.parameters)
    order.path.write_text(to_html(notebook, order.workbook.template), encoding="utf-8")


def warm() -> None:
    import copkit.packs.warm  # noqa: F401


def floor(cores: int) -> Callable[[list[Any]], None]:
    warm()
    if cores == 1:
        return lambda asked: [as_functions(order) for order in asked] and None
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(cores, mp_context=get_context("fork"))
    return lambda asked: list(pool.map(as_functions, asked)) and None


def ours(cores: int) -> Callable[[list[Any]], None]:
    from copkit.packs.make import make
    from copkit.packs.workers import Workers

    warm()
    workers = Workers(cores)

    def made(asked: list[Any]) -> None:
        for outcome in workers.made(asked, make):
            assert not outcome.failed, outcome.detail

    return made


def in_one_process(engine: str | None) -> Callable[[list[Any]], None]:
    """papermill, or ploomber-engine, with one exporter."""
    import papermill

    warm()
    from copkit.packs.export import to_html

    def made(asked: list[Any]) -> None:
        for order in asked:
            if engine == "ploomber":
                from ploomber_engine import execute_notebook

                run = execute_notebook(
                    str(order.workbook.path), None, parameters=order.parameters, progress_bar=False
                )
            else:
                run = papermill.execute_notebook(
                    str(order.workbook.path),
                    None,
                    parameters=order.parameters,
                    progress_bar=False,
                    engine_name="nbclient",
                )
            order.path.write_text(to_html(run, order.workbook.template), encoding="utf-8")

    return made


def by_commands(asked: list[Any]) -> None:
    """A `papermill` and a `jupyter nbconvert` for each pack."""
    with tempfile.TemporaryDirectory() as folder:
        templates = Path(folder, "share", "jupyter", "nbconvert", "templates")
        templates.mkdir(parents=True)
        from copkit.packs.export import FOLDERS

        for name, where in FOLDERS.items():
            (templates / name).symlink_to(ROOT / "templates" / where)
        for order in asked:
            run = Path(folder, f"{order.workbook.name}.ipynb")
            given = [word for name, value in order.parameters.items() for word in ("-r", name, value)]
            command = [sys.executable, "-m", "papermill", str(order.workbook.path), str(run), *given]
            subprocess.run([*command, "--no-progress-bar"], check=True, capture_output=True)
            page = [sys.executable, "-m", "nbconvert", "--to", "html", "--template", order.workbook.template]
            subprocess.run(
                [*page, "--output", str(order.path), str(run)],
                check=True,
                capture_output=True,
                env={**os.environ, "JUPYTER_PATH": str(Path(folder, "share", "jupyter"))},
            )


CONTENDERS: dict[str, Callable[[], Callable[[list[Any]], None]]] = {
    "floor": lambda: floor(1),
    "copkit": lambda: ours(1),
    "floor, 2 cores": lambda: floor(2),
    "copkit, 2 cores": lambda: ours(2),
    "ploomber-engine": lambda: in_one_process("ploomber"),
    "papermill in one process": lambda: in_one_process(None),
    "the commands": lambda: by_commands,
}


def serve(name: str, place: str, numbers: str) -> None:
    """In a process of its own: warms up, then makes the packs each time that a folder is named."""
    run = CONTENDERS[name]()
    with tempfile.TemporaryDirectory() as folder:
        if name != "the commands":
            run(orders(place, Path(folder), numbers))
    print("ready", flush=True)
    for line in sys.stdin:
        out = Path(line.strip())
        begun = time.perf_counter()
        run(orders(place, out, numbers))
        print(time.perf_counter() - begun, flush=True)


def measured(places: argparse.Namespace) -> dict[str, list[float]]:
    pythons = {
        "papermill in one process": places.peers,
        "the commands": places.peers,
        "ploomber-engine": places.ploomber,
    }
    names = [name for name in CONTENDERS if pythons.get(name, sys.executable)]
    seconds: dict[str, list[float]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder, "town.place"))
        from copkit.place.demo import fill_demo
        from copkit.place.store import Place

        with Place.create(place) as made:
            fill_demo(made)
        served = {}
        for name in names:
            command = [pythons.get(name) or sys.executable, __file__, "--as", name, "--place", place]
            served[name] = subprocess.Popen(
                [*command, "--workbooks", places.workbooks],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
            assert served[name].stdout.readline() == "ready\n", name
        for round_ in range(places.rounds):
            pages: dict[str, dict[str, str]] = {}
            for name in names:
                out = Path(folder, f"{name}-{round_}")
                out.mkdir()
                served[name].stdin.write(f"{out}\n")
                served[name].stdin.flush()
                seconds[name].append(float(served[name].stdout.readline()))
                pages[name] = {path.name: path.read_text("utf-8") for path in sorted(out.iterdir())}
            pages["floor, spelt anew"] = {page: spelt_anew(text) for page, text in pages["floor"].items()}
            for name in names:
                wanted = pages["floor, spelt anew" if name == "the commands" else "floor"]
                other = [page for page in wanted if pages[name].get(page) != wanted[page]]
                if other:
                    print(f"  {name}: other pages than the floor's: {other}")
            print(json.dumps({name: round(seconds[name][-1], 2) for name in names}), flush=True)
        for process in served.values():
            process.stdin.close()
            process.wait()
            process.stdout.close()
    return seconds


def spelt_anew(page: str) -> str:
    """As `jupyter nbconvert` writes a page: taken apart and put together again."""
    from bs4 import BeautifulSoup

    return str(BeautifulSoup(page, features="html.parser"))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--workbooks", default="1234567")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", default="")
    parser.add_argument("--ploomber", default="")
    parser.add_argument("--as", dest="name", default="", help=argparse.SUPPRESS)
    parser.add_argument("--place", default="", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.name:
        serve(asked.name, asked.place, asked.workbooks)
        return
    seconds = measured(asked)
    packs = len(asked.workbooks)
    least = statistics.median(seconds["floor"])
    for name, each in seconds.items():
        middle = statistics.median(each)
        spread = f"({min(each) / packs:.2f} to {max(each) / packs:.2f})"
        of_ours = middle / statistics.median(seconds["copkit"])
        print(
            f"{name:26} {middle / packs:6.2f} s a pack {spread}; {middle / least:5.2f} times the floor, ",
            end="",
        )
        print(f"{of_ours:5.2f} times copkit")


if __name__ == "__main__":
    main()
