"""Kills sweep, eval, results and import at random moments, a thousand times: `make torture`.

After each kill every file must be whole: what was there before or what an undisturbed run writes, byte for byte (the state that a
training goes on from may be of any epoch). Now and then a run is left to its end, which must be that of the undisturbed one.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
import json
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
GOLDEN = PROJECT / "tests" / "golden" / "lightning"
IMPORTED = [str(GOLDEN / name) for name in ("evaluated.ckpt", "convolutional.ckpt", "trained_drop0.0.ckpt")]
SWEEP = ["sweep", "glyphs", "--only", "dropout", "--runs", "0", "--shard", "1/4", "--device", "cpu"]
UNTRAINED = ["untrained", "glyphs", "--runs", "1000..1004", "--device", "cpu"]
EVAL = ["eval", "glyphs", "--device", "cpu"]
# What takes long is computed between the same writes: killed without it, a run is seen at more of its moments.
QUICK_EVAL = [*EVAL, "--metrics", "performance,weights,modules"]
RESULTS = ["results", "glyphs", "--fewer"]
# Kills before a run is left to its end.
KILLS_A_RUN = 10


def command(binary, root, words):
    environment = {**os.environ, "UPDOWN_ROOT": str(root)}
    environment.pop("UPDOWN_DATA", None)
    return subprocess.Popen([binary, *words], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True)


def finish(binary, root, words):
    """Run to the end; the seconds it took."""
    start = time.monotonic()
    process = command(binary, root, words)
    said, _ = process.communicate()
    if process.returncode != 0:
        sys.exit(f"{' '.join(words)} ended with {process.returncode}: {said}")
    return time.monotonic() - start


def files(root):
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def is_litter(name):
    """Locks without a holder, files that were being written, and states of training: what a killed process may leave."""
    base = name.rsplit("/", 1)[-1]
    return base.startswith(".writing-") or base.endswith((".lock", ".partial", ".partial-writing"))


def restore(root, content):
    shutil.rmtree(root, ignore_errors=True)
    for name, data in content.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def is_mixture(found):
    """Whether frozen tables are of two generations, by the checksums in their provenance."""
    provenance = next((data for name, data in found.items() if name.endswith("/provenance.json")), None)
    if provenance is None:
        return False
    folder = next(name for name in found if name.endswith("/provenance.json")).rsplit("/", 1)[0]
    notes = json.loads(provenance)["files"]
    return any(zlib.crc32(found.get(f"{folder}/{name}", b"")) != int(note["crc32"], 16) for name, note in notes.items())


def refused(binary, root):
    """Whether results of two generations are refused in words."""
    shutil.rmtree(root / "checkpoints" / "glyphs")
    process = command(binary, root, ["figures", "glyphs", "--only", "F8", "--out", str(root / "out")])
    said, _ = process.communicate()
    return process.returncode == 2 and "do not belong together" in said


def torture(binary, root, words, before, kills, rng):
    """Kill `words` so many times. Counts of what was seen."""
    restore(root, before)
    span = finish(binary, root, words)
    after, seen = files(root), Counter()
    restore(root, before)
    while seen["kills"] < kills:
        process = command(binary, root, words)
        try:
            process.wait(timeout=rng.uniform(0, span))
        except subprocess.TimeoutExpired:
            process.kill()
            seen["kills"] += 1
        process.communicate()
        ended = process.returncode == 0
        if not ended and process.returncode != -9:
            sys.exit(f"{' '.join(words)} ended with {process.returncode}")
        found = files(root)
        for name, data in found.items():
            if not is_litter(name) and data not in (before.get(name), after.get(name)):
                sys.exit(f"{' '.join(words)}: after {seen['kills']} kills {name} is neither old nor new")
        seen["files"] += len(found)
        if is_mixture(found):
            seen["mixtures"] += 1
            if seen["mixtures"] <= 5 and not refused(binary, root):
                sys.exit("results of two generations are not refused")
            restore(root, found)
        if ended or seen["kills"] % KILLS_A_RUN == 0:
            if not ended:
                finish(binary, root, words)
            last = {name: data for name, data in files(root).items() if not name.rsplit("/", 1)[-1].startswith(".writing-")}
            if last != after:
                changed = [name for name in {*last, *after} if last.get(name) != after.get(name)]
                sys.exit(f"{' '.join(words)}: after {seen['kills']} kills the end differs in {changed}")
            seen["ends"] += 1
            restore(root, before)
    return seen, span


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", help="the command updown")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    rng, binary = random.Random(options.seed), str(Path(options.binary).resolve())
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        root.mkdir()
        finish(binary, root, UNTRAINED)
        untrained = files(root)
        finish(binary, root, EVAL)
        evaluated = files(root)
        # Older results of fewer networks lie there, to be replaced.
        next(root.glob("checkpoints/glyphs/*.safetensors")).unlink()
        finish(binary, root, RESULTS)
        frozen = {**files(root), **evaluated}
        plans = [("sweep", SWEEP, {}, 0.2), ("eval", QUICK_EVAL, untrained, 0.2), ("results", RESULTS, frozen, 0.3),
                 ("import", ["import", *IMPORTED, "--experiment", "paper"], {}, 0.3)]
        print("| verb | kills | runs to the end | files compared | tables of two generations, refused | seconds undisturbed |")
        print("|---|---|---|---|---|---|")
        for name, words, before, share in plans:
            seen, span = torture(binary, root, words, before, round(options.kills * share), rng)
            print(f"| {name} | {seen['kills']} | {seen['ends']} | {seen['files']} | {seen['mixtures']} | {span:.2f} |", flush=True)


if __name__ == "__main__":
    main()
