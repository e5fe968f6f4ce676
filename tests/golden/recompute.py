"""Recomputes the results of the paper's code from the inputs in these folders and the definitions alone, and compares.

    pip install numpy scipy safetensors && python recompute.py

The numbers in `alignment/`, `assoc_conv/`, `assoc_mlp/`, `modularity/` and `probability/` were made by running the paper's Python code, which is
public: https://github.com/KordingLab/clustering-units-upstream-downstream (`associations.py`, `modularity.py`, and what `eval.py` calls of clusim 0.4),
in float64 with torch 2.11 on the CPU. The scripts that called it were not kept. This one needs none of that code: it takes networks, images, matrices and
labels from the files and computes every deterministic result again in plain NumPy. Partitions that a search found (spectral, Monte-Carlo, the other
programs) are taken from the files, and their Q is computed again. What depends on the random numbers of the original (the course of its Monte-Carlo
searches, its shuffles) cannot be computed again and is compared as distributions by our tests.

Exit code 1 where a stored number differs by more than its tolerance. `assoc_conv/` needs torch and is skipped without it.
"""

import itertools
import json
import sys
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file
from scipy.optimize import linear_sum_assignment
from scipy.special import gammaln, logsumexp
from scipy.stats import spearmanr

HERE = Path(__file__).parent
TOLERANCE = 1e-9
worst = {}


def compare(folder, name, ours, stored, scale=1.0):
    """Records the largest difference of a result, relative to `scale`."""
    stored = np.array([float(x) for x in np.atleast_1d(stored).ravel()])
    ours = np.atleast_1d(np.asarray(ours, dtype=float)).ravel()
    known = np.isfinite(stored)
    difference = np.abs(ours[known] - stored[known]).max(initial=0.0) / scale
    key = (folder, name)
    worst[key] = max(worst.get(key, 0.0), difference)


def cases(folder):
    for path in sorted((HERE / folder).glob("*.json")):
        yield json.loads(path.read_text()), load_file(path.with_suffix(".safetensors"))


def one_hot(labels):
    """Units × modules; a unit in no module (-1) has a row of zeros."""
    columns = np.unique(labels[labels >= 0])
    return (labels[:, None] == columns[None, :]).astype(float)


def modularity(matrix, members):
    """Newman's Q of columns of memberships, hard or soft, with strengths of all units."""
    total = matrix.sum()
    strengths = matrix.sum(1) / total
    b = matrix / total - np.outer(strengths, strengths)
    return float((members * (b @ members)).sum())


def girvan_newman(matrix, members):
    """Q with the strengths of units in modules alone: trace e − ‖e²‖."""
    e = members.T @ matrix @ members / matrix.sum()
    return float(np.trace(e) - (e.sum(1) ** 2).sum())


def effective_number(members):
    share = members.mean(0)
    share = share[share > 0]
    return float(np.exp(-(share * np.log(share)).sum()))


def check_modularity():
    for case, tensors in cases("modularity"):
        adjacency, scalars = tensors["adj"], case["scalars"]
        book = lambda name, ours, stored: compare("modularity", name, ours, stored)
        for labels, stored in [("random", "random_q"), ("spectral", "spectral_q")]:
            book(stored, girvan_newman(adjacency, one_hot(tensors[f"{labels}_labels"])), scalars[stored])
        for labels, name in [("optimum", "known_optimum_q"), ("spectral", "spectral_q_sym"), ("random", "random_q_sym")]:
            book(name, girvan_newman(adjacency, one_hot(tensors[f"{labels}_labels"])), scalars[name])
        for peer in scalars["peers"].values():
            book("best of peers", girvan_newman(adjacency, one_hot(np.array(peer["best_labels"]))), peer["best_q"])
        book("all_in_one_q", 0.0, scalars["all_in_one_q"])
        book("spectral_soft_num_clusters", effective_number(one_hot(tensors["spectral_labels"])), scalars["spectral_soft_num_clusters"])
        share = adjacency / adjacency.sum()
        eigenvalues = np.linalg.eigvalsh(share - np.outer(share.sum(1), share.sum(1)))
        book("B_eig_max", eigenvalues[-1], scalars["B_eig_max"])
        book("B_eig_min", eigenvalues[0], scalars["B_eig_min"])
        if "exhaustive" in scalars:
            book("exhaustive", best_of_all_partitions(adjacency), scalars["exhaustive"]["best_q"])
        check_valid(adjacency, scalars["is_valid_adjacency_matrix"])
        book("best of Monte Carlo", girvan_newman(adjacency, one_hot(tensors["mc_best_labels"])), scalars["mc"]["max_q"])
        book("soft_q", modularity(adjacency, tensors["soft_clusters"]), scalars["soft_q"])
        book("soft count", effective_number(tensors["soft_clusters"]), scalars["soft_num_clusters_of_soft"])
        book("count", effective_number(one_hot(tensors["random_labels"])), scalars["random_soft_num_clusters"])


def best_of_all_partitions(adjacency):
    """The largest Q of all partitions, by the gain of each unit added to a module or alone."""
    share = adjacency / adjacency.sum()
    b = share - np.outer(share.sum(1), share.sum(1))

    def best(unit, modules):
        if unit == len(b):
            return 0.0
        found = -np.inf
        for module in [*modules, []]:
            gain = b[unit, unit] + 2 * b[unit, module].sum()
            grown = [[*m, unit] if m is module else m for m in modules] + ([[unit]] if not module else [])
            found = max(found, gain + best(unit + 1, grown))
        return found

    return best(0, [])


def is_valid(matrix, sym, noself, binary):
    """Finite, nonnegative, not all zero; and symmetric, without diagonal, of zeros and ones where that is asked."""
    with np.errstate(invalid="ignore"):
        valid = bool(np.isfinite(matrix).all() and (matrix >= 0).all() and (matrix > 0).any())
    valid = valid and (not sym or np.allclose(matrix, matrix.T))
    valid = valid and (not noself or not np.diag(matrix).any())
    return valid and (not binary or bool(np.isin(matrix, [0, 1]).all()))


def check_valid(adjacency, stored):
    """The verdicts on the matrix and on the spoilt ones that `is_valid_variants` describes."""
    variants = {name: adjacency.copy() for name in ("adj", "asymmetric", "negative_entry", "nan_entry")}
    variants["asymmetric"][0, 1] += 0.1
    variants["negative_entry"][[0, 1], [1, 0]] = -1e-3
    variants["nan_entry"][[0, 1], [1, 0]] = np.nan
    variants["with_diag"] = adjacency + 0.5 * np.eye(len(adjacency))
    variants["zeros"] = 0 * adjacency
    lower_median = np.sort(adjacency, axis=None)[(adjacency.size - 1) // 2]
    variants["binary"] = (adjacency > lower_median).astype(float)
    for name, matrix in variants.items():
        for sym, noself, binary in itertools.product([False, True], repeat=3):
            verdict = stored[name][f"sym={sym},noself={noself},binary={binary}"]
            compare("modularity", "is_valid_adjacency_matrix", is_valid(matrix, sym, noself, binary), verdict)


def softmax(scores):
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    return weights / weights.sum(-1, keepdims=True)


def entropy(scores):
    share = softmax(scores)
    share = share[share > 0]
    return float(-(share * np.log(share)).sum())


def check_probability():
    for case, tensors in cases("probability"):
        names = case["scalars"]["names"]
        scores = [tensors[f"scores_{i:02}"] for i in range(len(names))]
        usual = [i for i, s in enumerate(scores) if np.isfinite(s).any()]
        for i in usual:
            compare("probability", "log_normalize", scores[i] - logsumexp(scores[i]), tensors[f"log_normalize_{i:02}"])
            compare("probability", "log2prob", softmax(scores[i]), tensors[f"log2prob_{i:02}"])
        compare("probability", "discrete_entropy", [entropy(scores[i]) for i in usual], tensors["discrete_entropy"][usual])
        for config in case["scalars"]["configs"]:
            temperatures = tensors[f"temperature_{config['name']}"]
            found = [entropy(tensors[f"scores_{i:02}"] / temperatures[i]) for i in range(len(names))]
            compare("probability", f"entropy at {config['name']}", found, tensors[f"entropy_at_{config['name']}"])


def joint(a, b):
    """Counts of units by module of a and of b; units in no module are one group of their own, as clusim has them."""
    rows, columns = np.unique(a, return_inverse=True)[1], np.unique(b, return_inverse=True)[1]
    counts = np.zeros((rows.max() + 1, columns.max() + 1))
    np.add.at(counts, (rows, columns), 1)
    return counts


def bits(counts):
    share = counts[counts > 0] / counts.sum()
    return float(-(share * np.log2(share)).sum())


def greedy_overlap(a, b):
    overlap = one_hot(a).T @ one_hot(b)
    score = 0.0
    while overlap.size:
        row, column = np.unravel_index(overlap.argmax(), overlap.shape)
        score += overlap[row, column]
        overlap = np.delete(np.delete(overlap, row, 0), column, 1)
    return score / min((a >= 0).sum(), (b >= 0).sum())


def element_similarity(a, b):
    """Personalised PageRank is flat over a module: the mean of half the L1 distance of a unit's company in both."""
    company = [(x[:, None] == x[None, :]) / (x[:, None] == x[None, :]).sum(1, keepdims=True) for x in (a, b)]
    return float((1 - 0.5 * np.abs(company[0] - company[1]).sum(1)).mean())


def ln_tables(a, b):
    """How many tables have these sums, by the estimate of Diaconis and Efron (Newman, Cantwell & Young 2020, eq. 29)."""
    r, s, n = len(a), len(b), a.sum()
    w = n / (n + 0.5 * r * s)
    x, y = (1 - w) / r + w * a / n, (1 - w) / s + w * b / n
    mu, nu = (r + 1) / (r * (y**2).sum()) - 1 / r, (s + 1) / (s * (x**2).sum()) - 1 / s
    logs = 0.5 * (r + nu - 2) * np.log(y).sum() + 0.5 * (s + mu - 2) * np.log(x).sum()
    gammas = gammaln(mu * r) + gammaln(nu * s) - s * (gammaln(nu) + gammaln(r)) - r * (gammaln(mu) + gammaln(s))
    return (r - 1) * (s - 1) * np.log(n + 0.5 * r * s) + logs + 0.5 * gammas


def rmi_bits(counts):
    """Reduced mutual information of all units together."""
    a, b = counts.sum(1), counts.sum(0)
    shared = gammaln(counts.sum() + 1) + gammaln(counts + 1).sum() - gammaln(a + 1).sum() - gammaln(b + 1).sum()
    return (shared - ln_tables(a, b)) / np.log(2)


def book_rmi(pair, counts):
    """Where both clusterings have two groups or more; else it is rounding around 0."""
    a, b = counts.sum(1), counts.sum(0)
    if min(len(a), len(b)) < 2:
        return
    own = [rmi_bits(np.diag(sizes)) for sizes in (a, b)]
    compare("alignment", "rmi", rmi_bits(counts) / counts.sum(), pair["rmi"])
    compare("alignment", "rmi_norm", 2 * rmi_bits(counts) / sum(own), pair["rmi_norm"])


def check_alignment():
    for case, tensors in cases("alignment"):
        for i, pair in enumerate(case["scalars"]["pairs"]):
            a, b = (tensors[f"labels{k}_{i:02}"] for k in (1, 2))
            book = lambda name, ours: compare("alignment", name, ours, pair[name])
            if (a >= 0).any() and (b >= 0).any():
                book("alignment_score", greedy_overlap(a, b))
                overlap = one_hot(a).T @ one_hot(b)
                best = overlap[linear_sum_assignment(-overlap)].sum() / min((a >= 0).sum(), (b >= 0).sum())
                book("optimal_assignment_score", best)
            counts = joint(a, b)
            h_ab, h_a, h_b = bits(counts), bits(counts.sum(1)), bits(counts.sum(0))
            book("vi", 2 * h_ab - h_a - h_b)
            if h_a and h_b:
                book("vi_norm", 1 - 0.5 * ((h_ab - h_a) / h_b + (h_ab - h_b) / h_a))
            book("element_sim", element_similarity(a, b))
            book_rmi(pair, counts)
            left, right = tensors[f"adj1_{i:02}"], tensors[f"adj2_{i:02}"]
            upper = np.triu_indices(len(left), 1)
            if np.ptp(left[upper]) and np.ptp(right[upper]):
                found = spearmanr(left[upper], right[upper])
                book("adj_spearman_r", found.statistic)
                book("adj_spearman_p", found.pvalue)
            if left.sum() and right.sum():
                own = {"a": girvan_newman(left, one_hot(a)), "b": girvan_newman(right, one_hot(b))}
                book("score_a", own["a"])
                book("score_b", own["b"])
                there = {"AaPb": girvan_newman(left, one_hot(b)), "AbPa": girvan_newman(right, one_hot(a))}
                for name, q in there.items():
                    book(f"transfer_{name}", q)
                    compare("alignment", f"transfer_{name}_norm", q / (own[name[1]] + 1e-3), pair[f"transfer_{name}_norm"], abs(pair[f"transfer_{name}_norm"]) + 1)


def normalized(signed):
    """Correlations of a matrix of covariances; 0 for units without variance."""
    deviation = np.sqrt(np.diag(signed))
    deviation[deviation < 1e-12] = 1e-12
    return signed / np.outer(deviation, deviation)


def mlp_associations(weights, biases, images, batch):
    """The four signed associations of the units of all hidden layers side by side, units × units."""
    hidden, slopes, activity = [], [], images
    for weight, bias in zip(weights[:-1], biases[:-1]):
        activity = np.maximum(activity @ weight.T + bias, 0)
        hidden.append(activity)
        slopes.append(activity > 0)
    p = softmax(activity @ weights[-1].T + biases[-1])
    n, all_units = len(images), np.concatenate(hidden, 1)
    covariance = np.cov(all_units, rowvar=False, bias=True)
    sums = [np.zeros_like(covariance) for _ in range(3)]
    for image in range(n):
        ups, up = [], np.eye(images.shape[1])
        for weight, slope in zip(weights[:-1], slopes):
            up = slope[image][:, None] * (weight @ up)
            ups.append(up)
        downs, down = [weights[-1]], weights[-1]
        for weight, slope in zip(weights[-2:0:-1], slopes[:0:-1]):
            down = down @ (slope[image][:, None] * weight)
            downs.insert(0, down)
        up, down = np.concatenate(ups, 0), np.concatenate(downs, 1)
        bend = np.diag(p[image]) - np.outer(p[image], p[image])
        # The original averages the loss over a batch and then divides by all images.
        in_batch = min(batch, n - image // batch * batch)
        for total, term in zip(sums, (up @ up.T, down.T @ down, down.T @ bend @ down / in_batch)):
            total += term
    return dict(zip(("forward_cov", "forward_jac", "backward_jac", "backward_hess"), [covariance, *(s / n for s in sums)]))


def book_scalars(folder, case, tensors, logits):
    """Norms of the weights, loss and accuracy."""
    weights = [data for name, data in tensors.items() if name.startswith("weights/") and data.ndim >= 2]
    flat, dense = np.concatenate([w.ravel() for w in weights]), [w for w in weights if w.ndim == 2]
    log_p = logits - logsumexp(logits, axis=1, keepdims=True)
    ranks = (logits > np.take_along_axis(logits, tensors["labels"][:, None], 1)).sum(1)
    for name, ours in [
        ("l1_norm", np.abs(flat).sum()),
        ("l2_norm", (flat**2).sum()),
        ("nuc_norm", sum(np.linalg.svd(w, compute_uv=False).sum() for w in dense)),
        ("sparsity", (np.abs(flat) < 1e-3).mean()),
        ("loss", -np.take_along_axis(log_p, tensors["labels"][:, None], 1).mean()),
        ("accuracy_top1", (ranks < 1).mean()),
        ("accuracy_top3", (ranks < 3).mean()),
    ]:
        compare(folder, name, ours, case["scalars"][name], abs(case["scalars"][name]))


def check_assoc_mlp():
    for case, tensors in cases("assoc_mlp"):
        layer = lambda name, kind: tensors[f"weights/model.{name}.{kind}"]
        names = [f"fc_layers.{i}" for i in range(len(case["channels"]))] + ["proj"]
        weights, biases = ([layer(name, kind) for name in names] for kind in ("weight", "bias"))
        at = np.cumsum([0, *case["channels"]])
        activity = tensors["images"]
        for i, (weight, bias) in enumerate(zip(weights[:-1], biases[:-1])):
            activity = np.maximum(activity @ weight.T + bias, 0)
            compare("assoc_mlp", "hidden", activity, tensors[f"hidden/{i}"])
        logits = activity @ weights[-1].T + biases[-1]
        compare("assoc_mlp", "logits", logits, tensors["logits"])
        book_scalars("assoc_mlp", case, tensors, logits)
        for prefix, batch in [("by_layer", "batch_size"), ("combined", "combined_batch_size")]:
            found = mlp_associations(weights, biases, tensors["images"], case[batch])
            for method, signed in found.items():
                blocks = {f"/{i}": slice(at[i], at[i + 1]) for i in range(len(at) - 1)} if prefix == "by_layer" else {"": slice(None)}
                for suffix, block in blocks.items():
                    part = signed[block, block]
                    if prefix == "by_layer":
                        stored = tensors[f"signed/{method}{suffix}"]
                        compare("assoc_mlp", f"signed {method}", part, stored, np.abs(stored).max() or 1.0)
                    for name, ours in [(method, part), (f"{method}_norm", normalized(part))]:
                        stored = tensors[f"{prefix}/{name}{suffix}"]
                        compare("assoc_mlp", f"{prefix} {name}", np.abs(ours), stored, np.abs(stored).max() or 1.0)


def conv_associations(network, images, labels):
    """Yields layer, method and the signed matrix of a residual CNN, all positions, by autograd."""
    import torch

    hidden, logits = network(images)
    loss = torch.nn.functional.cross_entropy(logits, labels, reduction="sum")
    gradient = lambda of, by, keep=False: torch.autograd.grad(of, by, retain_graph=True, create_graph=keep)[0]
    for index, activity in enumerate(hidden):
        n, c = activity.shape[:2]
        flat = activity.reshape(n, c, -1)
        positions = flat.shape[2]
        centred = flat - flat.mean(0)
        yield index, "forward_cov", torch.einsum("ncp,ndp->cd", centred, centred) / (n * positions)
        down = [gradient(logits[:, k].sum(), activity).reshape(n, c, -1) for k in range(logits.shape[1])]
        # The original divides by the number of positions twice.
        yield index, "backward_jac", sum(torch.einsum("ncp,ndp->cd", g, g) for g in down) / (n * positions**2)
        up = torch.zeros(c, c, dtype=flat.dtype)
        for some in torch.arange(positions).split(64):
            # For each unit and position a backward pass, all of them in one call.
            asked = torch.zeros(c, len(some), n, c, positions, dtype=flat.dtype)
            for unit, (i, p) in itertools.product(range(c), enumerate(some)):
                asked[unit, i, :, unit, p] = 1
            rows = torch.autograd.grad(flat, images, asked.flatten(0, 1), retain_graph=True, is_grads_batched=True)[0]
            rows = rows.reshape(c, len(some) * n, -1)
            up += torch.einsum("cri,dri->cd", rows, rows)
        yield index, "forward_jac", up / (n * positions**2)
        if index >= 3:
            slope = gradient(loss, activity, keep=True).reshape(n, c, -1)
            bend = torch.zeros(c, c, dtype=flat.dtype)
            for unit, p in itertools.product(range(c), range(positions)):
                bend[unit] += gradient(slope[:, unit, p].sum(), activity).reshape(n, c, -1)[:, :, p].sum(0)
            yield index, "hess_conv_sum", bend


def residual_network(tensors):
    """The paper's residual CNN in evaluation mode, from the stored weights: images → hidden layers, logits."""
    import torch
    from torch.nn import functional as F

    weights = {name.removeprefix("weights/model."): torch.from_numpy(data) for name, data in tensors.items() if name.startswith("weights/model.")}

    def norm(name, x):
        parts = (weights[f"{name}.{part}"] for part in ("running_mean", "running_var", "weight", "bias"))
        return F.relu(F.batch_norm(x, *parts, training=False, eps=1e-5))

    def block(name, x, stride):
        x = norm(f"{name}.bn1", x)
        projection = weights.get(f"{name}.proj.weight")
        skip = x if projection is None else F.conv2d(x, projection, stride=stride)
        x = F.conv2d(x, weights[f"{name}.conv1.weight"], stride=stride, padding=1)
        return F.conv2d(norm(f"{name}.bn2", x), weights[f"{name}.conv2.weight"], padding=1) + skip

    def network(images):
        hidden = [norm("bn1", F.conv2d(images, weights["conv1.weight"], padding=1))]
        for stage in range(1, 5):
            x = block(f"layer{stage}.0", hidden[-1], 1 if stage == 1 else 2)
            hidden.append(block(f"layer{stage}.1", x, 1))
        hidden.append(torch.cat([F.adaptive_max_pool2d(hidden[-1], 1), F.adaptive_avg_pool2d(hidden[-1], 1)], 1))
        return hidden, F.linear(hidden[-1].flatten(1), weights["proj.weight"], weights["proj.bias"])

    return network


def check_assoc_conv():
    import torch

    for case, tensors in cases("assoc_conv"):
        network = residual_network(tensors)
        images = torch.from_numpy(tensors["images"]).reshape(-1, 3, 32, 32).requires_grad_()
        hidden, logits = network(images)
        for index, activity in enumerate(hidden):
            compare("assoc_conv", "hidden_mean", activity.detach().mean((0, 2, 3)).numpy(), tensors[f"hidden_mean/{index}"])
            step = 4 if activity.shape[-1] == 32 else 1
            compare("assoc_conv", "hidden_img0", activity[0, :, ::step, ::step].detach().numpy(), tensors[f"hidden_img0/{index}"])
        compare("assoc_conv", "logits", logits.detach().numpy(), tensors["logits"])
        book_scalars("assoc_conv", case, tensors, logits.detach().numpy())
        for index, method, signed in conv_associations(network, images, torch.from_numpy(tensors["labels"])):
            signed = signed.detach().numpy()
            if method == "hess_conv_sum":
                stored = tensors[f"{method}/{index}"]
                compare("assoc_conv", method, signed, stored, np.abs(stored).max())
                continue
            for name, ours in [(f"signed/{method}", signed), (f"by_layer/{method}", np.abs(signed)), (f"by_layer/{method}_norm", np.abs(normalized(signed)))]:
                stored = tensors[f"{name}/{index}"]
                compare("assoc_conv", name, ours, stored, np.abs(stored).max())


def main():
    for check in (check_modularity, check_probability, check_alignment, check_assoc_mlp, check_assoc_conv):
        try:
            check()
        except ImportError as error:
            print(f"{check.__name__} skipped: {error}")
    for (folder, name), difference in worst.items():
        print(f"{folder:12} {name:36} {difference:.1e}{'' if difference < TOLERANCE else '  DIFFERS'}")
    return int(any(difference >= TOLERANCE for difference in worst.values()))


if __name__ == "__main__":
    sys.exit(main())
