#!/usr/bin/env python3
"""Associations of a traced network compared with the same computation in PyTorch, on one core; prints ratios.

    python benches/compare/traced.py [--updown COMMAND] [--images N] [--rounds N]

Wants a Python with torch and safetensors, and says so where one is missing. Two networks: a CNN of two convolutions on 1×14×14
images, and a transformer of two layers over 8 tokens of 16 numbers. Both sides compute all positions in single precision: the four
associations of the paper for the piecewise linear CNN, the three by first derivatives for the transformer. PyTorch runs the
eager model, a batch of 100 images at a time, one backward pass a unit and position, a class. Ours is the time that the command reports.
The largest difference relative to the largest entry is printed beside.
"""

import argparse
import re
import sys
import tempfile
import time
from pathlib import Path

import command

try:
    import torch
    from safetensors.torch import load_file, save_file
except ImportError as missing:
    print(f"skipped: this comparison needs Python's torch and safetensors ({missing})")
    sys.exit(0)

BATCH = 100


class Shown(torch.nn.Module):
    def __init__(self, model, layers):
        super().__init__()
        self.model, self.layers, self.seen = model, layers, {}
        for name in layers:
            keep = lambda module, args, output, name=name: self.seen.update({name: output})
            model.get_submodule(name).register_forward_hook(keep)

    def forward(self, x):
        logits = self.model(x)
        return (logits, *(self.seen[name] for name in self.layers))


class Transformer(torch.nn.Module):
    def __init__(self):
        super().__init__()
        layer = torch.nn.TransformerEncoderLayer(16, 2, dim_feedforward=32, batch_first=True)
        self.encoder = torch.nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
        self.head = torch.nn.Linear(16, 10)

    def forward(self, x):
        return self.head(self.encoder(x).mean(1))


def networks(n):
    nn = torch.nn
    cnn = nn.Sequential(nn.Conv2d(1, 8, 3, stride=2), nn.ReLU(), nn.Conv2d(8, 16, 3), nn.ReLU(), nn.Flatten(), nn.Linear(256, 10))
    yield "cnn", cnn, ["1", "3"], torch.rand(n, 1, 14, 14), "forward_cov,forward_jac,backward_jac,backward_hess"
    yield "transformer", Transformer(), ["encoder.layers.0", "encoder.layers.1"], torch.rand(n, 8, 16), "forward_cov,forward_jac,backward_jac"


def flat(activity):
    return activity.transpose(1, 2) if activity.dim() == 3 else activity.reshape(*activity.shape[:2], -1)


def gram(rows):
    """The sum of outer products over units of (…, units)."""
    rows = rows.reshape(-1, rows.shape[-1])
    return (rows.T @ rows).double()


def measure(shown, images, methods):
    sums, counts = {}, {}

    def add(method, layer, term):
        sums[f"{method}/{layer}"] = sums.get(f"{method}/{layer}", 0) + term

    means = None
    for x in images.split(BATCH):
        x = x.clone().requires_grad_()
        logits, *hidden = shown(x)
        p = logits.detach().softmax(-1)
        activity = [flat(h) for h in hidden]
        if means is None:
            means = [a.detach().double().mean(0, keepdim=True) for a in activity]
        jacobians = [torch.autograd.grad(logits[:, c].sum(), hidden, retain_graph=True) for c in range(logits.shape[1])]
        for layer, a in enumerate(activity):
            counts[layer] = a.shape[2]
            centred = a.detach().double() - means[layer]
            add("first", layer, centred.sum(0))
            add("forward_cov", layer, torch.einsum("nip,njp->ij", centred, centred))
            for at in range(a.shape[2]):
                rows = torch.stack([torch.autograd.grad(a[:, unit, at].sum(), x, retain_graph=True)[0].flatten() for unit in range(a.shape[1])])
                add("forward_jac", layer, (rows @ rows.T).double())
            down = torch.stack([flat(j[layer]) for j in jacobians], 1).transpose(2, 3)  # (n, classes, positions, units)
            add("backward_jac", layer, gram(down))
            if "hess" in methods:
                weights = p[:, :, None, None]
                add("backward_hess", layer, gram((down - (weights * down).sum(1, keepdim=True)) * weights.sqrt()))
    n, found = len(images), {}
    for name, total in sums.items():
        method, layer = name.split("/")
        positions = counts[int(layer)]
        if method == "forward_cov":
            first = sums[f"first/{layer}"] / n
            found[name] = (total / n - first @ first.T) / positions
        elif method != "first":
            found[name] = total / (n * positions ** (1 if method == "backward_hess" else 2))
    return {name: matrix.abs() for name, matrix in found.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    command.add_option(parser)
    parser.add_argument("--images", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    torch.backends.mha.set_fastpath_enabled(False)
    print(f"torch {torch.__version__}, {options.images} images, best of {options.rounds} rounds, seconds")
    for name, model, layers, images, methods in networks(options.images):
        shown = Shown(model.eval(), layers)
        with tempfile.TemporaryDirectory() as folder:
            traced, data, out = (Path(folder) / file for file in ("model.pt", "images.safetensors", "out.safetensors"))
            torch.jit.trace(shown, images[:3], check_trace=False).save(traced)
            save_file({"images": images}, data)
            ours, theirs = [], []
            for _ in range(options.rounds):
                said, _, _ = command.run(options.updown, "associate", traced, "--images", data, "--out", out, "--method", methods,
                                         "--max-positions", "all", "--piecewise-linear", "--device", "cpu")
                ours.append(float(re.search(r"in ([0-9.]+) s", said)[1]))
                begin = time.perf_counter()
                expected = measure(shown, images, methods)
                theirs.append(time.perf_counter() - begin)
            found = load_file(out)
        apart = max(float((found[key] - matrix).abs().max() / matrix.max()) for key, matrix in expected.items())
        print(f"{name}: ours {min(ours):.2f}, PyTorch {min(theirs):.2f}: {min(ours) / min(theirs):.2f} of PyTorch's time; apart {apart:.0e}")


if __name__ == "__main__":
    main()
