//! Reparametrised weights: what a module computes with, from the form in which PyTorch stores it.
//!
//! | stored | weight |
//! |---|---|
//! | `weight_orig`, `weight_mask` (pruning) | mask · orig |
//! | `weight_g`, `weight_v` (weight norm), or `original0`, `original1` | g · v / ‖v‖, the norm over all dimensions but g's |
//! | `weight_orig`, `weight_u`, `weight_v` (spectral norm), or `original`, `0._u`, `0._v` | orig / uᵀ W v, as in evaluation |
//!
//! The same holds for `bias`. Everything else is left unchanged, for the caller to refuse.

use super::{StateError, Tensor};
use std::collections::BTreeMap;

/// A way to store a tensor other than as itself.
struct Form {
    /// What is reported about it.
    what: &'static str,
    /// Names of its parts, after the tensor's own.
    parts: &'static [&'static str],
    /// Whether they are stored under `parametrizations.`.
    parametrized: bool,
    fold: fn(&[Tensor]) -> Result<Vec<f64>, StateError>,
}

const FORMS: [Form; 5] = [
    Form {
        what: "masks of pruning",
        parts: &["_orig", "_mask"],
        parametrized: false,
        fold: masked,
    },
    Form {
        what: "weight norm",
        parts: &["_g", "_v"],
        parametrized: false,
        fold: weight_norm,
    },
    Form {
        what: "spectral norm",
        parts: &["_orig", "_u", "_v"],
        parametrized: false,
        fold: spectral_norm,
    },
    Form {
        what: "weight norm",
        parts: &[".original0", ".original1"],
        parametrized: true,
        fold: weight_norm,
    },
    Form {
        what: "spectral norm",
        parts: &[".original", ".0._u", ".0._v"],
        parametrized: true,
        fold: spectral_norm,
    },
];

/// Replaces the stored parts of `weight` and `bias` by the tensors themselves. Returns what was folded.
///
/// # Errors
/// The parts do not fit each other.
pub(super) fn fold(leaves: &mut BTreeMap<String, Tensor>) -> Result<Vec<&'static str>, StateError> {
    let mut folded = Vec::new();
    for target in ["weight", "bias"] {
        let form = FORMS.iter().find(|form| form.is_whole(target, leaves));
        if let Some(form) = form
            && !leaves.contains_key(target)
        {
            let names = form.names(target);
            let parts: Vec<Tensor> = names
                .iter()
                .filter_map(|name| leaves.remove(name))
                .collect();
            let numbers = (form.fold)(&parts)?;
            let shape = match form.what {
                "weight norm" => &parts[1],
                _ => &parts[0],
            };
            let whole = shape.with(numbers, parts.iter().any(Tensor::is_double));
            leaves.insert(target.to_owned(), whole);
            folded.push(form.what);
        }
    }
    Ok(folded)
}

impl Form {
    fn names(&self, target: &str) -> Vec<String> {
        let before = if self.parametrized {
            "parametrizations."
        } else {
            ""
        };
        let parts = self.parts.iter();
        parts
            .map(|part| format!("{before}{target}{part}"))
            .collect()
    }

    /// Whether exactly its parts are present for this target: two forms at once are not understood.
    fn is_whole(&self, target: &str, leaves: &BTreeMap<String, Tensor>) -> bool {
        let names = self.names(target);
        let before = [format!("{target}_"), format!("parametrizations.{target}.")];
        let of_target = |name: &&String| before.iter().any(|b| name.starts_with(b));
        let there: Vec<&String> = leaves.keys().filter(of_target).collect();
        there.len() == names.len() && names.iter().all(|name| there.contains(&name))
    }
}

fn expect_shape(part: &Tensor, fits: bool, of: &Tensor) -> Result<(), StateError> {
    if fits {
        return Ok(());
    }
    let expected = format!("a shape that goes with {:?} of `{}`", of.shape, of.name);
    Err(part.wrong(expected, format!("{:?}", part.shape)))
}

/// Mask times original.
fn masked(parts: &[Tensor]) -> Result<Vec<f64>, StateError> {
    let [original, mask] = parts else {
        unreachable!("two parts")
    };
    expect_shape(mask, mask.shape == original.shape, original)?;
    let pairs = original.numbers.iter().zip(&mask.numbers);
    Ok(pairs.map(|(value, mask)| value * mask).collect())
}

/// g · v / ‖v‖, the norm over the dimensions in which g has size 1 (Salimans & Kingma 2016, as `torch._weight_norm`).
fn weight_norm(parts: &[Tensor]) -> Result<Vec<f64>, StateError> {
    let [g, v] = parts else {
        unreachable!("two parts")
    };
    // A single magnitude for the whole tensor has no dimensions, or all of size 1.
    let one = g.numbers.len() == 1;
    let fits = |(&g, &v): (&usize, &usize)| g == v || g == 1;
    let all_fit = g.shape.len() == v.shape.len() && g.shape.iter().zip(&v.shape).all(fits);
    expect_shape(g, one || all_fit, v)?;
    let group = |index: usize| {
        if one {
            0
        } else {
            group(index, &v.shape, &g.shape)
        }
    };
    let mut squares = vec![0.0; g.numbers.len()];
    for (index, value) in v.numbers.iter().enumerate() {
        squares[group(index)] += value * value;
    }
    let scales: Vec<f64> = g
        .numbers
        .iter()
        .zip(&squares)
        .map(|(g, sum)| g / sum.sqrt())
        .collect();
    let values = v.numbers.iter().enumerate();
    Ok(values
        .map(|(index, value)| value * scales[group(index)])
        .collect())
}

/// Index into an array of shape `small` that an element of an array of shape `large` broadcasts from, row-major.
fn group(index: usize, large: &[usize], small: &[usize]) -> usize {
    let (mut rest, mut at, mut step) = (index, 0, 1);
    for (&size, &kept) in large.iter().zip(small).rev() {
        if kept != 1 {
            at += rest % size * step;
        }
        rest /= size;
        step *= kept;
    }
    at
}

/// W / σ with σ = uᵀ W v from the stored vectors (Miyato et al. 2018), as PyTorch computes in evaluation.
fn spectral_norm(parts: &[Tensor]) -> Result<Vec<f64>, StateError> {
    let [w, u, v] = parts else {
        unreachable!("three parts")
    };
    let rows = w.shape.first().copied().unwrap_or(0);
    let columns = w.numbers.len().checked_div(rows).unwrap_or(0);
    let sizes = (u.numbers.len(), v.numbers.len());
    // A transposed matrix has the same norm.
    let (left, right) = if sizes == (rows, columns) {
        (u, v)
    } else {
        (v, u)
    };
    let fits = sizes == (rows, columns) || (sizes == (columns, rows) && w.shape.len() == 2);
    expect_shape(u, fits, w)?;
    let dot = |row: &[f64]| {
        row.iter()
            .zip(&right.numbers)
            .map(|(a, b)| a * b)
            .sum::<f64>()
    };
    let products = w.numbers.chunks_exact(columns.max(1)).map(dot);
    let sigma: f64 = products
        .zip(&left.numbers)
        .map(|(product, u)| product * u)
        .sum();
    Ok(w.numbers.iter().map(|value| value / sigma).collect())
}

/// Why the remaining tensors of a module cannot be accounted for, and the PyTorch call that turns them into plain weights.
pub(super) fn refusal(module: &[String], leaf: &str) -> (&'static str, &'static str) {
    const ADAPTERS: [&str; 6] = ["lora_", "hada_", "lokr_", "oft_", "ia3_", "vera_"];
    let is_adapter =
        |part: &str| ADAPTERS.iter().any(|a| part.starts_with(a)) || part == "base_layer";
    if module.iter().any(|part| is_adapter(part)) || is_adapter(leaf) {
        return (
            "plain weights: merge the adapter in PyTorch (`model.merge_and_unload()`)",
            "an adapter, whose scale the file lacks",
        );
    }
    if leaf.starts_with("parametrizations.") {
        return (
            "plain weights: `torch.nn.utils.parametrize.remove_parametrizations(layer, \"weight\")` makes them",
            "a parametrization that the file does not explain",
        );
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| leaf.ends_with(ending));
    if ends(&["_orig", "_mask"]) {
        return (
            "plain weights: `torch.nn.utils.prune.remove(layer, \"weight\")` makes them",
            "a part of a pruned or normed weight",
        );
    }
    if ends(&["_g", "_v", "_u"]) {
        return (
            "plain weights: `torch.nn.utils.remove_weight_norm(layer)` or `remove_spectral_norm(layer)` makes them",
            "a part of a normed weight",
        );
    }
    if ["running_mean", "running_var", "num_batches_tracked"].contains(&leaf) {
        return (
            "linear layers alone: fold it in PyTorch (`torch.nn.utils.fusion.fuse_linear_bn_eval(linear, norm)`)",
            "a batch norm, whose place and ε the file lacks",
        );
    }
    (
        "weights and biases of linear layers only",
        "a tensor that belongs to none",
    )
}
