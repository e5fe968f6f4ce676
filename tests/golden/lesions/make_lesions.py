"""Twelve lesions of a small network, computed by NumPy in float64: logits, and losses by class.

The network is 9-7-6-4 with ReLU, 40 images, labels of four classes in unequal numbers. A lesion overwrites some units of one hidden layer by
their mean over the images, or by zero. `python make_lesions.py` writes lesions.safetensors and lesions.json beside this file.
"""

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

LESIONS = [
    (0, "mean", [0]),
    (0, "mean", [2, 5]),
    (0, "mean", [1, 3, 4]),
    (0, "mean", [0, 1, 2, 3, 4, 5, 6]),
    (0, "zero", [6]),
    (0, "zero", [0, 2, 4]),
    (1, "mean", [3]),
    (1, "mean", [0, 5]),
    (1, "mean", [1, 2, 4]),
    (1, "mean", [0, 1, 2, 3, 4, 5]),
    (1, "zero", [2]),
    (1, "zero", [1, 3, 5]),
]


def relu(x):
    return np.maximum(x, 0.0)


def losses(logits, labels):
    top = logits.max(axis=1, keepdims=True)
    normaliser = top[:, 0] + np.log(np.exp(logits - top).sum(axis=1))
    return normaliser - logits[np.arange(len(labels)), labels]


def write(tensors, scalars):
    folder = Path(__file__).parent
    save_file(tensors, folder / "lesions.safetensors")
    note = {"title": "twelve lesions of a small network", "dtype": "float64", "scalars": scalars}
    (folder / "lesions.json").write_text(json.dumps(note, indent=1) + "\n")


def main():
    rng = np.random.default_rng(22)
    sizes = [9, 7, 6, 4]
    weights = [rng.normal(0, 1.0, (out, into)) for into, out in zip(sizes, sizes[1:])]
    biases = [rng.normal(0, 0.3, out) for out in sizes[1:]]
    images = rng.normal(0, 1, (40, 9))
    labels = np.array([0] * 13 + [1] * 12 + [2] * 9 + [3] * 6)

    def forward(lesion=None):
        activity = images
        for layer, (weight, bias) in enumerate(zip(weights, biases)):
            activity = activity @ weight.T + bias
            if layer < 2:
                activity = relu(activity)
            if lesion is not None and lesion[0] == layer:
                activity = activity.copy()
                for unit in lesion[2]:
                    mean = activity[:, unit].mean()
                    activity[:, unit] = mean if lesion[1] == "mean" else 0.0
        return activity

    def by_class(loss):
        return [float(loss[labels == c].mean()) for c in range(4)]

    whole = forward()
    base = losses(whole, labels)
    names = ["fc_layers.0", "fc_layers.1", "proj"]
    tensors = {"images": images, "labels": labels.astype(np.int64), "logits": whole}
    for name, weight, bias in zip(names, weights, biases):
        tensors[f"weights/{name}.weight"] = weight
        tensors[f"weights/{name}.bias"] = bias
    found = []
    for number, lesion in enumerate(LESIONS):
        logits = forward(lesion)
        tensors[f"lesioned/{number}"] = logits
        loss = losses(logits, labels)
        hits = lambda o: float((o.argmax(axis=1) == labels).mean())
        found.append(
            {
                "layer": lesion[0],
                "lesion": lesion[1],
                "units": lesion[2],
                "loss": float((loss - base).mean()),
                "accuracy": hits(whole) - hits(logits),
                "by_class": by_class(loss - base),
            }
        )
    write(tensors, {"loss": float(base.mean()), "accuracy": hits(whole), "lesions": found})


main()
