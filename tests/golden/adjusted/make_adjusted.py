"""Makes adjusted.json: alignment measures that the paper has not, by scikit-learn and SciPy.

    pip install scikit-learn && python make_adjusted.py

AMI and ARI are scikit-learn's, with dead units (-1) as one group. The optimal overlap is SciPy's linear_sum_assignment over live
units. For element-centric similarity corrected for chance, S is the definition (personalised PageRank is flat over a module), and its
expectation over shuffles is summed over SciPy's hypergeometric distribution. `null` where a measure is 0/0.
"""

import json
from pathlib import Path

import numpy as np
import sklearn
from scipy.optimize import linear_sum_assignment
from scipy.stats import hypergeom
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score
from sklearn.metrics.cluster import contingency_matrix


def element(a, b):
    n = len(a)
    flat = [(x[:, None] == x[None, :]) / (x[:, None] == x[None, :]).sum(1, keepdims=True) for x in (a, b)]
    return float((1 - 0.5 * np.abs(flat[0] - flat[1]).sum(1)).mean())


def element_by_chance(a, b):
    n, total = len(a), 0.0
    for size_a in np.unique(a, return_counts=True)[1]:
        for size_b in np.unique(b, return_counts=True)[1]:
            shared = np.arange(min(size_a, size_b) + 1)
            share = hypergeom.pmf(shared, n, size_a, size_b)
            total += (share * shared**2).sum() / max(size_a, size_b)
    return total / n


def overlap(a, b):
    smaller = min((a >= 0).sum(), (b >= 0).sum())
    if smaller == 0:
        return None
    live = (a >= 0) & (b >= 0)
    if not live.any():
        return 0.0
    table = contingency_matrix(a[live], b[live])
    return float(table[linear_sum_assignment(table, maximize=True)].sum() / smaller)


def case(a, b):
    groups = [len(np.unique(x)) for x in (a, b)]
    trivial = groups in ([1, 1], [len(a), len(a)])
    chance = None if trivial else element_by_chance(a, b)
    return {
        "a": a.tolist(),
        "b": b.tolist(),
        "ami": None if trivial else float(adjusted_mutual_info_score(a, b)),
        "ari": None if trivial else float(adjusted_rand_score(a, b)),
        "optimal_overlap": overlap(a, b),
        "element_sim_adjusted": None if trivial else (element(a, b) - chance) / (1 - chance),
    }


def main():
    rng = np.random.default_rng(286436723)
    cases = [case(np.array([0, 1, 1, 0, 2, 1]), np.array([0, 1, 1, 0, 2, 2]))]
    for units, modules in [(12, 3), (64, 4), (64, 9), (256, 6)]:
        for copied in (0.0, 0.5, 0.9, 1.0):
            a = rng.integers(0, modules, units)
            b = np.where(rng.random(units) < copied, a, rng.integers(0, modules + 1, units))
            cases.append(case(a, b))
    for dead in (0.1, 0.9):
        a, b = (np.where(rng.random(40) < dead, -1, rng.integers(0, 4, 40)) for _ in "ab")
        cases.append(case(a, b))
    zeros, singles = np.zeros(8, int), np.arange(8)
    cases += [case(zeros, zeros), case(singles, singles), case(zeros, singles), case(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]))]
    lines = ",\n".join(json.dumps(case) for case in cases)
    text = f'{{"scikit-learn": "{sklearn.__version__}", "cases": [\n{lines}\n]}}\n'
    Path(__file__).with_name("adjusted.json").write_text(text)


main()
