"""Everything that has to pass, step by step: `make test`. A failing step names itself, and nothing is begun after it.

Two lanes go on side by side: what cargo builds and runs, and what Python and the notebook kernels do. Each leaves a core idle for much of its
time when it is alone. A step prints what it has to say when it ends, so that the two do not mix.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from env.paths import ENV, ROOT, TARGET

PYTHON = sys.executable
CARGO_LINTS = ["--", "-D", "warnings"]


def cargo_steps():
    """(name, command, additional environment), the quickest to fail first."""
    library = ["--locked", "--no-default-features", "--features", "reader-cli"]
    everything = ["--locked", "--features", "cli"]
    return [
        ("format", ["cargo", "fmt", "--check"], {}),
        ("lints", ["cargo", "clippy", *everything, "--all-targets", *CARGO_LINTS], {}),
        ("lints without torch", ["cargo", "clippy", *library, "--all-targets", *CARGO_LINTS], {}),
        ("documentation", ["cargo", "doc", *everything, "--no-deps"], {"RUSTDOCFLAGS": "-D warnings"}),
        ("tests", ["cargo", "test", *everything], {}),
        *((f"example {name}", ["cargo", "run", "-q", *everything, "--example", name], {}) for name in examples()),
        *((f"glyphs: {part}", ["cargo", "run", "-q", *everything, "--", part, "glyphs"], {})
          for part in ("sweep", "untrained", "eval")),
        ("tests without torch", ["cargo", "test", *library], {}),
        ("figures of the frozen results", [PYTHON, "-m", "env.figures"], {}),
    ]


def kernel_steps():
    return [
        *((f"Python tests in {folder.relative_to(ROOT)}", [PYTHON, "-m", "unittest", "discover", "-t", ROOT, "-s", folder], {})
          for folder in python_tests()),
        ("notebook kernel", [PYTHON, "-m", "env.kernel.test_kernel"], {}),
        ("notebook kernel's front", [PYTHON, "-m", "env.kernel.test_front"], {}),
    ]


def notebook_steps():
    """They read what the glyphs steps made."""
    # A notebook's cells are compiled by one core, one after the other.
    execute = [PYTHON, "-m", "env.notebooks.execute", "--jobs", str(min(os.cpu_count() or 1, 4))]
    return [
        ("notebooks on glyphs", execute, {"UPDOWN_EXPERIMENT": "glyphs"}),
        ("notebooks as committed", [*execute, "--check", "--out", TARGET / "checked"], {"UPDOWN_EXPERIMENT": "glyphs"}),
    ]


def examples():
    return sorted(path.stem for path in (ROOT / "examples").glob("*.rs"))


def python_tests():
    return sorted({path.parent for depth in ("tests", "*/tests") for path in ENV.glob(f"{depth}/test_*.py")})


class Results:
    """What the steps came to, in the order in which they ended."""

    def __init__(self):
        self.rows = []
        self.lock = threading.Lock()

    @property
    def failed(self):
        return [name for name, passed, _ in self.rows if not passed]

    def run(self, lane):
        for name, command, environment in lane:
            if self.failed:
                return
            print(f"=== {name}: begins", flush=True)
            passed, seconds, said = run(command, environment)
            with self.lock:
                self.rows.append((name, passed, seconds))
                print(f"\n=== {name}", flush=True)
                sys.stdout.buffer.write(said)
                print(f"=== {name}: {'ok' if passed else 'FAILED'}, {seconds:.1f} s", flush=True)

    def table(self, seconds):
        width = max(len(name) for name, _, _ in self.rows)
        lines = [f"  {name:{width}}  {'ok' if passed else 'FAILED':6}  {took:7.1f} s" for name, passed, took in self.rows]
        return "\n".join(lines + [f"  {'together':{width}}          {seconds:7.1f} s"])


def run(command, environment):
    """Whether the command succeeded, the seconds it took, and what it said."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
                              stdout=said, stderr=subprocess.STDOUT)
        said.seek(0)
        return done.returncode == 0, time.monotonic() - start, said.read()


def side_by_side(results, lanes):
    with ThreadPoolExecutor(len(lanes)) as pool:
        for lane in [pool.submit(results.run, lane) for lane in lanes]:
            lane.result()


def main():
    start = time.monotonic()
    results = Results()
    side_by_side(results, [cargo_steps(), kernel_steps()])
    results.run(notebook_steps())
    print("\n" + results.table(time.monotonic() - start))
    if results.failed:
        print(f"failed: {', '.join(results.failed)}; nothing was begun after it")
    print(f"{len(results.rows) - len(results.failed)} passed, {len(results.failed)} failed")
    sys.exit(1 if results.failed else 0)


if __name__ == "__main__":
    main()
