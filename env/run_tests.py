"""Everything that has to pass, step by step: `make test`. The first failing step ends it and names itself."""

import os
import subprocess
import sys
import time

from env.paths import ENV, ROOT, TARGET

PYTHON = sys.executable
CARGO_LINTS = ["--", "-D", "warnings"]


def steps():
    """(name, command, additional environment), the quickest to fail first."""
    library = ["--locked", "--no-default-features", "--features", "reader-cli"]
    everything = ["--locked", "--features", "cli"]
    # A notebook's cells are compiled by one core, one after the other.
    execute = [PYTHON, "-m", "env.notebooks.execute", "--jobs", str(min(os.cpu_count() or 1, 4))]
    return [
        ("format", ["cargo", "fmt", "--check"], {}),
        ("lints", ["cargo", "clippy", *everything, "--all-targets", *CARGO_LINTS], {}),
        ("lints without torch", ["cargo", "clippy", *library, "--all-targets", *CARGO_LINTS], {}),
        ("documentation", ["cargo", "doc", *everything, "--no-deps"], {"RUSTDOCFLAGS": "-D warnings"}),
        ("tests", ["cargo", "test", *everything], {}),
        *((f"example {name}", ["cargo", "run", "-q", *everything, "--example", name], {}) for name in examples()),
        ("tests without torch", ["cargo", "test", *library], {}),
        *((f"Python tests in {folder.relative_to(ROOT)}", [PYTHON, "-m", "unittest", "discover", "-t", ROOT, "-s", folder], {})
          for folder in python_tests()),
        ("notebook kernel", [PYTHON, "-m", "env.kernel.test_kernel"], {}),
        ("notebook kernel's front", [PYTHON, "-m", "env.kernel.test_front"], {}),
        *((f"glyphs: {part}", ["cargo", "run", "-q", *everything, "--", part, "glyphs"], {})
          for part in ("sweep", "untrained", "eval")),
        ("figures of the frozen results", [PYTHON, "-m", "env.figures"], {}),
        ("notebooks on glyphs", execute, {"UPDOWN_EXPERIMENT": "glyphs"}),
        ("notebooks as committed", [*execute, "--check", "--out", TARGET / "checked"], {"UPDOWN_EXPERIMENT": "glyphs"}),
    ]


def examples():
    return sorted(path.stem for path in (ROOT / "examples").glob("*.rs"))


def python_tests():
    return sorted({path.parent for depth in ("tests", "*/tests") for path in ENV.glob(f"{depth}/test_*.py")})


def run(command, environment):
    """Whether the command succeeded, and the seconds it took."""
    start = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, stdin=subprocess.DEVNULL)
    return done.returncode == 0, time.monotonic() - start


def table(results):
    width = max(len(name) for name, _, _ in results)
    lines = [f"  {name:{width}}  {'ok' if passed else 'FAILED':6}  {seconds:7.1f} s" for name, passed, seconds in results]
    return "\n".join(lines + [f"  {'together':{width}}          {sum(seconds for _, _, seconds in results):7.1f} s"])


def main():
    results = []
    for name, command, environment in steps():
        print(f"\n=== {name}", flush=True)
        passed, seconds = run(command, environment)
        results.append((name, passed, seconds))
        print(f"=== {name}: {'ok' if passed else 'FAILED'}, {seconds:.1f} s", flush=True)
        if not passed:
            break
    failed = [name for name, passed, _ in results if not passed]
    print("\n" + table(results))
    if failed:
        print(f"failed: {failed[0]}; the steps after it did not run")
    print(f"{len(results) - len(failed)} passed, {len(failed)} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
