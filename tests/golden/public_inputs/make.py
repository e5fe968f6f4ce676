"""Small files of the kinds that people have, each with what it means. Usage: python make.py (numpy, scipy, torch, safetensors)

`expected.safetensors` holds for each network CASE.pt the weights that PyTorch computes with, as CASE/fc_layers.0.weight …;
`matrix.npy` is what every other matrix here holds. Files in refused/ are to be refused. All numbers are drawn from seed 0.
"""
import struct
from pathlib import Path

import numpy as np
import scipy.sparse
import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn.utils import parametrizations, prune, spectral_norm, weight_norm

HERE = Path(__file__).parent
(HERE / "refused").mkdir(exist_ok=True)
torch.manual_seed(0)
WIDTHS = (6, 5, 4, 3)
expected = {}


class Paper(nn.Module):
    """The naming of the paper's code."""

    def __init__(self, widths=WIDTHS, bias=True):
        super().__init__()
        pairs = list(zip(widths, widths[1:]))
        self.fc_layers = nn.ModuleList(nn.Linear(a, b, bias=bias) for a, b in pairs[:-1])
        self.proj = nn.Linear(*pairs[-1], bias=bias)

    def layers(self):
        return [*self.fc_layers, self.proj]


def note(case, layers):
    names = [f"fc_layers.{i}" for i in range(len(layers) - 1)] + ["proj"]
    for name, layer in zip(names, layers):
        bias = torch.zeros(len(layer.weight)) if layer.bias is None else layer.bias
        for part, value in [("weight", layer.weight), ("bias", bias)]:
            value = value.detach().clone().contiguous()
            expected[f"{case}/{name}.{part}"] = value if value.dtype == torch.float64 else value.float()


def case(name, layers, state, **save):
    note(name, layers)
    torch.save(state, HERE / f"{name}.pt", **save)


def refused(name, content, **save):
    torch.save(content, HERE / "refused" / f"{name}.pt", **save)


def renamed(network, names, prefix=""):
    state = {}
    for layer, name in zip(network.layers(), names):
        state |= {f"{prefix}{name}.{k}": v for k, v in layer.state_dict().items()}
    return state


# --- names
net = Paper()
case("plain", net.layers(), net.state_dict())
case("lightning", net.layers(), {"epoch": 1, "state_dict": {f"model.{k}": v for k, v in net.state_dict().items()}})
for name, names in {
    "gap_in_numbers": ["fc_layers.0", "fc_layers.7", "proj"],
    "numbers_from_one": ["fc_layers.1", "fc_layers.2", "proj"],
    "sequential": ["0", "2", "4"],
    "two_digits": ["layers.2", "layers.9", "layers.10"],
    "fc": ["fc1", "fc2", "fc3"],
    "blocks": ["blocks.0.linear", "blocks.1.linear", "head"],
    "no_numbers": ["input_layer", "middle", "output"],
    "compiled": ["_orig_mod.net.0", "_orig_mod.net.2", "_orig_mod.net.4"],
    "compiled_inside": ["net.0._orig_mod", "net.2._orig_mod", "net.4"],
    "distributed": ["module.model.fc1", "module.model.fc2", "module.model.fc3"],
}.items():
    case(name, net.layers(), renamed(net, names))
case("reversed_keys", net.layers(), dict(reversed(list(net.state_dict().items()))))
averaged = torch.optim.swa_utils.AveragedModel(net)
case("averaged", averaged.module.layers(), averaged.state_dict())
case("counters", net.layers(), net.state_dict() | {"fc_layers.0.total_ops": torch.zeros(1)})
bare = Paper(bias=False)
case("without_bias", bare.layers(), bare.state_dict())

# --- reparametrised weights
for name, make in {
    "pruned": lambda layer: prune.l1_unstructured(layer, "weight", amount=0.4),
    "pruned_bias": lambda layer: prune.random_unstructured(layer, "bias", amount=0.5),
    "weight_norm": weight_norm,
    "weight_norm_columns": lambda layer: weight_norm(layer, dim=1),
    "weight_norm_whole": lambda layer: weight_norm(layer, dim=None),
    "weight_norm_2": parametrizations.weight_norm,
    "spectral_norm": spectral_norm,
    "spectral_norm_2": parametrizations.spectral_norm,
}.items():
    net = Paper()
    make(net.fc_layers[1])
    for _ in range(5):  # power iterations, where there are any
        net.fc_layers[1](torch.rand(2, 5))
    net.eval()
    net.fc_layers[1](torch.rand(2, 5))
    case(name, net.layers(), net.state_dict())

# --- numbers
net = Paper()
mixed = net.state_dict()
mixed["proj.weight"] = mixed["proj.weight"].double()
case("mixed_precision", net.layers(), mixed)
for name, dtype in {"half": torch.float16, "bfloat16": torch.bfloat16, "double": torch.float64}.items():
    net = Paper().to(dtype)
    case(name, net.to(torch.float64 if name == "double" else torch.float32).layers(), net.to(dtype).state_dict())
net = Paper()
net.fc_layers[0].bias.data = torch.full((1,), 0.25).expand(5)
case("expanded_bias", net.layers(), net.state_dict())
net = Paper()
net.fc_layers[0].weight.data = net.fc_layers[0].weight.data.t().contiguous().t()
case("transposed", net.layers(), net.state_dict())
net = Paper()
marked = net.state_dict()
marked["proj.weight"] = nn.Parameter(marked["proj.weight"])
marked["proj.weight"].role = "last"
case("attributes", net.layers(), marked)

# --- pickles and archives
net = Paper()
state = {"state_dict": net.state_dict(), "note": bytearray(b"x" * 300), "classes": np.arange(10)}
for protocol in [1, 2, 3, 4, 5]:
    case(f"protocol_{protocol}", net.layers(), state, pickle_protocol=protocol)
torch.serialization.set_crc32_options(False)
case("no_checksums", net.layers(), net.state_dict())
torch.serialization.set_crc32_options(True)
save_file(expected, HERE / "expected.safetensors")

# --- to be refused, by name
net = Paper()
states = net.state_dict()
refused("batch_norm", nn.Sequential(nn.Linear(6, 5), nn.BatchNorm1d(5), nn.ReLU(), nn.Linear(5, 3)).state_dict())
refused("batch_norm_plain", nn.Sequential(nn.Linear(6, 5), nn.BatchNorm1d(5, affine=False), nn.Linear(5, 3)).state_dict())
refused("layer_norm", nn.Sequential(nn.Linear(6, 5), nn.LayerNorm(5), nn.Linear(5, 3)).state_dict())
refused("prelu", nn.Sequential(nn.Linear(6, 5), nn.PReLU(), nn.Linear(5, 3)).state_dict())
refused("adapter", states | {"proj.lora_A.default.weight": torch.rand(2, 4), "proj.lora_B.default.weight": torch.rand(3, 2)})
refused("orthogonal", (lambda n: (parametrizations.orthogonal(n.fc_layers[1]), n.state_dict())[1])(Paper()))
refused("two_networks", {f"{p}.{k}": v for p in ["ema", "model"] for k, v in states.items()})
refused("copy_inside", states | {f"ema.{k}": v for k, v in states.items()})
refused("ensemble", {f"models.{i}.{k}": v for i in range(3) for k, v in states.items()})
refused("nan", states | {"proj.weight": torch.full((3, 4), float("nan"))})
refused("bias_alone", {k: v for k, v in states.items() if k != "fc_layers.1.weight"})
refused("mask_alone", states | {"proj.weight_mask": torch.ones(3, 4)})
refused("no_hidden_layer", nn.Linear(6, 3).state_dict())
refused("convolution", nn.Sequential(nn.Conv2d(1, 2, 3), nn.Flatten(), nn.Linear(8, 3)).state_dict())
refused("recurrent", nn.GRU(6, 5).state_dict())
refused("numbers_do_not_fit", renamed(net, ["fc2", "fc1", "fc3"]))
refused("whole_numbers", {k: v.to(torch.int32) for k, v in states.items()})
refused("negated", {k: torch._neg_view(v) for k, v in states.items()})
refused("scripted", states)
torch.jit.save(torch.jit.script(nn.Sequential(nn.Linear(6, 5), nn.Linear(5, 3))), HERE / "refused" / "scripted.pt")

# --- checkpoints of the paper's code: numbers of any wrapping
small = {f"model.{k}": v for k, v in Paper((784, 2, 10)).state_dict().items()}
for name, steps, hyper in [
    ("steps_as_tensor", torch.tensor(2700), {}),
    ("steps_of_numpy", np.int64(2700), {}),
    ("steps_in_array", np.array(2700), {}),
    ("numpy_number", 2700, {"l2": np.float32(1e-5)}),
    ("number_in_tensor", 2700, {"l2": torch.tensor(1e-5)}),
    ("big_endian_number", 2700, {"l2": np.array(1e-5, ">f4")}),
    ("run_as_tensor", 2700, {"run": torch.tensor(3)}),
    ("steps_in_words", "many", {}),
    ("steps_none", None, {}),
]:
    hyper = {"dataset": "mnist", "task": "sup", "l2": 1e-5, "l1": 0.0, "drop": 0.0, "run": 3} | hyper
    torch.save({"global_step": steps, "state_dict": small, "hyper_parameters": hyper}, HERE / f"{name}.ckpt")

# --- matrices
rng = np.random.default_rng(0)
matrix = np.kron(np.eye(2), np.ones((3, 3))) * 4 + np.triu(rng.integers(0, 3, (6, 6)))
matrix = np.triu(matrix, 1) + np.triu(matrix, 1).T
np.save(HERE / "matrix.npy", matrix)


def npy(name, header, array):
    text = header.encode() + b" "
    text += b" " * (-(len(text) + 11) % 64) + b"\n"
    (HERE / f"{name}.npy").write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text + array.tobytes())


npy("python2_longs", "{'descr': '<f8', 'fortran_order': False, 'shape': (6L, 6L), }", matrix)
npy("double_quotes", '{"descr": "<f8", "fortran_order": False, "shape": (6, 6)}', matrix)
npy("native_order", "{'descr': '=f8', 'fortran_order': False, 'shape': (6, 6), }", matrix)
for name in [">f8", ">f4", ">i2", "<f2", "i1", "u1", "i8", "u2", "f4"]:
    np.save(HERE / f"as_{name.strip('<>')}_{'big' if name[0] == '>' else 'little'}.npy", matrix.astype(name))
np.save(HERE / "fortran.npy", np.asfortranarray(matrix))
np.savez(HERE / "dense.npz", matrix)
np.savez_compressed(HERE / "compressed.npz", matrix)
for kind in ["csr", "csc", "coo"]:
    scipy.sparse.save_npz(HERE / f"sparse_{kind}.npz", scipy.sparse.csr_matrix(matrix).asformat(kind))
np.save(HERE / "refused" / "structured.npy", np.zeros((6, 6), [("weight", "<f8")]))
np.save(HERE / "refused" / "complex.npy", matrix.astype(complex))
np.save(HERE / "refused" / "text.npy", matrix.astype(str))
scipy.sparse.save_npz(HERE / "refused" / "diagonals.npz", scipy.sparse.csr_matrix(matrix).asformat("dia"))
print(sum(f.stat().st_size for f in HERE.rglob("*") if f.is_file()) // 1024, "kB")
