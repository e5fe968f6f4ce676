"""Graphs of public generators with the Q that leidenalg finds: the best of ten seeds. Usage: python make.py
(numpy, scipy, networkx, leidenalg)
"""
import json
from pathlib import Path

import igraph
import leidenalg
import networkx as nx
import numpy as np
import scipy.sparse

HERE = Path(__file__).parent


def lfr(n, degree, mu):
    """The graph of the first seed that the generator finishes with."""
    for seed in range(100):
        try:
            return nx.LFR_benchmark_graph(
                n, 3, 1.5, mu, average_degree=degree, max_degree=n // 4, min_community=n // 8, seed=seed
            )
        except nx.ExceededMaxIterations:
            pass
    raise SystemExit(f"no graph for {n}, {degree}, {mu}")


graphs = {
    f"lfr_{n}_{mu}": lfr(n, degree, mu)
    for n, degree, mu in [(50, 5, 0.2), (100, 6, 0.2), (100, 8, 0.4), (250, 8, 0.3), (250, 10, 0.5)]
}
graphs["connected_cavemen"] = nx.connected_caveman_graph(12, 6)
graphs["twenty_cliques"] = nx.disjoint_union_all([nx.complete_graph(5) for _ in range(20)])
reference = {}
for name, graph in graphs.items():
    matrix = nx.to_scipy_sparse_array(graph, weight=None, format="csr").astype(np.uint8)
    matrix.setdiag(0)
    matrix.eliminate_zeros()
    scipy.sparse.save_npz(HERE / f"{name}.npz", scipy.sparse.csr_matrix(matrix))
    edges = [(int(a), int(b)) for a, b in zip(*matrix.nonzero()) if a < b]
    plain = igraph.Graph(n=matrix.shape[0], edges=edges)
    find = lambda seed: leidenalg.find_partition(plain, leidenalg.ModularityVertexPartition, seed=seed, n_iterations=-1).q
    reference[name] = max(find(seed) for seed in range(10))
(HERE / "leidenalg.json").write_text(json.dumps(reference, indent=1) + "\n")
print(reference)
