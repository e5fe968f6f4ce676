"""Try groups of cells on a kernel, and count how many groups are answered as plain evcxr answers them.

    .venv/bin/python -m env.kernel.battery.groups [--plain | --kernelspec NAME] [--area WORD] [--title WORD] [--every N] [--record] [--beside VARIANT]

The groups stand in groups/*.txt, by area:

    === a group, with its title          `=== title (fresh)`: it leaves its kernel in a state that the next one must not meet
    let a = 1; a                         a cell; `%complete let x = a.‸` and the like are requests (observe.py)
    //> text/plain 1                     what plain evcxr answers, beside std's real sources; `//>` alone: nothing is shown
    //= text/plain 2                     what this project's kernel answers instead, by choice
    //? panic                            and why: a sentence of choices.txt, which the README has, too

--beside imports the library before each group: answers are the same beside it, but for paths in the compiler's messages, `:show_deps`
and completions of traits that a crate implements for every type.

--record writes down what is seen: with --plain what plain evcxr answers, else the differences of this kernel, whose
reason is then to be found.
"""
import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

from env.kernel import layout
from env.kernel.battery import run
from env.kernel.battery.observe import Observer

HERE = Path(__file__).resolve().parent
PATIENCE = 300.0  # seconds for a cell, on a busy machine
SETTLE = 0.2  # seconds, for plain evcxr
SHORT = 8.0  # where no answer is what is expected
FRESH = " (fresh)"
UNKNOWN = "unknown"


@dataclass
class Cell:
    code: str
    plain: list[str] | None = None  # None: not recorded yet
    ours: list[str] | None = None  # where that differs by choice
    why: str = ""


@dataclass
class Group:
    area: str
    title: str
    cells: list[Cell] = field(default_factory=list)

    @property
    def fresh(self) -> bool:
        return self.title.endswith(FRESH)


def read(path: Path) -> list[Group]:
    groups: list[Group] = []
    code: list[str] = []
    cell: Cell | None = None
    for line in path.read_text().splitlines():
        if line.startswith("=== "):
            groups.append(Group(path.stem, line[4:]))
            code, cell = [], None
        elif line[:3] in ("//>", "//=", "//?"):
            if code or cell is None:
                cell = Cell("\n".join(code))
                groups[-1].cells.append(cell)
                code = []
            note(cell, line[:3], line[4:])
        elif groups:
            code.append(line)
    return groups


def note(cell: Cell, mark: str, text: str) -> None:
    if mark == "//>":
        cell.plain = (cell.plain or []) + ([text] if text else [])
    elif mark == "//=":
        cell.ours = (cell.ours or []) + ([text] if text else [])
    else:
        cell.why = text


def write(path: Path, groups: list[Group]) -> None:
    """The file anew, with what was recorded."""
    head = path.read_text().partition("=== ")[0]
    parts = [head]
    for group in groups:
        parts.append(f"=== {group.title}\n")
        for cell in group.cells:
            parts.append(cell.code + "\n")
            parts += [f"//> {line}".rstrip() + "\n" for line in (cell.plain or [""])]
            if cell.ours is not None:
                parts += [f"//= {line}".rstrip() + "\n" for line in (cell.ours or [""])] + [f"//? {cell.why}\n"]
        parts.append("\n")
    aside = path.with_suffix(".new")
    aside.write_text("".join(parts).rstrip("\n") + "\n")
    aside.replace(path)


class Kernels:
    """One kernel for many groups, cleared between them; another one where that is not enough."""

    def __init__(self, spec: KernelSpec, settle: float, before: str = ""):
        self.spec, self.settle, self.before = spec, settle, before
        self.manager: KernelManager | None = None

    def observer(self) -> Observer:
        if self.manager is None:
            self.start()
        else:
            self.seen.ask(":clear", PATIENCE)
        if self.before:
            self.seen.ask(self.before, PATIENCE)
        return self.seen

    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.manager = KernelManager()
        self.manager._kernel_spec = self.spec
        # Nothing of the person's own runs before the first cell.
        env = os.environ | self.spec.env | {"EVCXR_CONFIG_DIR": self.folder.name}
        self.manager.start_kernel(cwd=self.folder.name, env=env)
        client = self.manager.client()
        client.start_channels()
        client.wait_for_ready(timeout=PATIENCE)
        self.seen = Observer(client, self.manager, self.folder.name, self.settle)

    def stop(self) -> None:
        if self.manager is not None:
            self.seen.client.stop_channels()
            self.manager.shutdown_kernel(now=True)
            self.folder.cleanup()
            self.manager = None


def answers(group: Group, kernels: Kernels) -> list[list[str]]:
    """What the cells are answered, one after the other."""
    seen = kernels.observer()
    found = []
    for cell in group.cells:
        found.append(seen.ask(cell.code, SHORT if "no answer" in (cell.plain or []) else PATIENCE))
        if found[-1] == ["no answer"]:  # who knows what it does now
            kernels.stop()
            seen = kernels.observer()
    if group.fresh:
        kernels.stop()
    return found


def judge(group: Group, found: list[list[str]]) -> str:
    """`equal` to plain, different by `choice`, or `other`."""
    if all(answer == cell.plain for cell, answer in zip(group.cells, found)):
        return "equal"
    allowed = all(answer == cell.plain or answer == cell.ours for cell, answer in zip(group.cells, found))
    return "choice" if allowed else "other"


def tell(group: Group, found: list[list[str]]) -> None:
    print(f"\n{group.area}: {group.title}")
    for cell, answer in zip(group.cells, found):
        if answer not in (cell.plain, cell.ours):
            print("  " + cell.code.replace("\n", "\n  "))
            print("\n".join(f"    plain: {line}" for line in cell.plain or ["nothing"]))
            print("\n".join(f"    here:  {line}" for line in answer or ["nothing"]), flush=True)


def record(group: Group, found: list[list[str]], plain: bool) -> None:
    for cell, answer in zip(group.cells, found):
        if plain:
            cell.plain = answer
        elif answer != cell.plain and answer != cell.ours:
            cell.ours, cell.why = answer, UNKNOWN
        elif answer == cell.plain:
            cell.ours, cell.why = None, ""


def count(verdicts: dict[str, list[str]]) -> str:
    """Per area and altogether."""
    everything = [verdict for area in verdicts.values() for verdict in area]
    rows = [*verdicts.items(), ("all", everything)]
    return "\n".join(
        f"{area:16} equal to plain: {found.count('equal'):3} of {len(found):3}; by choice different: {found.count('choice'):3}; "
        f"otherwise different: {found.count('other'):3}" for area, found in rows)


def chosen_files(area: str) -> list[Path]:
    return sorted(path for path in (HERE / "groups").glob("*.txt") if area in path.stem)


def try_all(kernels: Kernels, area: str = "", title: str = "", every: int = 1, recording: str = "") -> dict[str, list[str]]:
    """The verdicts by area. `recording`: "plain" or "ours", to write down what is seen."""
    verdicts: dict[str, list[str]] = {}
    at = 0
    for path in chosen_files(area):
        groups = read(path)
        for group in groups:
            at += title in group.title
            if at % every or title not in group.title:
                continue
            found = answers(group, kernels)
            verdict = judge(group, found)
            verdicts.setdefault(group.area, []).append(verdict)
            if verdict == "other" and recording != "plain":
                tell(group, found)
            if recording:
                record(group, found, recording == "plain")
        if recording:
            write(path, groups)
    kernels.stop()
    return verdicts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--kernelspec")
    parser.add_argument("--area", default="")
    parser.add_argument("--title", default="")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--beside", choices=layout.VARIANTS)
    args = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        kernels = Kernels(run.spec(args.plain, folder, args.kernelspec), SETTLE if args.plain or args.kernelspec else 0.0, layout.first_cell(args.beside))
        recording = ("plain" if args.plain else "ours") if args.record else ""
        verdicts = try_all(kernels, args.area, args.title, args.every, recording)
    print("\n" + count(verdicts))
    print(f"{time.monotonic() - started:.0f} s")
    sys.exit(any("other" in found for found in verdicts.values()) and not recording)


if __name__ == "__main__":
    main()
