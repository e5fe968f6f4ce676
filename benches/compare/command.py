"""Runs the command `updown` for the comparisons, and says how long it took."""

import os
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
ONE_CORE = {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}


def add_option(parser):
    parser.add_argument("--updown", type=Path, default=find(), help="the command (default: the latest of target/)")


def find():
    target = Path(os.environ.get("CARGO_TARGET_DIR", PROJECT / "target"))
    found = sorted(target.glob("**/updown"), key=lambda path: path.stat().st_mtime)
    return next((path for path in reversed(found) if path.is_file()), None)


def run(command, *arguments, environment=None, whole_machine=False):
    """Standard output, seconds on the wall and of CPU; on one core unless `whole_machine`."""
    if command is None:
        sys.exit("no command `updown` in target/: build it with `cargo build --features cli`, or name it by --updown")
    limits = {} if whole_machine else ONE_CORE
    libraries = [str(PROJECT / "env" / "libtorch" / "lib"), os.environ.get("LD_LIBRARY_PATH", "")]
    environment = {**os.environ, **limits, "LD_LIBRARY_PATH": os.pathsep.join(filter(None, libraries)),
                   **(environment or {})}
    before, begin = os.times(), time.perf_counter()
    done = subprocess.run([command, *map(str, arguments)], capture_output=True, text=True, env=environment)
    wall, after = time.perf_counter() - begin, os.times()
    if done.returncode:
        sys.exit(f"{command} failed: {done.stderr.strip() or done.stdout.strip()}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return done.stdout, wall, cpu
