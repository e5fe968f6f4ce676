"""Writes `evaluated.ckpt` and `evaluated.json`: a small network in the format of the paper's code, results included.

    python tests/golden/lightning/make_evaluated.py        (torch 2.11, numpy)

The layout is that of the paper's train.py and eval.py: PyTorch-Lightning's keys, hyper-parameters as an AttributeDict
with paths in it, `assoc`, `modules` and `align` with tensors of no dimension, numpy numbers and tuples of one number.
The numbers are made here, by the textbook's formulas and on random images.
"""

import itertools
import json
import sys
import types
from collections import OrderedDict
from pathlib import Path

import numpy as np
import torch

HERE = Path(__file__).parent
WIDTHS = (784, 6, 5, 10)
METHODS = ["forward_cov", "forward_cov_norm", "backward_jac", "backward_jac_norm"]


def foreign_class(module, name, base):
    """A class that pickles under the name of a package that is not installed here."""
    made = type(name, (base,), {"__module__": module})
    parent = ""
    for part in module.split("."):
        parent = f"{parent}.{part}".lstrip(".")
        sys.modules.setdefault(parent, types.ModuleType(parent))
    setattr(sys.modules[module], name, made)
    return made


def corrcov(matrix):
    sigma = matrix.diag().sqrt().clamp(min=1e-12)
    return matrix / (sigma[:, None] * sigma[None, :])


def q_of(adjacency, clusters):
    e = clusters.T @ adjacency @ clusters / adjacency.sum()
    return e.trace() - (e.sum(0) * e.sum(1)).sum()


def effective(clusters):
    share = clusters.mean(0)
    share = share[share > 0]
    return torch.exp(-(share * share.log()).sum())


def split(adjacency):
    """Modules by the sign of the leading eigenvector; units without ties in none. Columns are used from the last."""
    n = len(adjacency)
    degrees = adjacency.sum(1, keepdim=True)
    _, vectors = torch.linalg.eigh(adjacency - degrees * degrees.T / adjacency.sum())
    clusters = torch.zeros(n, n)
    for unit, live in enumerate(degrees.flatten() > 0):
        if live:
            clusters[unit, n - 1 if vectors[unit, -1] > 0 else n - 2] = 1.0
    return clusters


def ranks(values):
    order = values.argsort(stable=True)
    result = np.empty(len(values))
    result[order] = np.arange(len(values))
    return result


def overlap(c1, c2):
    counts, total = (c1.T @ c2).clone(), 0.0
    for _ in range(len(counts)):
        best = counts.argmax()
        row, column = best // counts.size(1), best % counts.size(1)
        total += max(counts[row, column].item(), 0.0)
        counts[row, :], counts[:, column] = -1.0, -1.0
    return torch.tensor(total) / min(c1.sum(), c2.sum())


def modules_in(matrix):
    """What eval.py stores of the modules of a layer."""
    adjacency = matrix - matrix.diag().diag()
    clusters = split(adjacency)
    return {
        "adj": adjacency, "sparse": None, "clusters": clusters, "score": q_of(adjacency, clusters),
        "mc_scores": torch.rand(7), "num_clusters": effective(clusters), "mc_temperatures": torch.rand(7),
        "mc_entropies": torch.rand(7), "version": 3,
    }


def network():
    """Layers with a dead unit, and their state dictionary."""
    layers = [torch.nn.Linear(a, b) for a, b in itertools.pairwise(WIDTHS)]
    with torch.no_grad():  # a dead unit: unit 2 of the first layer never answers
        layers[0].weight[2] = 0.0
        layers[0].bias[2] = -1.0
    names = ["fc_layers.0", "fc_layers.1", "proj"]
    state = OrderedDict()
    for name, layer in zip(names, layers):
        state[f"model.{name}.weight"] = layer.weight.detach()
        state[f"model.{name}.bias"] = layer.bias.detach()
    # What other programs may save: a matrix whose rows lie across memory, a parameter.
    state["model.proj.weight"] = state["model.proj.weight"].T.contiguous().T
    state["model.proj.bias"] = torch.nn.Parameter(state["model.proj.bias"])
    state._metadata = OrderedDict({"": {"version": 1}})
    return layers, state


def associations(layers):
    images = torch.rand(50, 784)
    hidden = [layers[0](images).relu()]
    hidden.append(layers[1](hidden[0]).relu())
    assoc = {}
    for method in METHODS:
        assoc[method] = []
        for i, h in enumerate(hidden):
            if method.startswith("forward"):
                matrix = torch.cov(h.detach().T, correction=0)
            else:
                down = layers[2].weight.detach()
                jacobians = [down * (hidden[1][k] > 0) @ layers[1].weight.detach() if i == 0 else down for k in range(50)]
                matrix = sum(j.T @ j for j in jacobians) / 50
            assoc[method].append((corrcov(matrix) if method.endswith("norm") else matrix).abs())
    both = torch.cat([h.detach() for h in hidden], 1)
    assoc["forward_cov_combined"] = [torch.cov(both.T, correction=0).abs()]
    return assoc


def all_modules(assoc):
    modules = {method: [modules_in(matrix) for matrix in assoc[method]] for method in METHODS}
    # What eval.py stores where it fails, and what it calls modules of the layers combined (deviation D1).
    nan = float("nan")
    failed = modules["backward_jac_norm"][1]
    failed.update(clusters=nan * torch.ones(5, 5), score=nan, num_clusters=nan)
    modules["forward_cov_combined"] = modules["forward_cov"]
    return modules


def alignment(a, b):
    """What eval.py stores of two sets of modules of a layer."""
    upper = np.triu_indices(len(a["adj"]), 1)
    x, y = a["adj"].numpy()[upper], b["adj"].numpy()[upper]
    score = overlap(a["clusters"], b["clusters"])
    null = torch.stack([overlap(a["clusters"][torch.randperm(len(a["clusters"]))], b["clusters"]) for _ in range(20)])
    transfers = q_of(a["adj"], b["clusters"]), q_of(b["adj"], a["clusters"])
    return {
        "adj_spearman_r": np.corrcoef(ranks(x), ranks(y))[0, 1], "adj_spearman_p": np.float64(0.25),
        "score": score, "null": null, "p": (null > score).float().mean(),
        "rmi": (np.float64(0.125),), "vi": (np.float64(0.5),), "rmi_norm": (0.75,), "vi_norm": (np.float64("nan"),),
        "element_sim": (np.float64(0.625),),
        "transfer_AaPb": transfers[0], "transfer_AbPa": transfers[1],
        "transfer_AaPb_norm": transfers[0] / (a["score"] + 1e-3),
        "transfer_AbPa_norm": transfers[1] / (b["score"] + 1e-3),
        "sparse": None, "version": 6,
    }


def checkpoint(state, results):
    attribute_dict = foreign_class("lightning_fabric.utilities.data", "AttributeDict", dict)
    unknown = foreign_class("somewhere.unknown", "Callback", object)
    hyper = attribute_dict(
        dataset="mnist", task="sup", l1=0.0, l2=1e-5, drop=0.3, run=3, seed=286436726, train_val_split=0.9,
        save_dir=Path("logs"), data_dir=Path("data"), device="auto", batch_size=200,
    )
    weights = [p for name, p in state.items() if name.endswith("weight")]
    return {
        "epoch": 41, "global_step": 11340, "pytorch-lightning_version": "1.5.0", "state_dict": state,
        "callbacks": {"ModelCheckpoint": {"best_model_path": Path("logs/best.ckpt"), "best": torch.tensor(0.1)}, "x": unknown()},
        "optimizer_states": [{"state": {0: {"step": 5, "exp_avg": torch.zeros(3)}}, "param_groups": [{"lr": 1e-3, "betas": (0.9, 0.999)}]}],
        "lr_schedulers": [{"factor": 0.25, "last_epoch": 2**70}], "hparams_name": "kwargs", "hyper_parameters": hyper,
        "train_loss": 0.25, "train_acc": 0.9375, "val_loss": 0.5, "val_acc": 0.875, "test_loss": 0.75, "test_acc": 0.8125,
        "l2_norm": sum((w**2).sum() for w in weights).item(), "l1_norm": sum(w.abs().sum() for w in weights).item(),
        "nuc_norm": sum(torch.linalg.matrix_norm(w, "nuc") for w in weights).item(),
        "sparsity": torch.cat([w.flatten() for w in weights]).abs().lt(1e-3).float().mean().item(),
        **results,
    }


def expected(made):
    """The numbers in a checkpoint that the test compares."""
    state, assoc, modules = made["state_dict"], made["assoc"], made["modules"]
    pair = made["align"]["backward_jac:forward_cov"][0]
    return {
        "first_weights": state["model.fc_layers.0.weight"].flatten()[:4].tolist(),
        "last_weights": state["model.proj.weight"].flatten().tolist(), "last_bias": state["model.proj.bias"].tolist(),
        "l2_norm": made["l2_norm"], "nuc_norm": made["nuc_norm"],
        "forward_cov_0": assoc["forward_cov"][0].flatten().tolist(),
        "combined": assoc["forward_cov_combined"][0].flatten().tolist(),
        "q": {m: [row["score"].item() if torch.is_tensor(row["score"]) else None for row in modules[m]] for m in METHODS},
        "effective": {m: [float(row["num_clusters"]) if torch.is_tensor(row["num_clusters"]) else None for row in modules[m]] for m in METHODS},
        "pair": {k: float(v[0] if isinstance(v, tuple) else v) for k, v in pair.items() if k not in ("null", "sparse", "version", "vi_norm")},
        "null": pair["null"].tolist(),
    }


def main():
    torch.manual_seed(20221)
    layers, state = network()
    assoc = associations(layers)
    modules = all_modules(assoc)
    pairs = itertools.combinations_with_replacement(sorted(METHODS), 2)
    align = {f"{first}:{second}": [alignment(a, b) for a, b in zip(modules[first], modules[second])] for first, second in pairs}
    made = checkpoint(state, {"assoc": assoc, "modules": modules, "align": align})
    torch.save(made, HERE / "evaluated.ckpt")
    (HERE / "evaluated.json").write_text(json.dumps(expected(made), indent=1) + "\n")


if __name__ == "__main__":
    main()
