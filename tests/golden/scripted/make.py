"""Three small networks as TorchScript, with their association matrices by plain autograd, in double precision.

    python make.py        # wants torch 2.11.0, numpy, safetensors; writes beside itself

Each network is NAME.pt (`mlp`, `cnn`, `transformer`), its images and labels are NAME.safetensors, its signed matrices
METHOD/LAYER in NAME.expected.safetensors: every position is looked at, and gradients are averaged over positions as in the
paper's code, 1/(n p^2). REFUSED.pt are modules that have to be refused.
"""
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn

HERE = Path(__file__).parent


# The lines of docs/YOUR_OWN.md.
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


def attention(q, k, v, attn_mask=None, dropout_p=0.0, is_causal=False):
    assert attn_mask is None and not is_causal
    return (q @ k.transpose(-2, -1) * int(q.size(-1)) ** -0.5).softmax(-1) @ v


def trace(model, layers, images, path):
    torch.backends.mha.set_fastpath_enabled(False)
    torch.nn.functional.scaled_dot_product_attention = attention
    torch.jit.trace(Shown(model.eval(), layers), images, check_trace=False).save(path)
# The end of these lines.


class Transformer(nn.Module):
    """Two encoder layers over 5 tokens of 4 numbers, the mean over tokens, a linear map to 3 classes."""

    def __init__(self):
        super().__init__()
        self.embed = nn.Linear(4, 6)
        layer = nn.TransformerEncoderLayer(6, 2, dim_feedforward=8, activation="gelu", batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
        self.head = nn.Linear(6, 3)

    def forward(self, x):
        return self.head(self.encoder(self.embed(x)).mean(1))


def networks():
    mlp = nn.Sequential(nn.Linear(6, 8), nn.GELU(), nn.Linear(8, 7), nn.Tanh(), nn.Linear(7, 3))
    cnn = nn.Sequential(nn.Conv2d(1, 4, 3), nn.SiLU(), nn.Conv2d(4, 5, 2, stride=2), nn.BatchNorm2d(5), nn.ReLU(),
                        nn.Flatten(), nn.Linear(20, 3))
    yield "mlp", mlp, ["1", "3"], (12, 6)
    yield "cnn", cnn, ["1", "4"], (6, 1, 6, 6)
    yield "transformer", Transformer(), ["encoder.layers.0", "encoder.layers.1"], (6, 5, 4)


def flat(activity):
    """As (n, units, positions): features of tokens are units, tokens positions."""
    return activity.transpose(1, 2) if activity.dim() == 3 else activity.reshape(*activity.shape[:2], -1)


def slopes(output, inputs, **options):
    return torch.autograd.grad(output, inputs, retain_graph=True, **options)[0]


def mean_products(rows, n, positions):
    """rows (k, n, units, positions): the sum over k, n and positions of outer products over units, 1/(n p^2)."""
    rows = rows.permute(0, 1, 3, 2).reshape(-1, rows.shape[2])
    return rows.T @ rows / (n * positions**2)


def matrices(model, images, labels):
    images = images.clone().requires_grad_()
    logits, *hidden = model(images)
    n, p = len(images), logits.softmax(-1)
    loss = nn.functional.cross_entropy(logits, labels, reduction="sum")
    found = {}
    for layer, h in enumerate(hidden):
        activity = flat(h)
        units, positions = activity.shape[1:]
        centred = activity - activity.mean(0, keepdim=True)
        found[f"forward_cov/{layer}"] = torch.einsum("nip,njp->ij", centred, centred) / (n * positions)
        jacobian = torch.stack([
            torch.stack([slopes(activity[:, unit, at].sum(), images).flatten(1) for at in range(positions)], -1)
            for unit in range(units)], 1)  # (n, units, inputs, positions)
        found[f"forward_jac/{layer}"] = torch.einsum("nixp,njxp->ij", jacobian, jacobian) / (n * positions**2)
        rows = torch.stack([flat(slopes(logits[:, c].sum(), h)) for c in range(3)])  # (classes, n, units, positions)
        found[f"backward_jac/{layer}"] = mean_products(rows, n, positions)
        weights = p.T[:, :, None, None]
        curved = (rows - (weights * rows).sum(0)) * weights.sqrt()
        found[f"backward_gauss_newton/{layer}"] = mean_products(curved, n, positions) * positions
        slope = flat(slopes(loss, h, create_graph=True))
        hessian = torch.zeros(units, units, dtype=torch.float64)
        for unit in range(units):
            for at in range(positions):
                hessian[unit] += flat(slopes(slope[:, unit, at].sum(), h))[:, :, at].sum(0)
        found[f"backward_hess/{layer}"] = hessian / (n * positions)
    return {name: matrix.detach().contiguous() for name, matrix in found.items()}


class Bad(nn.Module):
    """Networks that no measure could work on."""

    def __init__(self, kind):
        super().__init__()
        self.first, self.last, self.kind = nn.Linear(6, 4), nn.Linear(4, 3), kind

    def forward(self, x):
        h = self.first(x).tanh()
        logits = self.last(h)
        if self.kind == "logits_alone":
            return logits
        if self.kind == "detached":
            return logits, h, h.detach()
        if self.kind == "copied":
            return logits, self.first(x).tanh()
        if self.kind == "another_n":
            return logits, h, h[:1]
        if self.kind == "images_see_each_other":
            h = h - h.mean(0)
            return self.last(h), h
        return logits, h.sum()  # no_units


def main():
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(0)
    for name, model, layers, shape in networks():
        images = torch.randn(shape)
        labels = torch.arange(shape[0]) % 3
        if name == "cnn":
            model(images)  # running statistics that are not those of the beginning
        trace(model, layers, images, HERE / f"{name}.pt")
        save_file({"images": images, "labels": labels}, HERE / f"{name}.safetensors")
        expected = matrices(Shown(model.eval(), layers), images, labels)
        save_file(expected, HERE / f"{name}.expected.safetensors")
    for kind in ["logits_alone", "detached", "copied", "another_n", "images_see_each_other", "no_units"]:
        torch.jit.trace(Bad(kind), torch.randn(5, 6), check_trace=False).save(HERE / f"{kind}.pt")


main()
