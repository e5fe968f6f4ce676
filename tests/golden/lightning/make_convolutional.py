"""Writes `convolutional.ckpt`, `.safetensors` and `.json`: a small residual CNN in the format of the paper's code.

    python tests/golden/lightning/make_convolutional.py        (torch 2.11, numpy, safetensors)

The network is written anew from the paper's description with the names of the original's state dictionary; batches of
random squares have moved its running statistics. The results in the checkpoint are made here, as in `make_evaluated.py`;
images and what PyTorch makes of them stand in the `.safetensors`, the modules' Q in the `.json`.
"""

import json
from pathlib import Path

import torch
from make_evaluated import corrcov, foreign_class, modules_in, overlap
from safetensors.torch import save_file
from torch import nn

HERE = Path(__file__).parent
CHANNELS = (4, 6, 8, 8)


class Block(nn.Module):
    def __init__(self, c_in, c_out, stride):
        super().__init__()
        self.bn1 = nn.BatchNorm2d(c_in)
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        if stride != 1 or c_in != c_out:
            self.proj = nn.Conv2d(c_in, c_out, 1, stride, bias=False)

    def forward(self, x):
        y = self.bn1(x).relu()
        skip = self.proj(y) if hasattr(self, "proj") else y
        return self.conv2(self.bn2(self.conv1(y)).relu()) + skip


class Cifar10Fast(nn.Module):
    def __init__(self, channels=CHANNELS):
        super().__init__()
        self.conv1 = nn.Conv2d(3, channels[0], 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels[0])
        self.stages = []
        for i, (c_in, c_out) in enumerate(zip((channels[0], *channels), channels), 1):
            stage = nn.Sequential(Block(c_in, c_out, 1 if i == 1 else 2), Block(c_out, c_out, 1))
            self.add_module(f"layer{i}", stage)
            self.stages.append(stage)
        self.proj = nn.Linear(2 * channels[-1], 10)

    def forward(self, x):
        """Hidden layers h0 … h5, n × channels × rows × columns each, and the logits."""
        hidden = [self.bn1(self.conv1(x)).relu()]
        for stage in self.stages:
            hidden.append(stage(hidden[-1]))
        pooled = (hidden[-1].amax((2, 3), keepdim=True), hidden[-1].mean((2, 3), keepdim=True))
        hidden.append(torch.cat(pooled, 1))
        return hidden, self.proj(hidden[-1].flatten(1))


def squares(n):
    """Images of 16 random squares each, which differ more than noise does."""
    return nn.functional.interpolate(torch.rand(n, 3, 4, 4), size=(32, 32))


def covariance(activity):
    """Mean over positions of the channels' covariance over images."""
    by_position = activity.double().flatten(2).permute(2, 0, 1)  # positions × images × channels
    centred = by_position - by_position.mean(1, keepdim=True)
    return (centred.transpose(1, 2) @ centred / activity.size(0)).mean(0).float()


def main():
    torch.manual_seed(20222)
    network = Cifar10Fast()
    with torch.no_grad():
        for module in network.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.weight.uniform_(0.5, 1.5)
                module.bias.uniform_(-0.3, 0.3)
        for _ in range(40):
            network(squares(8))
        network.eval()
        images = squares(4)
        hidden, logits = network(images)

    raw = [covariance(h) for h in hidden]
    methods = {"forward_cov": [m.abs() for m in raw], "forward_cov_norm": [corrcov(m).abs() for m in raw]}
    modules = {name: [modules_in(m) for m in matrices] for name, matrices in methods.items()}
    align = []
    for a, b in zip(modules["forward_cov"], modules["forward_cov_norm"]):
        score = overlap(a["clusters"], b["clusters"])
        null = torch.stack([overlap(a["clusters"][torch.randperm(len(a["clusters"]))], b["clusters"]) for _ in range(20)])
        align.append({"score": score, "null": null, "p": (null > score).float().mean(), "sparse": None, "version": 6})
    # The output hessian of convolutions is none in the original where it can be computed at all (deviation A3).
    methods["backward_hess"] = [torch.ones_like(m) for m in raw]
    modules["backward_hess"] = modules["forward_cov"]

    attribute_dict = foreign_class("lightning_fabric.utilities.data", "AttributeDict", dict)
    hyper = attribute_dict(
        dataset="cifar10", task="sup", l1=1e-5, l2=0.0, drop=0.0, run=5, seed=286436728, train_val_split=0.9,
        save_dir=Path("logs"), data_dir=Path("data"), batch_size=200,
    )
    state = {f"model.{name}": tensor for name, tensor in network.state_dict().items()}
    torch.save({
        "epoch": 7, "global_step": 1800, "pytorch-lightning_version": "1.5.0", "state_dict": state,
        "hyper_parameters": hyper, "assoc": methods, "modules": modules, "align": {"forward_cov:forward_cov_norm": align},
    }, HERE / "convolutional.ckpt")
    save_file({"images": images, "logits": logits}, HERE / "convolutional.safetensors")
    (HERE / "convolutional.safetensors").chmod(0o644)
    expected = {
        "tensors": {"images": "n × 3 × 32 × 32", "logits": "n × classes, what PyTorch makes of the images in f32"},
        "scalars": {name: [row["score"].item() for row in modules[name]] for name in ("forward_cov", "forward_cov_norm")},
    }
    (HERE / "convolutional.json").write_text(json.dumps(expected, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
