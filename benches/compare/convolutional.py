#!/usr/bin/env python3
"""Our training of a residual CNN compared with a plain PyTorch loop; prints seconds and ratios, and what both learn.

    UPDOWN_DATA=/folder/with/cifar10 python benches/compare/convolutional.py [--channels 64,128,256,256 --images 1000] [--learn 500]

Wants a Python with torch, and the six files of CIFAR-10's binary version. The paper's network with the experiment
`cifar10-narrow`'s channels on its 10,000 images, on one core, measured as in training.py. Both sides have batches of 200,
Adam, the L2 penalty, flips, and a validation after each epoch; the loop's tensors lie as PyTorch lays them, or with
--channels-last as ours. The paper's own width is 64 times the work: measure it on 1000 images.

--learn N trains both without any regularizer for N epochs at most, or until the validation loss has not improved for six (the
step is quartered after four), and says what share of the 10,000 test images the best epoch's network gets right.
"""

import argparse
import copy
import os
import sys
import tempfile
from pathlib import Path

import command

try:
    import torch
    from torch import nn
    from torch.nn import functional as F
except ImportError as missing:
    print(f"skipped: this comparison needs Python's torch ({missing})")
    sys.exit(0)

BATCH, L2, PATIENCE = 200, 1e-5, 6
RECORD = 1 + 3 * 32 * 32


def read(*names):
    """Images in [0, 1] and labels of some files."""
    folders = [Path(os.environ.get("UPDOWN_DATA", "data")), command.PROJECT / "data"]
    folders = [place / inner for f in folders for place in (f / "cifar10", f) for inner in ("cifar-10-batches-bin", ".")]
    folder = next((f for f in folders if (f / names[0]).is_file()), None)
    if folder is None:
        print(f"skipped: {names[0]} is not there; name its folder by UPDOWN_DATA, or `updown data cifar10` downloads it")
        sys.exit(0)
    content = bytearray(b"".join((folder / name).read_bytes() for name in names))
    records = torch.frombuffer(content, dtype=torch.uint8).view(-1, RECORD)
    return records[:, 1:].view(-1, 3, 32, 32).float() / 255, records[:, 0].long()


class Block(nn.Module):
    def __init__(self, given, out, stride):
        super().__init__()
        self.bn1, self.bn2 = nn.BatchNorm2d(given), nn.BatchNorm2d(out)
        self.conv1 = nn.Conv2d(given, out, 3, stride, 1, bias=False)
        self.conv2 = nn.Conv2d(out, out, 3, 1, 1, bias=False)
        self.proj = nn.Conv2d(given, out, 1, stride, bias=False) if stride > 1 or given != out else nn.Identity()

    def forward(self, x):
        y = F.relu(self.bn1(x))
        return self.conv2(F.relu(self.bn2(self.conv1(y)))) + self.proj(y)


class Network(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv1 = nn.Conv2d(3, channels[0], 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels[0])
        ends = zip([channels[0], *channels], channels, [1, 2, 2, 2])
        blocks = [[Block(given, out, stride), Block(out, out, 1)] for given, out, stride in ends]
        self.stages = nn.Sequential(*(block for stage in blocks for block in stage))
        self.proj = nn.Linear(2 * channels[-1], 10)

    def forward(self, x):
        x = self.stages(F.relu(self.bn1(self.conv1(x))))
        return self.proj(torch.cat([x.amax((2, 3)), x.mean((2, 3))], 1))


class Plain:
    """A loop as written by hand."""

    def __init__(self, channels, images, labels, l2, layout):
        self.name = "plain PyTorch loop" + (", channels last" if layout == torch.channels_last else "")
        self.model = Network(channels).to(memory_format=layout)
        self.images, self.labels, self.l2 = images.contiguous(memory_format=layout), labels, l2
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=1e-3)
        self.train, self.val = torch.randperm(len(labels)).split([len(labels) * 9 // 10, len(labels) - len(labels) * 9 // 10])

    def epochs(self, count):
        for _ in range(count):
            self.model.train()
            for indices in self.train[torch.randperm(len(self.train))].split(BATCH):
                images = self.images[indices]
                images = torch.where(torch.rand(len(indices), 1, 1, 1) < 0.5, images.flip(3), images)
                loss = F.cross_entropy(self.model(images), self.labels[indices])
                if self.l2:
                    loss = loss + self.l2 * sum(p.square().sum() for p in self.model.parameters() if p.ndim > 1)
                self.optimizer.zero_grad()
                loss.backward()
                self.optimizer.step()
            self.scores(self.images[self.val], self.labels[self.val])

    def scores(self, images, labels):
        """Mean loss and accuracy."""
        self.model.eval()
        with torch.no_grad():
            logits = torch.cat([self.model(part) for part in images.split(250)])
            return F.cross_entropy(logits, labels).item(), (logits.argmax(1) == labels).float().mean().item()

    def learn(self, most):
        """Trains until it no longer improves, or for so many epochs; epochs, and the best one's accuracy on the test images."""
        plateau = torch.optim.lr_scheduler.ReduceLROnPlateau(self.optimizer, factor=0.25, patience=3)
        best, best_state, bad, epochs = float("inf"), None, 0, 0
        while bad < PATIENCE and epochs < most:
            self.epochs(1)
            epochs += 1
            loss, _ = self.scores(self.images[self.val], self.labels[self.val])
            plateau.step(loss)
            bad = 0 if loss < best else bad + 1
            if loss < best:
                best, best_state = loss, copy.deepcopy(self.model.state_dict())
        self.model.load_state_dict(best_state)
        return epochs, self.scores(*read("test_batch.bin"))[1]


def ours_learns(updown, *arguments):
    """Epochs, and the best one's accuracy on the test images."""
    with tempfile.TemporaryDirectory() as root:
        environment = command.places(root)
        cpu = ("--device", "cpu", "--jobs", 1)
        command.run(updown, "train", "--dataset", "cifar10", *arguments, *cpu, environment=environment)
        command.run(updown, "eval", "single", "--metrics", "performance", *cpu, environment=environment)
        found = command.header(next(Path(root, "checkpoints", "single").glob("*.safetensors")))
        return len(found["training"]["epochs"]), found["records"]["performance"]["outcome"]["done"]["test"]["accuracy"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    command.add_option(parser)
    parser.add_argument("--channels", default="8,16,32,32", help="of the four stages")
    parser.add_argument("--images", type=int, default=10_000, help="training images, those for validation included")
    parser.add_argument("--rounds", type=int, default=3, help="measurements of each loop, in alternation; 0 for none")
    parser.add_argument("--epochs", type=int, default=1, help="epochs of each loop in each round")
    parser.add_argument("--channels-last", action="store_true", help="the plain loop's tensors lie as ours")
    parser.add_argument("--learn", type=int, default=0, help="epochs at most for which both are trained to see what they learn")
    options = parser.parse_args()
    torch.set_num_threads(1)
    images, labels = (part[:options.images] for part in read(*(f"data_batch_{i}.bin" for i in range(1, 6))))
    channels = [int(count) for count in options.channels.split(",")]
    layout = torch.channels_last if options.channels_last else torch.contiguous_format
    arguments = ("--channels", options.channels, "--images", len(labels))
    if options.rounds:
        command.beside(Plain(channels, images, labels, L2, layout),
                       lambda: command.train(options.updown, "cifar10", *arguments, "--l2", L2, "--epochs", options.epochs),
                       options.rounds, options.epochs)
    if options.learn:
        told = "{:<44}{:>4} epochs, {:.2f} % of the test images"
        epochs, accuracy = Plain(channels, images, labels, 0, layout).learn(options.learn)
        print(told.format("plain PyTorch loop", epochs, 100 * accuracy), flush=True)
        epochs, accuracy = ours_learns(options.updown, *arguments, "--epochs", options.learn)
        print(told.format("updown train", epochs, 100 * accuracy), flush=True)


if __name__ == "__main__":
    main()
