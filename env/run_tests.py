"""Everything that has to pass, step by step: `make test`. A failing step is named, and no further step is started.

Two lanes go on side by side: what cargo builds and runs, and what Python and the notebook kernels do. Each leaves a core idle for much of its
time when it is alone. A step prints what it has to say when it ends, so that the two do not mix. A call that
is ended (Ctrl-C, `kill`, a limit of time) ends its steps first, with all that they started.
"""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from env import processes
from env.paths import ENV, ROOT, TARGET

PYTHON = sys.executable
GRACE = 5  # seconds for a step to end by itself after each signal
ENDINGS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
CARGO_LINTS = ["--", "-D", "warnings"]


@dataclass
class Step:
    name: str
    command: list
    environment: dict[str, str] = field(default_factory=dict)
    after: str | None = None  # a step of another lane that has to have ended


def cargo_steps():
    """The quickest to fail first, and early what the notebooks read."""
    library = ["--locked", "--no-default-features", "--features", "reader-cli"]
    everything = ["--locked", "--features", "cli"]
    # The same random cases each time, so that a failure is about what was changed; `cargo test` alone tries others.
    cases = {"PROPTEST_RNG_SEED": os.environ.get("PROPTEST_RNG_SEED", "0")}
    return [
        Step("format", ["cargo", "fmt", "--check"]),
        Step("lints", ["cargo", "clippy", *everything, "--all-targets", *CARGO_LINTS]),
        Step("lints without torch", ["cargo", "clippy", *library, "--all-targets", *CARGO_LINTS]),
        Step("documentation", ["cargo", "doc", *everything, "--no-deps"], {"RUSTDOCFLAGS": "-D warnings"}),
        *(Step(f"glyphs: {part}", ["cargo", "run", "-q", *everything, "--", part, "glyphs"]) for part in ("sweep", "untrained", "eval")),
        Step("compiled once", [PYTHON, "-m", "unittest", "env.kernel.test_once"]),
        Step("tests", ["cargo", "test", *everything], cases),
        *(Step(f"example {name}", ["cargo", "run", "-q", *everything, "--example", name]) for name in examples()),
        Step("tests without torch", ["cargo", "test", *library], cases),
        Step("figures of the frozen results", [PYTHON, "-m", "env.figures"]),
    ]


def kernel_steps():
    # A notebook's cells are compiled by one core, one after the other.
    execute = [PYTHON, "-m", "env.notebooks.execute", "--jobs", str(min(os.cpu_count() or 1, 4))]
    glyphs = {"UPDOWN_EXPERIMENT": "glyphs"}
    return [
        *(Step(f"Python tests in {folder.relative_to(ROOT)}", [PYTHON, "-m", "unittest", "discover", "-t", ROOT, "-s", folder])
          for folder in python_tests()),
        Step("notebook kernel", [PYTHON, "-m", "env.kernel.test_kernel"]),
        Step("notebook kernel's front", [PYTHON, "-m", "env.kernel.test_front"]),
        Step("notebooks on glyphs", execute, glyphs, after="glyphs: eval"),
        Step("notebooks as committed", [*execute, "--check", "--out", TARGET / "checked"], glyphs),
    ]


def examples():
    return sorted(path.stem for path in (ROOT / "examples").glob("*.rs"))


def python_tests():
    return sorted({path.parent for depth in ("tests", "*/tests") for path in ENV.glob(f"{depth}/test_*.py")})


class Results:
    """What the steps came to, in the order in which they ended."""

    def __init__(self):
        self.rows = []
        self.running = {}
        self.stopped = False
        self.ended = threading.Condition()

    @property
    def failed(self):
        return [name for name, passed, _ in self.rows if not passed]

    def has(self, name):
        return any(name == ended for ended, _, _ in self.rows)

    @property
    def over(self):
        return self.stopped or bool(self.failed)

    def run(self, lane):
        for step in lane:
            if not (begun := self.begin(step)):
                return
            start = time.monotonic()
            process, said = begun
            with said:
                passed = process.wait() == 0
                said.seek(0)
                self.end(step, passed, time.monotonic() - start, said.read())

    def begin(self, step):
        """The process of a step and the file that holds its output; `None` where nothing is begun any more."""
        with self.ended:
            self.ended.wait_for(lambda: self.over or step.after is None or self.has(step.after))
            if self.over:
                return None
            print(f"=== {step.name}: begins", flush=True)
            said = tempfile.TemporaryFile()
            self.running[step.name] = subprocess.Popen(step.command, cwd=ROOT, env={**os.environ, **step.environment}, stdin=subprocess.DEVNULL,
                                                       stdout=said, stderr=subprocess.STDOUT, start_new_session=True)
            return self.running[step.name], said

    def end(self, step, passed, seconds, said):
        with self.ended:
            del self.running[step.name]
            self.rows.append((step.name, passed, seconds))
            print(f"\n=== {step.name}", flush=True)
            sys.stdout.buffer.write(said)
            print(f"=== {step.name}: {'ok' if passed else 'FAILED'}, {seconds:.1f} s", flush=True)
            self.ended.notify_all()

    def stop(self):
        """Ends what is running, and begins nothing more."""
        with self.ended:
            self.stopped = True
            self.ended.notify_all()
            running = list(self.running.values())
        # A step that was started in the background of a shell ignores the first one.
        for process in running:
            processes.stop(process, [signal.SIGINT, signal.SIGTERM], GRACE)

    def table(self, seconds):
        width = max((len(name) for name, _, _ in self.rows), default=0)
        lines = [f"  {name:{width}}  {'ok' if passed else 'FAILED':6}  {took:7.1f} s" for name, passed, took in self.rows]
        return "\n".join(lines + [f"  {'together':{width}}          {seconds:7.1f} s"])


def side_by_side(results, lanes):
    with ThreadPoolExecutor(len(lanes)) as pool:
        try:
            for lane in [pool.submit(results.run, lane) for lane in lanes]:
                lane.result()
        except BaseException:
            results.stop()
            raise


def leave(number, _frame):
    """Ends the call as one that the signal ended; another one meanwhile changes nothing."""
    for other in ENDINGS:
        signal.signal(other, signal.SIG_IGN)
    print(f"{signal.Signals(number).name}: the steps that are running are ended", flush=True)
    sys.exit(128 + number)


def main():
    for number in ENDINGS:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, leave)
    start = time.monotonic()
    results = Results()
    try:
        side_by_side(results, [cargo_steps(), kernel_steps()])
    finally:
        print("\n" + results.table(time.monotonic() - start))
        if results.failed:
            print(f"failed: {', '.join(results.failed)}; nothing was begun after it")
        print(f"{len(results.rows) - len(results.failed)} passed, {len(results.failed)} failed")
    sys.exit(1 if results.failed else 0)


if __name__ == "__main__":
    main()
