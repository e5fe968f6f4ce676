#!/usr/bin/env python3
"""Our times compared with those of the paper's way of computing, on one core; prints ratios.

    python benches/compare/measures.py [--updown COMMAND] [--images N]

Wants a Python with torch, clusim, numpy and safetensors, and says so where one is missing. The paper's code itself is
not needed: what it does is stated again below as it does it (one backward pass a unit; one shuffle at a time; clusim
for the other measures). Ours runs through the command, and the time is the one that the command reports, so that start
and files count on neither side.
"""

import argparse
import json
import re
import sys
import tempfile
import time
from pathlib import Path

import command

try:
    import numpy as np
    import torch
    from clusim.clustering import Clustering
    from clusim import sim
    from safetensors.torch import save_file
except ImportError as missing:
    print(f"skipped: this comparison needs Python's torch, clusim, numpy and safetensors ({missing})")
    sys.exit(0)

UNITS, PIXELS, CLASSES, BATCH, SHUFFLES = 64, 784, 10, 100, 5000


def network():
    """A 784-64-64-10 network as PyTorch initialises it."""
    torch.manual_seed(1)
    widths = [PIXELS, UNITS, UNITS, CLASSES]
    return [torch.nn.Linear(a, b) for a, b in zip(widths, widths[1:])]


def forward(layers, x):
    hidden = []
    for layer in layers[:-1]:
        x = torch.relu(layer(x))
        hidden.append(x)
    return hidden, layers[-1](x)


def rows(outputs, x, **graph):
    """Jacobian (n, outputs, inputs), one backward pass an output."""
    return torch.stack([torch.autograd.grad(o.sum(), x, retain_graph=True, **graph)[0] for o in outputs.unbind(1)], 1)


def input_covariance(hidden, logits, x, labels):
    return [(h.T @ h).detach() for h in hidden]


def input_gradient(hidden, logits, x, labels):
    return [torch.einsum("nij,nkj->ik", j, j) for j in (rows(h, x) for h in hidden)]


def output_gradient(hidden, logits, x, labels):
    return [torch.einsum("noi,noj->ij", j, j) for j in (rows(logits, h) for h in hidden)]


def output_hessian(hidden, logits, x, labels):
    loss = torch.nn.functional.cross_entropy(logits, labels)
    result = []
    for h in hidden:
        slope = torch.autograd.grad(loss, h, create_graph=True)[0]
        result.append(rows(slope, h).sum(0))
    return result


METHODS = {
    "forward_cov": input_covariance,
    "forward_jac": input_gradient,
    "backward_jac": output_gradient,
    "backward_hess": output_hessian,
}


def time_associations(layers, images, labels, method):
    """Seconds of one method over all images, batch by batch, both layers."""
    begin = time.perf_counter()
    for x, y in zip(images.split(BATCH), labels.split(BATCH)):
        x = x.requires_grad_()
        METHODS[method](*forward(layers, x), x, y)
    return time.perf_counter() - begin


def greedy_overlap(a, b):
    """Modules paired off, largest overlap first."""
    overlap, score = a.T @ b, 0.0
    for _ in range(min(overlap.shape)):
        best = int(overlap.argmax())
        i, j = divmod(best, overlap.shape[1])
        score += float(overlap[i, j])
        overlap[i, :] = overlap[:, j] = -1
    return score / len(a)


def time_alignment(a, b):
    """Seconds of every measure of one pair with the shuffle null."""
    begin = time.perf_counter()
    one_hot = [torch.nn.functional.one_hot(torch.tensor(labels)).double() for labels in (a, b)]
    for _ in range(SHUFFLES + 1):
        greedy_overlap(one_hot[0], one_hot[1][torch.randperm(UNITS)])
    first, second = (Clustering().from_membership_list([int(label) for label in labels]) for labels in (a, b))
    for norm in ("none", "normalized"):
        sim.rmi(first, second, norm_type=norm)
    for norm in ("none", "entropy"):
        sim.vi(first, second, norm_type=norm)
    sim.element_sim(first, second)
    return time.perf_counter() - begin


def report(what, theirs, ours):
    print(f"{what:<36} {theirs * 1e3:>10.1f} ms {ours * 1e3:>9.1f} ms {theirs / ours:>8.1f} x", flush=True)


def compare_associations(updown, folder, count):
    layers, images = network(), torch.rand(count, PIXELS)
    labels = torch.randint(CLASSES, (count,))
    names = ["fc_layers.0", "fc_layers.1", "proj"]
    weights = {f"{name}.{part}": getattr(layer, part).detach()
               for name, layer in zip(names, layers) for part in ("weight", "bias")}
    save_file(weights, folder / "weights.safetensors")
    save_file({"images": images}, folder / "images.safetensors")
    total = 0.0
    for method in [*METHODS, "all"]:
        theirs = total if method == "all" else time_associations(layers, images, labels, method)
        total += theirs
        said, *_ = command.run(updown, "associate", folder / "weights.safetensors", "--images", folder / "images.safetensors",
                   "--method", method, "--out", folder / "out.safetensors", "--device", "cpu")
        report(f"{method}, {count} images, 64-64", theirs, float(re.search(r"in ([\d.]+) s", said)[1]))


def compare_alignment(updown, folder):
    generator = np.random.default_rng(1)
    a, b = generator.integers(6, size=UNITS), generator.integers(5, size=UNITS)
    for name, labels in (("a", a), ("b", b)):
        (folder / f"{name}.json").write_text(json.dumps(labels.tolist()))
    said, *_ = command.run(updown, "align", folder / "a.json", folder / "b.json", "--shuffles", SHUFFLES, "--json")
    report(f"alignment, {UNITS} units, {SHUFFLES} shuffles", time_alignment(a, b), json.loads(said)["seconds"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    command.add_option(parser)
    parser.add_argument("--images", type=int, default=10_000)
    options = parser.parse_args()
    torch.set_num_threads(1)
    print(f"{'what':<36} {'paper':>13} {'ours':>12} {'ratio':>10}")
    with tempfile.TemporaryDirectory() as folder:
        compare_associations(options.updown, Path(folder), options.images)
        compare_alignment(options.updown, Path(folder))


if __name__ == "__main__":
    main()
