"""Execute notebooks under the project's Rust kernel; exit non-zero when a cell fails.

evcxr answers "ok" to Jupyter when a cell panics or when a top-level `?` returns Err, so the status alone would let a
broken notebook pass. Two things are added to what is sent to the kernel, and to nothing that is saved:

- before the first cell, the kernel is told not to keep variables over a panic: a panic then ends the kernel's child
  process, which is an error like any other;
- a cell that contains a `?` gets a variable as its first statement. evcxr drops the new variables of a cell that
  returned early, so the variable is there afterwards exactly if the cell ran to its end.

Run by the Python of .venv, as `make notebooks` does.
"""

import argparse
import asyncio
import contextlib
import queue
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbclient.util import ensure_async
from nbconvert import HTMLExporter

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"
ANSI = re.compile(r"\x1b\[[0-9;]*m")
# How evcxr's message begins when the process that runs the cells has ended.
CHILD_ENDED = "Subprocess terminated"
# Seconds without output after which a cell's output is taken to be complete; and where some has to come.
LATE, VERY_LATE = 0.05, 5


class CellFailure(Exception):
    """A cell failed; the text says why."""


@dataclass
class Report:
    notebook: Path
    seconds: float = 0.0
    cells: int = 0
    failure: str | None = None


def first_line(cell):
    return next((line.strip() for line in cell.source.splitlines() if line.strip()), "")


def error_text(outputs):
    """What the kernel said about a failure. Its reply is empty, so the cell's outputs have to tell."""
    errors = [output for output in outputs if output.output_type == "error"]
    parts = ["\n".join(output.traceback) or output.evalue for output in errors]
    if not errors or any(output.evalue.startswith(CHILD_ENDED) for output in errors):
        parts.insert(0, stderr_text(outputs))
    return ANSI.sub("", "\n".join(part.strip() for part in parts if part.strip()))


def stderr_text(outputs):
    return "".join(output.text for output in outputs if output.output_type == "stream" and output.name == "stderr")


class Runner:
    """Runs the cells of one notebook in one kernel."""

    def __init__(self, notebook, folder, options):
        self.notebook = notebook
        self.client = NotebookClient(
            notebook, kernel_name=options.kernel, timeout=options.timeout, startup_timeout=options.startup_timeout,
            record_timing=False, coalesce_streams=True, resources={"metadata": {"path": str(folder)}})

    async def run(self, progress):
        # What evcxr itself prints to its standard output is a note about its configuration file.
        async with self.client.async_setup_kernel(stdout=subprocess.DEVNULL):
            reply = await self.client.async_wait_for_reply(await ensure_async(self.client.kc.kernel_info()))
            self.notebook.metadata["language_info"] = reply["content"]["language_info"]
            await self.ask(":preserve_vars_on_panic 0")
            for index, cell in enumerate(self.notebook.cells):
                if cell.cell_type == "code" and cell.source.strip():
                    progress(index, cell)
                    await self.run_cell(index, cell)

    async def run_cell(self, index, cell):
        try:
            if "?" in cell.source:
                await self.run_gated(index, cell)
            else:
                await self.send(index, cell)
        except CellExecutionError:
            raise CellFailure(error_text(cell.outputs) or "the kernel reported an error without a message") from None
        except CellTimeoutError:
            # Ends evcxr's child process, which would go on computing when the kernel is gone.
            await ensure_async(self.client.km.interrupt_kernel())
            raise CellFailure(f"it did not end within {self.client.timeout} s") from None
        except DeadKernelError:
            raise CellFailure("the kernel died") from None

    async def run_gated(self, index, cell):
        """Run a cell that may return early, and find out whether it did."""
        gate = f"updown_gate_{index}"
        source = cell.source
        cell.source = f"let {gate}: () = ();\n{source}"
        try:
            await self.send(index, cell)
        except CellExecutionError:
            if any(output.get("evalue", "").startswith(CHILD_ENDED) for output in cell.outputs):
                raise
            # Not compiled, so nothing has run: once more without our line, for a report that counts the person's lines.
            cell.source = source
            await self.send(index, cell)
            return
        finally:
            cell.source = source
        if f"{gate}:" not in await self.ask(":vars"):
            if not stderr_text(cell.outputs):
                await self.take_late_output(index, cell, VERY_LATE)
            raise CellFailure("a `?` returned early: " + (stderr_text(cell.outputs).strip() or "no message"))

    async def send(self, index, cell):
        try:
            await self.client.async_execute_cell(cell, index)
        finally:
            await self.take_late_output(index, cell, LATE)

    async def take_late_output(self, index, cell, patience):
        """evcxr may report a cell's end before the last of what it printed, which nbclient would then miss."""
        with contextlib.suppress(queue.Empty):
            while message := await ensure_async(self.client.kc.get_iopub_msg(timeout=patience)):
                if message["msg_type"] == "stream":
                    self.client.process_message(message, cell, index)
                    patience = LATE

    async def ask(self, command):
        """Send the kernel a command of our own; returns its answer as text."""
        request = await ensure_async(self.client.kc.execute(command, store_history=False))
        answer = ""
        while True:
            message = await ensure_async(self.client.kc.get_iopub_msg(timeout=self.client.startup_timeout))
            if message["parent_header"].get("msg_id") == request:
                if message["msg_type"] == "execute_result":
                    answer = message["content"]["data"]["text/plain"]
                elif message["content"].get("execution_state") == "idle":
                    return answer


def clear(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
            cell.metadata.pop("execution", None)


def number(notebook):
    """Count the cells that ran from 1; evcxr's own numbers would count this program's requests too."""
    ran = [cell for cell in notebook.cells if cell.get("execution_count")]
    for count, cell in enumerate(ran, start=1):
        for counted in (cell, *cell.outputs):
            if "execution_count" in counted:
                counted.execution_count = count


def without_root(value):
    """The same outputs on every machine: the project's folder reads `.`."""
    if isinstance(value, str):
        return value.replace(str(ROOT), ".")
    if isinstance(value, list):
        return [without_root(part) for part in value]
    if isinstance(value, dict):
        return type(value)({key: without_root(part) for key, part in value.items()})
    return value


def save(notebook, path, options):
    number(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = without_root(cell.outputs)
    options.out.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, options.out / path.name)
    if options.inplace:
        nbformat.write(notebook, path)
    page, _ = HTMLExporter().from_notebook_node(notebook, {"metadata": {"name": path.stem}})
    (options.out / f"{path.stem}.html").write_text(page, encoding="utf-8")


def execute(path, options):
    report = Report(path)
    notebook = nbformat.read(path, as_version=4)
    clear(notebook)
    current = None

    def progress(index, cell):
        nonlocal current
        current = index
        report.cells += 1
        if sys.stdout.isatty():
            line = f"{path.name}: cell {index + 1} of {len(notebook.cells)}: {first_line(cell)}"
            print(f"\r\x1b[K{line[:shutil.get_terminal_size().columns - 1]}", end="", flush=True)

    start = time.monotonic()
    try:
        asyncio.run(Runner(notebook, path.parent, options).run(progress))
    except CellFailure as failure:
        report.failure = f"{path.name}, cell {current + 1} (`{first_line(notebook.cells[current])}`): {failure}"
    except NoSuchKernel:
        report.failure = f"{path.name}: there is no kernel named {options.kernel!r}; `make setup` installs the project's"
    except RuntimeError as error:
        report.failure = f"{path.name}: the kernel did not start: {error}"
    except queue.Empty:
        report.failure = f"{path.name}: the kernel does not answer"
    finally:
        report.seconds = time.monotonic() - start
        save(notebook, path, options)
    return report


def show(report):
    erase = "\r\x1b[K" if sys.stdout.isatty() else ""
    verdict = "FAILED" if report.failure else "ok"
    print(f"{erase}{report.notebook.name}: {verdict}, {report.cells} cells, {report.seconds:.1f} s", flush=True)
    if report.failure:
        print("  " + report.failure.replace("\n", "\n  "), flush=True)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebooks", nargs="*", type=Path, help="default: all of notebooks/, in order of their names")
    parser.add_argument("--kernel", default="updown")
    parser.add_argument("--timeout", type=int, default=1800, metavar="S", help="seconds a cell may take (%(default)s)")
    parser.add_argument("--startup-timeout", type=int, default=300, metavar="S",
                        help="seconds the kernel may take to start (%(default)s)")
    parser.add_argument("--out", type=Path, default=NOTEBOOKS / "executed",
                        help="folder for the executed notebooks and their HTML (notebooks/executed)")
    parser.add_argument("--inplace", action="store_true", help="also write the outputs into the notebooks themselves")
    return parser.parse_args()


def main():
    options = arguments()
    paths = [path.resolve() for path in options.notebooks] or sorted(NOTEBOOKS.glob("*.ipynb"))
    if missing := [str(path) for path in paths if not path.is_file()]:
        sys.exit("no such notebook: " + ", ".join(missing))
    reports = []
    for path in paths:
        reports.append(execute(path, options))
        show(reports[-1])
    failed = [report for report in reports if report.failure]
    print(f"{len(reports)} notebooks, {len(failed)} failed, {sum(report.seconds for report in reports):.1f} s")
    for report in failed:
        print("FAILED: " + report.failure.splitlines()[0])
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
