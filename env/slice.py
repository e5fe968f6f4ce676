"""A slice of an experiment in a few minutes, on a machine that is available for only that long, such as one with a GPU.

    python -m env.slice cifar10 --minutes 9 --out OUT [--updown target/release/updown] [--no-tf32]

Trains, writes untrained networks, measures and freezes, and stops each step when its share of the time is over. What is begun stays in
the workspace (UPDOWN_ROOT, else the project's folder), and the next call goes on with it: a sweep loses the running epoch at most,
an eval pass the network that it is measuring. OUT holds what is worth carrying away and nothing else: `slice.log`, with the
card, the command's own output and seconds of each step, and the frozen tables; a table above 16 MB is left out and named.

TF32: on NVIDIA cards since 2020 libtorch lets convolutions round their factors to 10 bits, products of plain matrices not. --no-tf32
takes it from all (NVIDIA_TF32_OVERRIDE=0); the log says which it was, so that two calls into two workspaces show what it does.

Needs a built command with its libtorch (`make setup TORCH=cuda`, `cargo build --release --locked --features cli`), the dataset, and
Python's standard library.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from env import processes
from env.paths import LIBTORCH, ROOT, TARGET

# The part of what is left of the time that a step may take; freezing takes seconds and is never cut.
SHARES = {"untrained": 0.2, "sweep": 0.7, "eval": 0.9}
LARGEST = 16 * 2**20
GRACE = 10  # seconds between asking a step to end and ending it


class Log:
    """Lines with the seconds since the start, on standard output and in a file."""

    def __init__(self, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        self.file, self.begin = path.open("a", encoding="utf-8"), time.monotonic()

    def say(self, text):
        for line in text.rstrip().splitlines():
            print(line, flush=True)
            self.file.write(f"{time.monotonic() - self.begin:7.1f} s  {line}\n")
        self.file.flush()


def card():
    """The machine's description of its GPU."""
    asked = "name,driver_version,memory.total,power.limit,clocks.max.sm"
    try:
        told = subprocess.run(["nvidia-smi", f"--query-gpu={asked}", "--format=csv"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        return f"no GPU that nvidia-smi knows: {error}"
    return told.stdout


def environment(tf32):
    libraries = [str(LIBTORCH / "lib"), os.environ.get("LD_LIBRARY_PATH", "")]
    setting = {} if tf32 else {"NVIDIA_TF32_OVERRIDE": "0"}
    return {**os.environ, "LD_LIBRARY_PATH": os.pathsep.join(filter(None, libraries)), **setting}


def step(command, seconds, log, variables):
    """Runs a command until it ends or its time is over. Whether it ended by itself, well or with failures that it named."""
    log.say(f"$ {' '.join(map(str, command))}")
    begin = time.monotonic()
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT, env=variables,
                                   start_new_session=True)
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            code = None
            processes.stop(process, [signal.SIGTERM], GRACE)
        said.seek(0)
        log.say("\n".join(said.read().splitlines()[-20:]) or "(said nothing)")
    log.say(f"{'stopped' if code is None else f'ended with {code}'} after {time.monotonic() - begin:.1f} s")
    return code in (0, 1)


def carry(tables, out, log):
    """Copies frozen tables that are not too large, and says which are."""
    for path in sorted(p for p in tables.rglob("*") if p.is_file()):
        size = path.stat().st_size
        if size > LARGEST:
            log.say(f"left out: {path.relative_to(tables)}, {size / 2**20:.0f} MB")
            continue
        place = out / path.relative_to(tables)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, place)


def run(options, log):
    variables = environment(options.tf32)
    end = time.monotonic() + 60 * options.minutes - GRACE
    log.say(card())
    log.say(f"TF32 {'as libtorch has it' if options.tf32 else 'off'}")
    for verb, share in SHARES.items():
        command = [options.updown, verb, options.experiment, "--device", options.device]
        step(command, max(1.0, share * (end - time.monotonic())), log, variables)
    with tempfile.TemporaryDirectory() as folder:
        # Whatever was frozen in the workspace stays as it is.
        tables = Path(folder, options.experiment)
        frozen = step([options.updown, "results", options.experiment, "--out", tables], max(30.0, end - time.monotonic()), log, variables)
        carry(tables, options.out / options.experiment, log)
    return frozen


def main():
    parser = argparse.ArgumentParser(prog="python -m env.slice", description=__doc__.splitlines()[0])
    parser.add_argument("experiment")
    parser.add_argument("--minutes", type=float, default=9.0, help="all of it (9)")
    parser.add_argument("--out", type=Path, required=True, help="folder for the log and the tables")
    parser.add_argument("--updown", type=Path, default=TARGET / "release" / "updown", help="the command (target/release/updown)")
    parser.add_argument("--device", default="cuda", help="as the command takes it (cuda)")
    parser.add_argument("--no-tf32", dest="tf32", action="store_false", help="convolutions in full precision, too")
    options = parser.parse_args()
    if not options.updown.is_file():
        sys.exit(f"there is no command {options.updown}: `cargo build --release --locked --features cli` in {ROOT} makes it")
    sys.exit(0 if run(options, Log(options.out / "slice.log")) else 1)


if __name__ == "__main__":
    main()
