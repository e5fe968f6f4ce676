#!/usr/bin/env python3
"""Our training compared with a plain PyTorch loop and, if installed, a Lightning loop; prints seconds and ratios.

    UPDOWN_DATA=/folder/with/mnist python benches/compare/training.py [--rounds N] [--sweep SHARD] [--updown COMMAND]

Wants a Python with torch and numpy, and MNIST's four IDX files. One MNIST network 784-64-64-10 with batches of 200, on
one core: the plain loop keeps the data in one tensor, as ours does; both have Adam, the L2 penalty, dropout, and a
validation after each epoch. The two are measured in alternation, on the wall and in CPU seconds (on a busy machine only
these tell much), and the ratio is of medians. Ours runs through the command; start and reading of the data, measured by
`updown data mnist`, are taken off.

Then a slice of `mnist-base`, --sweep 1/8 of it, on two cores, and what the loops would take for the same epochs.
"""

import argparse
import gzip
import logging
import os
import resource
import struct
import sys
import tempfile
import warnings
from pathlib import Path

import command

try:
    import numpy as np
    import torch
    from torch import nn
    from torch.nn import functional as F
except ImportError as missing:
    print(f"skipped: this comparison needs Python's torch and numpy ({missing})")
    sys.exit(0)

BATCH, TRAIN, CORES = 200, 54_000, 2
L2, DROPOUT = 1e-5, 0.1


def read_idx(name):
    folders = [Path(os.environ.get("UPDOWN_DATA", "data")), command.PROJECT / "data"]
    for path in (place / f"{name}{gz}" for f in folders for place in (f / "mnist", f) for gz in ("", ".gz")):
        if path.is_file():
            content = (gzip.open if path.suffix == ".gz" else open)(path, "rb").read()
            sizes = struct.unpack(f">{content[3]}I", content[4:4 + 4 * content[3]])
            return torch.from_numpy(np.frombuffer(content, np.uint8, offset=4 + 4 * content[3]).reshape(sizes).copy())
    print(f"skipped: {name} is not there; name its folder by UPDOWN_DATA, or `updown data mnist` downloads it")
    sys.exit(0)


def network():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 64), nn.ReLU(), nn.Dropout(DROPOUT),
                         nn.Linear(64, 64), nn.ReLU(), nn.Dropout(DROPOUT), nn.Linear(64, 10))


def loss_of(model, images, labels):
    penalty = sum(p.square().sum() for p in model.parameters() if p.ndim > 1)
    return F.cross_entropy(model(images), labels) + L2 * penalty


class Plain:
    """A loop as written by hand."""
    name = "plain PyTorch loop"

    def __init__(self, images, labels):
        self.images, self.labels = images, labels
        self.model = network()
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=1e-3)

    def epochs(self, count):
        for _ in range(count):
            self.model.train()
            for indices in torch.randperm(TRAIN).split(BATCH):
                loss = loss_of(self.model, self.images[indices], self.labels[indices])
                self.optimizer.zero_grad()
                loss.backward()
                self.optimizer.step()
            self.model.eval()
            with torch.no_grad():
                logits, labels = self.model(self.images[TRAIN:]), self.labels[TRAIN:]
                F.cross_entropy(logits, labels).item()
                (logits.argmax(1) == labels).float().mean().item()


class Lightning:
    """The way of the paper's code: a LightningModule, and a DataLoader that makes a tensor of each image."""
    name = "Lightning loop"

    def __init__(self, lightning, images, labels):
        self.lightning = lightning
        pixels = (images[:, 0] * 255).byte().numpy()

        class Images(torch.utils.data.Dataset):
            def __len__(self):
                return len(pixels)

            def __getitem__(self, index):
                return torch.from_numpy(pixels[index]).float().div(255)[None], labels[index]

        class Module(lightning.LightningModule):
            def __init__(self):
                super().__init__()
                self.model = network()

            def training_step(self, batch, _):
                loss = loss_of(self.model, *batch)
                self.log("train_loss", loss)
                return loss

            def validation_step(self, batch, _):
                logits = self.model(batch[0])
                self.log("val_loss", F.cross_entropy(logits, batch[1]))
                self.log("val_acc", (logits.argmax(1) == batch[1]).float().mean())

            def configure_optimizers(self):
                return torch.optim.Adam(self.parameters(), lr=1e-3)

        parts = torch.utils.data.random_split(Images(), [TRAIN, len(pixels) - TRAIN])
        self.train, self.val = (torch.utils.data.DataLoader(p, BATCH, shuffle=s) for p, s in zip(parts, (True, False)))
        self.module = Module()

    def epochs(self, count):
        # Its advice belongs in nobody's table.
        logging.getLogger("pytorch_lightning").setLevel(logging.ERROR)
        with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings(action="ignore"):
            trainer = self.lightning.Trainer(max_epochs=count, accelerator="cpu", devices=1, default_root_dir=folder,
                                             enable_progress_bar=False, enable_model_summary=False)
            trainer.fit(self.module, self.train, self.val)


def sweep(updown, shard):
    """Networks and epochs of one part of `mnist-base`, and seconds on the wall and of CPU with two workers."""
    with tempfile.TemporaryDirectory() as root:
        _, wall, cpu = command.run(updown, "sweep", "mnist-base", "--shard", shard, "--device", "cpu", "--jobs", CORES,
                                   environment=command.places(root), whole_machine=True)
        files = list(Path(root, "checkpoints", "mnist-base").glob("*.safetensors"))
        return len(files), sum(len(command.header(path)["training"]["epochs"]) for path in files), wall, cpu


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    command.add_option(parser)
    parser.add_argument("--rounds", type=int, default=5, help="measurements of each loop, in alternation")
    parser.add_argument("--epochs", type=int, default=5, help="epochs of the plain loop in each round")
    parser.add_argument("--sweep", default="1/8", metavar="I/N", help="part of mnist-base to train; 0: none")
    options = parser.parse_args()
    torch.set_num_threads(1)
    images = read_idx("train-images-idx3-ubyte")[:, None].float() / 255
    labels = read_idx("train-labels-idx1-ubyte").long()
    plain = Plain(images, labels)
    plain.epochs(1)
    theirs = command.beside(plain, lambda: command.train(options.updown, "mnist", "--l2", L2, "--dropout", DROPOUT),
                            options.rounds, options.epochs)
    loops = {plain.name: theirs}
    try:
        import pytorch_lightning
        loops[Lightning.name] = command.timed(Lightning(pytorch_lightning, images, labels), 1)
        command.row(Lightning.name, *loops[Lightning.name])
    except ImportError:
        print("no Lightning loop: pytorch_lightning is not installed")
    if options.sweep == "0":
        return
    networks, epochs, wall, cpu = sweep(options.updown, options.sweep)
    print(f"\n{networks} networks of mnist-base, {epochs} epochs together, {CORES} cores")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20
    command.row("updown sweep", wall, cpu, f"{60 * networks / wall:.1f} networks a minute, {peak:.2f} GiB at most")
    for name, (seconds, work) in loops.items():
        estimate = epochs * seconds / CORES
        command.row(f"{name}, the same epochs (estimate)", estimate, epochs * work,
            f"{60 * networks / estimate:.1f} networks a minute")


if __name__ == "__main__":
    main()
