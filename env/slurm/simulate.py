"""A sweep on many nodes, simulated on one machine: processes that share a folder, killed at random, until everything is made.

    python -m env.slurm.simulate [--updown COMMAND] [--processes 16] [--kills 24] [--seed 0]

Each process is the task of a job array, `updown sweep mine --shard I/N --jobs 1`, and is started again when it was killed, as
Slurm would. The experiment is a TOML file. At the end: as many networks as were declared, none made twice, all with the same
bytes as one undisturbed process makes them; then the same processes measure them.
"""
import argparse
import hashlib
import os
import random
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from env.paths import ROOT

EXPERIMENT = """\
dataset = "bars"
network = { mlp = [16, 16] }
runs = 8
untrained = 8

[strengths]
dropout = [0.0, 0.2, 0.4]

[training]
epochs = 3

[eval]
images = 50
methods = ["forward_cov", "backward_jac"]
"""
NETWORKS = 32


def write_data(folder):
    """Bars at ten places as MNIST's four files, 8 by 8 bytes each."""
    folder.mkdir(parents=True)
    for part, count in [("train", 600), ("t10k", 50)]:
        labels = bytes(index % 10 for index in range(count))
        images = bytes(
            255 if (x if label < 5 else y) == label % 5 + 1 else random.randrange(120)
            for label in labels for y in range(8) for x in range(8))
        sizes = b"".join(size.to_bytes(4, "big") for size in (count, 8, 8))
        (folder / f"{part}-images-idx3-ubyte").write_bytes(bytes([0, 0, 8, 3]) + sizes + images)
        (folder / f"{part}-labels-idx1-ubyte").write_bytes(bytes([0, 0, 8, 1]) + sizes[:4] + labels)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--updown", default=f"cargo run --quiet --locked --features cli --manifest-path {ROOT}/Cargo.toml --",
                        help="the command (%(default)s)")
    parser.add_argument("--processes", type=int, default=16)
    parser.add_argument("--kills", type=int, default=24)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


class Cluster:
    """Tasks of a job array in one workspace."""

    def __init__(self, options, root, data):
        self.options, self.root = options, root
        (root / "experiments").mkdir(parents=True)
        shutil.copytree(data, root / "data" / "bars")
        (root / "experiments" / "mine.toml").write_text(EXPERIMENT)
        self.seen = {}  # file of a finished network: its inode when it was first seen

    def start(self, verb, *more):
        command = [*shlex.split(self.options.updown), verb, "mine", "--jobs", "1", "--device", "cpu", *more]
        environment = {**os.environ, "UPDOWN_ROOT": str(self.root)}
        environment.pop("UPDOWN_DATA", None)
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def networks(self):
        return sorted((self.root / "checkpoints" / "mine").glob("*.safetensors"))

    def look(self):
        """Notes every finished network; one that was replaced was made twice."""
        for path in self.networks():
            inode = path.stat().st_ino
            if self.seen.setdefault(path.name, inode) != inode:
                sys.exit(f"{path.name} was made twice")

    def array(self, verb, kills, watch):
        """Run all tasks to the end, killing `kills` of them on the way; returns how many kills there were."""
        count = self.options.processes
        shards = [f"{index}/{count}" for index in range(1, count + 1)]
        tasks = {shard: self.start(verb, "--shard", shard) for shard in shards}
        killed = 0
        while tasks:
            time.sleep(random.uniform(0.02, 0.4))
            if watch:
                self.look()
            running = [shard for shard, task in tasks.items() if task.poll() is None]
            if killed < kills and running:
                shard = random.choice(running)
                tasks[shard].kill()
                tasks[shard].wait()
                killed += 1
            for shard, task in list(tasks.items()):
                if task.poll() == 0:
                    task.stdout.close()
                    del tasks[shard]
                elif task.poll() is not None:
                    if task.returncode > 0:
                        sys.exit(f"{verb} {shard} ended with {task.returncode}: {task.stdout.read()}")
                    tasks[shard] = self.start(verb, "--shard", shard)
        return killed

    def alone(self, verb):
        task = self.start(verb)
        said, _ = task.communicate()
        if task.returncode != 0:
            sys.exit(f"{verb} ended with {task.returncode}: {said}")
        return said

    def digests(self):
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in self.networks()}


def main():
    options = arguments()
    random.seed(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "bars"
        write_data(data)
        many, one = (Cluster(options, Path(folder) / name, data) for name in ("many", "one"))
        begin = time.monotonic()
        killed = many.array("sweep", options.kills, watch=True)
        killed += many.array("untrained", options.kills // 4, watch=True)
        took = time.monotonic() - begin
        for verb in ["sweep", "untrained"]:
            one.alone(verb)
        if len(many.digests()) != NETWORKS or many.digests() != one.digests():
            sys.exit("the networks are not those of one undisturbed process")
        left = [path.name for path in (many.root / "checkpoints/mine").iterdir() if path.suffix not in (".safetensors", ".lock")]
        if left:
            sys.exit(f"left over: {left}")
        print(f"{NETWORKS} networks by {options.processes} processes, {killed} kills, in {took:.0f} s: each made once, with the same "
              "bytes as undisturbed")
        measured = many.array("eval", options.kills // 2, watch=False)
        said = many.alone("eval")
        if f"0 checkpoints measured, {NETWORKS} current" not in said:
            sys.exit(f"not all was measured: {said}")
        print(f"{NETWORKS} networks measured by as many processes, {measured} kills")


if __name__ == "__main__":
    main()
