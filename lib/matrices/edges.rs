//! Edge lists: lines of two nodes and, if the graph is weighted, the weight of their edge.

use ndarray::{Array2, ArrayView2};

/// The most nodes of a list: their matrix takes half a GiB.
const MOST_NODES: usize = 1 << 13;
/// The most nodes per line: if most numbers are unused, they are names and not indices.
const MOST_A_LINE: usize = 20;

/// Names of the first two columns that mark a list of edges.
const ENDS: [(&str, &str); 6] = [
    ("source", "target"),
    ("from", "to"),
    ("src", "dst"),
    ("node1", "node2"),
    ("u", "v"),
    ("i", "j"),
];

/// Whether these column names are those of an edge list.
pub(super) fn are_names(names: &[&str]) -> bool {
    let lower = |at: usize| names.get(at).map(|name| name.to_lowercase());
    ENDS.iter().any(|(a, b)| {
        lower(0).as_deref() == Some(a) && lower(1).as_deref() == Some(b) && names.len() <= 3
    })
}

/// The symmetric matrix of an edge list, and a sentence about it. Nodes are numbered from 0, or from 1 if there is no 0; those
/// without an edge are units, too.
///
/// # Errors
/// In words: a node is not a whole number, or an edge is listed twice or has another weight in the other direction.
pub(super) fn matrix(numbers: &ArrayView2<'_, f64>) -> Result<(Array2<f64>, String), String> {
    if !(2..=3).contains(&numbers.ncols()) {
        let columns = numbers.ncols();
        return Err(format!(
            "expected two nodes per line and their edge's weight, found {columns} columns"
        ));
    }
    let ends = || numbers.columns().into_iter().take(2).flatten();
    if let Some(bad) = ends().find(|v| v.fract() != 0.0 || **v < 0.0) {
        return Err(format!(
            "expected nodes numbered from 0 or 1, found {bad}: networkx.convert_node_labels_to_integers numbers them"
        ));
    }
    let first = if ends().any(|v| *v == 0.0) { 0.0 } else { 1.0 };
    let nodes = ends().fold(0.0, |most: f64, v| most.max(v - first + 1.0));
    let most = MOST_NODES.min(MOST_A_LINE * numbers.nrows());
    if nodes > most as f64 {
        let last = nodes + first - 1.0;
        return Err(format!(
            "expected at most {most} nodes, numbered from 0 or 1 (networkx.convert_node_labels_to_integers), found the number {last}"
        ));
    }
    let mut matrix = Array2::from_elem((nodes as usize, nodes as usize), f64::NAN);
    for line in numbers.rows() {
        let (a, b) = ((line[0] - first) as usize, (line[1] - first) as usize);
        let weight = line.get(2).copied().unwrap_or(1.0);
        let there = matrix[[a, b]];
        if !there.is_nan() || weight.is_nan() {
            return Err(format!(
                "the edge {} to {} has two weights: {there} and {weight}",
                line[0], line[1]
            ));
        }
        matrix[[a, b]] = weight;
    }
    symmetric(&mut matrix, first)?;
    let weights = match numbers.ncols() {
        2 => ", each of weight 1",
        _ => "",
    };
    let note = format!(
        "an edge list: {nodes} nodes from {first} on are units 0 to {}, {} edges{weights}, what it does not list is 0",
        nodes - 1.0,
        numbers.nrows()
    );
    Ok((matrix, note))
}

/// Adds each edge in both directions; entries without one are NaN. An edge may be listed in both directions with the same weight.
fn symmetric(matrix: &mut Array2<f64>, first: f64) -> Result<(), String> {
    let n = matrix.nrows();
    for a in 0..n {
        for b in a..n {
            let (there, back) = (matrix[[a, b]], matrix[[b, a]]);
            let weight = match (there.is_nan(), back.is_nan()) {
                (true, true) => 0.0,
                (true, false) => back,
                (false, true) => there,
                (false, false) if there == back => there,
                (false, false) => {
                    let (a, b) = (a as f64 + first, b as f64 + first);
                    return Err(format!(
                        "expected undirected edges, found {there} from {a} to {b} and {back} back"
                    ));
                }
            };
            matrix[[a, b]] = weight;
            matrix[[b, a]] = weight;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn an_edge_list_is_the_matrix_of_its_graph() {
        let expected = array![[0.0, 0.5, 0.0], [0.5, 0.0, 2.0], [0.0, 2.0, 0.0]];
        for numbers in [
            array![[0.0, 1.0, 0.5], [2.0, 1.0, 2.0]],
            array![[1.0, 2.0, 0.5], [2.0, 3.0, 2.0]],
            array![[0.0, 1.0, 0.5], [1.0, 0.0, 0.5], [1.0, 2.0, 2.0]],
        ] {
            let (found, note) = matrix(&numbers.view()).unwrap();
            assert_eq!(found, expected);
            assert!(note.contains("3 nodes"), "{note}");
        }
        let (found, note) = matrix(&array![[0.0, 1.0], [1.0, 2.0]].view()).unwrap();
        assert_eq!(found.sum(), 4.0);
        assert!(note.contains("weight 1"), "{note}");
    }

    #[test]
    fn a_list_that_is_no_weighted_graph_is_refused() {
        for (numbers, words) in [
            (array![[0.0, 1.0, 0.5], [1.0, 0.0, 0.6]], "undirected edges"),
            (array![[0.0, 1.0, 0.5], [0.0, 1.0, 0.5]], "has two weights"),
            (array![[0.0, 1.5, 0.5], [0.0, 1.0, 0.5]], "numbered"),
            (array![[0.0, 1e9, 0.5], [0.0, 1.0, 0.5]], "at most 40 nodes"),
            (array![[0.0, 1.0, f64::NAN], [0.0, 2.0, 0.5]], "NaN"),
        ] {
            let error = matrix(&numbers.view()).unwrap_err();
            assert!(error.contains(words), "{error}");
        }
    }

    #[test]
    fn names_of_columns_tell_an_edge_list() {
        assert!(are_names(&["Source", "Target", "Weight"]));
        assert!(!are_names(&["a", "b", "c"]));
    }
}
