"""Execute notebooks with the project's Rust kernel; exit non-zero if a cell fails.

The project's kernel says when a cell panics or leaves by `?`. Plain evcxr (`--kernel`) answers "ok" to Jupyter then, so the status alone
would let a broken notebook pass. Two things are added to what is sent to the kernel, and to nothing that is saved:

- before the first cell, the kernel is told not to keep variables over a panic: a panic then ends the kernel's child
  process, which is an error like any other;
- a cell that contains a `?` gets a variable as its first statement. evcxr drops the new variables of a cell that
  returned early, so the variable is there afterwards exactly if the cell ran to its end.

Run by the Python of .venv, as `make notebooks` does.
"""

import argparse
import asyncio
import contextlib
import copy
import os
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbclient.util import ensure_async

from env import files
from env.notebooks import drift, outputs, pages
from env.paths import EXECUTED, FROZEN, LIBTORCH, NOTEBOOKS, ROOT

ANSI = re.compile(r"\x1b\[[0-9;]*m")
IMPORT = re.compile(r"^:dep\s+updown\s*=.*$", re.MULTILINE)
# How evcxr's message begins when the process that runs the cells has ended.
CHILD_ENDED = "Subprocess terminated"
# Seconds without output after which a cell's output is taken to be complete; and where some has to come.
LATE, VERY_LATE = 0.05, 5


class CellFailure(Exception):
    """A cell failed; the text says why."""


def needs_libtorch(notebook):
    """Whether a notebook imports the library with its measuring half."""
    imports = [line for cell in outputs.code_cells(notebook) for line in IMPORT.findall(cell.source)]
    return any("default-features = false" not in line for line in imports)


@dataclass
class Report:
    notebook: Path
    seconds: float = 0.0
    cells: int = 0
    failure: str | None = None
    failed_cell: int | None = None
    results: tuple[str | None, str | None] = (None, None)  # the experiment, and where its results came from
    drift: list[str] = field(default_factory=list)


def first_line(cell):
    return next((line.strip() for line in cell.source.splitlines() if line.strip()), "")


def error_text(outputs):
    """The kernel's words about a failure. Its reply is empty, so they are taken from the cell's outputs."""
    errors = [output for output in outputs if output.output_type == "error"]
    parts = ["\n".join(output.traceback) or output.evalue for output in errors]
    if not errors or any(output.evalue.startswith(CHILD_ENDED) for output in errors):
        parts.insert(0, stderr_text(outputs))
    return ANSI.sub("", "\n".join(part.strip() for part in parts if part.strip()))


def stderr_text(outputs):
    return "".join(output.text for output in outputs if output.output_type == "stream" and output.name == "stderr")


class Runner:
    """Runs the cells of one notebook in one kernel."""

    def __init__(self, notebook, folder, options, environment):
        self.notebook = notebook
        self.environment = environment
        self.results = (None, None)
        self.client = NotebookClient(
            notebook, kernel_name=options.kernel, timeout=options.timeout, startup_timeout=options.startup_timeout,
            record_timing=False, coalesce_streams=True, resources={"metadata": {"path": str(folder)}})

    async def run(self, progress):
        # What evcxr itself prints to its standard output is a note about its configuration file.
        async with self.client.async_setup_kernel(stdout=subprocess.DEVNULL, env=self.environment):
            reply = await self.client.async_wait_for_reply(await ensure_async(self.client.kc.kernel_info()))
            self.notebook.metadata["language_info"] = reply["content"]["language_info"]
            await self.ask(":preserve_vars_on_panic 0")
            for index, cell in enumerate(self.notebook.cells):
                if cell.cell_type == "code" and cell.source.strip():
                    progress(index, cell)
                    await self.run_cell(index, cell)
            self.results = await self.shown_results()

    async def shown_results(self):
        """The experiment that the notebook's variable `results` is about, and where it was read from."""
        if "results:" not in await self.ask(":vars"):
            return None, None
        answer = await self.ask('format!("{} {:?}", results.experiment, results.source)')
        experiment, _, source = answer.strip('"').partition(" ")
        if not source:  # a variable of that name, and something else
            return None, None
        return experiment, "frozen" if source.startswith("Frozen") else "checkpoints"

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


def save(notebook, path, options, report, folders):
    """Write the executed notebook and its page."""
    outputs.settle(notebook, folders)
    outputs.record(notebook, *report.results)
    if report.failure:
        notebook.metadata[outputs.RECORD]["failure"] = report.failure.splitlines()[0]
    options.out.mkdir(parents=True, exist_ok=True)
    write_notebook(notebook, options.out / path.name)
    if options.inplace and not report.failure:
        write_notebook(notebook, path)
    pages.write_page(notebook, options.out / f"{path.stem}.html")


def write_notebook(notebook, path):
    with files.replacing(path) as aside:
        nbformat.write(notebook, aside)


@contextlib.contextmanager
def surroundings(notebook, options):
    """The environment in which a notebook runs, and the folders whose names its outputs shall not hold.

    What is kept (`--inplace`) or compared (`--check`) should come out the same on every machine: such a notebook sees the
    frozen results alone, wherever there are some, as in a fresh clone."""
    experiment, frozen = options.experiment, False
    if options.check:
        record = notebook.metadata.get(outputs.RECORD) or {}
        experiment, frozen = record.get("experiment") or experiment, record.get("source") == "frozen"
    elif options.inplace:
        there = outputs.frozen_experiments()
        frozen = experiment in there if experiment else bool(there)
    # Outputs that are kept show still pictures: the live ones hold their data a second time.
    environment = {"UPDOWN_LIVE": "0", **os.environ, **({"UPDOWN_EXPERIMENT": experiment} if experiment else {})}
    # Nor does a notebook depend on what somebody has in their own prelude.
    environment["UPDOWN_KERNEL_OFF"] = f"{os.environ.get('UPDOWN_KERNEL_OFF', '')} startup".strip()
    if not frozen:
        yield environment, [ROOT]
        return
    with tempfile.TemporaryDirectory(prefix="updown-frozen-") as folder:
        checkpoints = Path(folder) / "checkpoints"
        checkpoints.mkdir()
        (checkpoints / "results").symlink_to(FROZEN)
        (Path(folder) / "data").symlink_to(ROOT / "data")
        yield {**environment, "UPDOWN_ROOT": folder}, [folder, ROOT]


def execute(path, options):
    report = Report(path)
    notebook = nbformat.read(path, as_version=4)
    saved = copy.deepcopy(notebook)
    outputs.clear(notebook)
    start = time.monotonic()
    with surroundings(notebook, options) as (environment, folders):
        try:
            run(notebook, path, options, report, environment)
        finally:
            report.seconds = time.monotonic() - start
            save(notebook, path, options, report, folders)
    if options.check and not report.failure:
        report.drift = drift.problems(saved) or drift.differences(saved, notebook)
    return report


def run(notebook, path, options, report, environment):
    current = None

    def progress(index, cell):
        nonlocal current
        current = index
        report.cells += 1
        if sys.stdout.isatty() and options.jobs == 1:
            line = f"{path.name}: cell {index + 1} of {len(notebook.cells)}: {first_line(cell)}"
            print(f"\r\x1b[K{line[:shutil.get_terminal_size().columns - 1]}", end="", flush=True)

    runner = Runner(notebook, path.parent, options, environment)
    try:
        asyncio.run(runner.run(progress))
        report.results = runner.results
    except CellFailure as failure:
        report.failed_cell = current + 1
        report.failure = f"{path.name}, cell {current + 1} (`{first_line(notebook.cells[current])}`): {failure}"
    except NoSuchKernel:
        report.failure = f"{path.name}: there is no kernel named {options.kernel!r}; `make setup` installs the project's"
    except RuntimeError as error:
        report.failure = f"{path.name}: the kernel did not start: {error}"
    except queue.Empty:
        report.failure = f"{path.name}: the kernel does not answer"


def show(report):
    erase = "\r\x1b[K" if sys.stdout.isatty() else ""
    verdict = "FAILED" if report.failure else "DRIFTED" if report.drift else "ok"
    print(f"{erase}{report.notebook.name}: {verdict}, {report.cells} cells, {report.seconds:.1f} s", flush=True)
    if report.failure:
        print("  " + report.failure.replace("\n", "\n  "), flush=True)
    for difference in report.drift:
        print("  " + difference, flush=True)


def arguments():
    parser = argparse.ArgumentParser(prog="python -m env.notebooks.execute", description=__doc__.splitlines()[0])
    parser.add_argument("notebooks", nargs="*", type=Path, help="default: all of notebooks/, in order of their names")
    parser.add_argument("--kernel", default="updown")
    parser.add_argument("--timeout", type=int, default=1800, metavar="S", help="seconds a cell may take (%(default)s)")
    parser.add_argument("--startup-timeout", type=int, default=300, metavar="S",
                        help="seconds the kernel may take to start (%(default)s)")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="notebooks executed at the same time (%(default)s)")
    parser.add_argument("--out", type=Path, default=EXECUTED,
                        help="folder for the executed notebooks and their HTML (notebooks/executed)")
    keep = parser.add_mutually_exclusive_group()
    keep.add_argument("--inplace", action="store_true",
                      help="also write the outputs into the notebooks themselves; frozen results are preferred, as in a fresh clone")
    keep.add_argument("--check", action="store_true",
                      help="fail where a notebook's saved outputs differ; each runs on the experiment that it was saved with")
    parser.add_argument("--experiment", default=os.environ.get("UPDOWN_EXPERIMENT"), metavar="NAME",
                        help="the experiment that the notebooks are about ($UPDOWN_EXPERIMENT, or the notebook's own choice)")
    return parser.parse_args()


def without_libtorch(paths):
    """Those that only read results; the others are named."""
    kept = []
    for path in paths:
        if needs_libtorch(nbformat.read(path, as_version=4)):
            print(f"{path.name}: left out, it needs libtorch (`make setup` without READER=1)")
        else:
            kept.append(path)
    return kept


def remove_others(folder, paths):
    """What an earlier run made of notebooks that are no longer there would stand in the index."""
    for path in [*folder.glob("*.ipynb"), *folder.glob("*.html"), *folder.glob("*.pdf")]:
        if path.stem not in {kept.stem for kept in paths}:
            path.unlink()


def executed(paths, options):
    """The notebooks' reports, in order."""
    if options.jobs == 1:  # here, and not in a pool, so that Ctrl-C ends it at once
        yield from (execute(path, options) for path in paths)
        return
    with ThreadPoolExecutor(options.jobs) as pool:
        yield from pool.map(lambda path: execute(path, options), paths)


def main():
    options = arguments()
    paths = [path.resolve() for path in options.notebooks] or sorted(NOTEBOOKS.glob("*.ipynb"))
    if missing := [str(path) for path in paths if not path.is_file()]:
        sys.exit("no such notebook: " + ", ".join(missing))
    if not options.notebooks:
        remove_others(options.out, paths)
    if not (LIBTORCH / "lib").is_dir():
        paths = without_libtorch(paths)
    reports = []
    for report in executed(paths, options):
        reports.append(report)
        show(report)
    pages.write_index(options.out)
    failed = [report for report in reports if report.failure]
    drifted = [report for report in reports if report.drift]
    found = f"{len(failed)} failed" + (f", {len(drifted)} drifted" if options.check else "")
    print(f"{len(reports)} notebooks, {found}, {sum(report.seconds for report in reports):.1f} s")
    print(f"to be looked at: {options.out / pages.INDEX}")
    for report in failed:
        print("FAILED: " + report.failure.splitlines()[0])
    for report in drifted:
        print(f"DRIFTED: {report.notebook.name}: {report.drift[0]}" + (f" (and {len(report.drift) - 1} more)" if report.drift[1:] else ""))
    if drifted:
        print(f"If that is as it should be, {drift.AGAIN} and look at what changed.")
    sys.exit(1 if failed or drifted else 0)


if __name__ == "__main__":
    main()
