"""Keeps a spare kernel for the next notebook, one for each way to import the library, and decides whether it may be handed out."""

import asyncio
import json
import re
import time
from collections import Counter
from pathlib import Path

from env.kernel import layout

from .spare import Spare, SpareError

DEPENDENCY = re.compile(r"^:dep\s+updown\s*=.*$", re.MULTILINE)
MOST = 2  # spares
ROOM = 2e9  # bytes of memory that have to be free: a kernel at work takes about one
PAUSE = 3  # seconds that the notebook which just opened has both processors to itself
FREE = re.compile(r"^MemAvailable:\s+(\d+)", re.MULTILINE)


current = None  # the server's pool; None where there is no server, or the warmed kernel is switched off


def lines(path):
    """The `:dep updown` lines of a notebook; none if it is not a readable notebook."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {line for source in sources for line in DEPENDENCY.findall(source)}


def imports(folder):
    """The `:dep updown` lines in the notebooks of a folder, the commonest first."""
    found = Counter()
    for path in sorted(folder.glob("*.ipynb")):
        found.update(lines(path))
    return [line for line, _ in found.most_common(MOST)]


def asked(folder, environment):
    """The `:dep updown` lines of the notebook that is being opened: Jupyter names it."""
    return lines(folder / Path(environment.get("JPY_SESSION_NAME", "")).name)


def state(folder):
    """What a kernel in `folder` is made of: the built library, and evcxr's settings. None when the library was edited
    since it was built."""
    if layout.is_stale():
        return None
    settings = folder / "evcxr.toml"
    return layout.LINKS.stat().st_mtime_ns, settings.read_bytes() if settings.exists() else b""


def same_environment(one, other):
    """Jupyter's own variables name the notebook and the server's process, and no cell depends on them."""
    def kept(environment):
        return {name: value for name, value in environment.items() if not name.startswith("JPY_")}
    return kept(one) == kept(other)


def free_memory():
    return 1024 * int(FREE.search(Path("/proc/meminfo").read_text())[1])


class Pool:
    def __init__(self, argv, folder, log, pause=PAUSE):
        self.argv, self.folder, self.log, self.pause = argv, folder, log, pause
        self.spares = {}  # by import line: the spare, and what it is made of
        self.busy = asyncio.Lock()

    async def refill(self):
        """Start and warm the spares that are missing. Never raises: without a spare, everything works as ever."""
        async with self.busy:
            wanted = imports(self.folder)
            for line, (spare, _) in list(self.spares.items()):
                if line not in wanted or spare.folder != self.folder or not spare.alive():
                    self.spares.pop(line)[0].end()
            if not wanted:
                self.log.info("updown: no kernel is kept warm: no notebook in %s imports updown", self.folder)
            for line in wanted:
                if line in self.spares:
                    continue
                if free_memory() < ROOM:
                    self.log.info("updown: no other kernel is kept warm: only %.1f GB of memory are free", free_memory() / 1e9)
                    break
                await self.make(line)

    async def make(self, line):
        for _ in range(2):  # the launcher builds an edited library: then the state changes under the first one
            before, start = state(self.folder), time.monotonic()
            spare = None
            try:
                spare = Spare(self.argv, self.folder, line)
                await spare.warm()
            except (SpareError, OSError) as error:
                self.log.warning("updown: no kernel is kept warm: %s", error)
                if spare:
                    spare.end()
                return
            except BaseException:  # the server stops
                if spare:
                    spare.end()
                raise
            if before is not None and before == state(self.folder):
                self.spares[line] = spare, before
                self.log.info("updown: a warmed kernel is ready after %.1f s; it holds %.2f GB of memory",
                              time.monotonic() - start, spare.memory() / 1e9)
                return
            spare.end()

    def take(self, folder, environment):
        """A spare, if a kernel started now in this folder and environment would be the same; else None. Of several the one
        that was warmed with the import of the notebook. What is missing then is made, for the folder in which a notebook was
        opened last."""
        self.folder = folder
        asyncio.get_running_loop().call_later(self.pause, lambda: asyncio.ensure_future(self.refill()))
        line = next((line for line in [*asked(folder, environment), *self.spares] if line in self.spares), None)
        if line is None:
            return None
        spare, made_of = self.spares.pop(line)
        if not spare.alive():
            self.log.warning("updown: the warmed kernel had ended with status %s", spare.process.returncode)
        elif spare.folder != folder:
            self.log.info("updown: the warmed kernel was for notebooks in %s", spare.folder)
        elif not same_environment(spare.environment, environment):
            self.log.info("updown: the warmed kernel has another environment")
        elif made_of != state(folder):
            self.log.info("updown: the warmed kernel is of an older state of the library")
        else:
            return spare
        for other in [spare, *(other for other, _ in self.spares.values())]:
            other.end()
        self.spares.clear()
        return None
