//! A weighted graph between groups of units, as Leiden's levels need it: group weights, group strengths, and their modules.

use ndarray::Array2;

/// Nodes are units, or groups of units on the coarser levels. All weights are shares of 2m: entries of `weights` sum to 1.
#[derive(Debug, Clone)]
pub(super) struct Graph {
    /// Weight between two nodes, symmetric; the diagonal holds the weight inside a group and takes part in no move.
    pub(super) weights: Array2<f64>,
    /// Strength of each node; they sum to 1.
    pub(super) strengths: Vec<f64>,
}

impl Graph {
    pub(super) fn n_nodes(&self) -> usize {
        self.strengths.len()
    }

    /// Adds up the links of one node to each module, without the node's weight to itself, into `links`.
    pub(super) fn links_to_modules(&self, node: usize, labels: &[usize], links: &mut [f64]) {
        links.fill(0.0);
        let row = self.weights.row(node);
        for (&weight, &module) in row.iter().zip(labels) {
            links[module] += weight;
        }
        links[labels[node]] -= self.weights[[node, node]];
    }

    /// The graph whose nodes are this one's groups, `groups[node]` in 0..n_groups.
    pub(super) fn aggregate(&self, groups: &[usize], n_groups: usize) -> Self {
        let mut weights = Array2::zeros((n_groups, n_groups));
        let mut strengths = vec![0.0; n_groups];
        for (node, row) in self.weights.rows().into_iter().enumerate() {
            let mut target = weights.row_mut(groups[node]);
            for (&weight, &group) in row.iter().zip(groups) {
                target[group] += weight;
            }
            strengths[groups[node]] += self.strengths[node];
        }
        Self { weights, strengths }
    }

    /// Q of a labelling of the nodes.
    pub(super) fn quality(&self, labels: &[usize], gamma: f64) -> f64 {
        let top = labels.iter().max().map_or(0, |largest| largest + 1);
        let (mut inside, mut links) = (0.0, vec![0.0; top]);
        let mut strengths = vec![0.0; top];
        for node in 0..self.n_nodes() {
            self.links_to_modules(node, labels, &mut links);
            inside += links[labels[node]] + self.weights[[node, node]];
            strengths[labels[node]] += self.strengths[node];
        }
        inside - gamma * strengths.iter().map(|k| k * k).sum::<f64>()
    }
}

/// Renames labels 0..k in order of first appearance; returns k.
pub(super) fn renumber(labels: &mut [usize]) -> usize {
    let top = labels.iter().max().map_or(0, |largest| largest + 1);
    let mut names = vec![usize::MAX; top];
    let mut next = 0;
    for label in labels {
        if names[*label] == usize::MAX {
            names[*label] = next;
            next += 1;
        }
        *label = names[*label];
    }
    next
}
