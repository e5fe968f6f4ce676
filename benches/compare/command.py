"""Runs the command `updown` for the comparisons, and times it and what it is compared with."""

import json
import os
import re
import statistics
import struct
import subprocess
import sys
import tempfile
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


def train(command, dataset, *arguments):
    """Seconds per epoch of `updown train`, wall and CPU, less the time of `updown data`. On one core."""
    with tempfile.TemporaryDirectory() as root:
        environment = places(root)
        _, *start = run(command, "data", dataset, environment=environment)
        said, *whole = run(command, "train", "--dataset", dataset, *arguments, "--device", "cpu", "--jobs", 1,
                           environment=environment)
    epochs = int(re.search(r"best of (\d+) epochs", said)[1])
    return tuple((all_of_it - before) / epochs for all_of_it, before in zip(whole, start))


def places(root):
    """Environment of a run that leaves everything in `root`. The data may lie in the project's folder, which is not this run's."""
    return {"UPDOWN_ROOT": str(root), "UPDOWN_DATA": os.environ.get("UPDOWN_DATA", str(PROJECT / "data"))}


def header(path):
    """What a checkpoint says of itself."""
    with open(path, "rb") as file:
        metadata = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))["__metadata__"]
    return json.loads(metadata["updown"])


def timed(loop, count):
    """Seconds per epoch of a loop in this process, wall and CPU."""
    wall, cpu = time.perf_counter(), time.process_time()
    loop.epochs(count)
    return (time.perf_counter() - wall) / count, (time.process_time() - cpu) / count


def row(what, wall, cpu, *ratios):
    print(f"{what:<44}{wall:>10.3f} s{cpu:>10.3f} s  {' '.join(ratios)}", flush=True)


def beside(loop, ours, rounds, epochs):
    """Measures a loop and ours in alternation, prints both and their ratio; the loop's median seconds, on the wall and of CPU."""
    loop.epochs(1)
    measured = [(timed(loop, epochs), ours()) for _ in range(rounds)]
    theirs, mine = ([statistics.median(times) for times in zip(*side)] for side in zip(*measured))
    print(f"{'seconds an epoch, one network, one core':<44}{'wall':>12}{'CPU':>12}  ours / plain")
    row(loop.name, *theirs)
    row("updown train", *mine, *(f"{a / b:.2f} {what}" for a, b, what in zip(mine, theirs, ("wall", "CPU"))))
    ratios = [a[1] / b[1] for b, a in measured]
    row("  of the rounds, least", *(min(side[i] for _, side in measured) for i in (0, 1)),
        f"{min(ratios):.2f} to {max(ratios):.2f} CPU")
    return theirs
