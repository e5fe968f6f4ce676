//! The alignments that the original's eval pass stored in a checkpoint.

use super::Problem;
use super::lists::{finite, lists, per_layer, single_layers};
use super::network::Hidden;
use super::value::Value;
use crate::checkpoint::AlignmentRecord;
use crate::spec::{Association, Layer};
use std::collections::{BTreeMap, BTreeSet};

/// The alignments of single layers. Those with modules in `failed` are meaningless (deviation C20).
pub(super) fn all_alignments(
    value: Value<'_>,
    hidden: &Hidden,
    failed: &[(Association, Layer)],
    notes: &mut BTreeSet<String>,
) -> Result<Vec<AlignmentRecord>, Problem> {
    let mut records = Vec::new();
    for (key, layers) in lists(value, "align")? {
        let place = format!("align.{key}");
        let names = key.split_once(':');
        let (a, b) = names.ok_or_else(|| {
            Problem::new(
                &place,
                "the names of two methods, a:b",
                "another key".to_owned(),
            )
        })?;
        let (a, b) = match (single_layers(a, hidden), single_layers(b, hidden)) {
            (Ok(a), Ok(b)) => (a, b),
            (Err(why), _) | (_, Err(why)) => {
                notes.insert(why.to_owned());
                continue;
            }
        };
        if a == b {
            continue; // ours leave out the pair of a method with itself
        }
        for (layer, _, found) in per_layer(&hidden.units, &layers, &place)? {
            if failed.contains(&(a, layer)) || failed.contains(&(b, layer)) {
                continue;
            }
            let values = alignment(found, &format!("{place}.{layer}"))?;
            records.push(in_our_order(AlignmentRecord {
                layer,
                a,
                b,
                values,
            }));
        }
    }
    Ok(records)
}

/// Our names for the numbers that are taken over unchanged.
const AS_THEY_ARE: [(&str, &str); 13] = [
    ("score", "greedy_overlap"),
    ("p", "greedy_overlap_p_strict"),
    ("rmi", "rmi"),
    ("rmi_norm", "rmi_norm"),
    ("vi", "vi"),
    ("vi_norm", "vi_norm"),
    ("element_sim", "element_sim"),
    ("adj_spearman_r", "adj_spearman_r"),
    ("adj_spearman_p", "adj_spearman_p"),
    ("transfer_AaPb", "transfer_AaPb"),
    ("transfer_AbPa", "transfer_AbPa"),
    ("transfer_AaPb_norm", "transfer_AaPb_norm"),
    ("transfer_AbPa_norm", "transfer_AbPa_norm"),
];

/// The numbers of one pair; missing or non-finite ones are left out.
fn alignment(found: Value<'_>, place: &str) -> Result<BTreeMap<String, f64>, Problem> {
    if !found.is_dictionary() {
        return Err(Problem::new(place, "a dictionary", found.describe()));
    }
    let mut values = BTreeMap::new();
    for (theirs, ours) in AS_THEY_ARE {
        let Some(value) = found.get(theirs) else {
            continue;
        };
        if let Some(number) = finite(value, &format!("{place}.{theirs}"))? {
            values.insert(ours.to_owned(), number);
        }
    }
    let overlap = values.get("greedy_overlap").copied();
    match (overlap, found.get("null")) {
        (Some(overlap), Some(null)) => {
            let null = null.tensor(place)?.numbers(place)?;
            values.extend(summary(overlap, &null).map(|(name, n)| (name.to_owned(), n)));
        }
        // Without an overlap the original's p-value is 0, the most significant (deviation D3).
        (None, _) => drop(values.remove("greedy_overlap_p_strict")),
        (Some(_), None) => {}
    }
    values.retain(|_, number| number.is_finite());
    Ok(values)
}

/// Mean and standard deviation of the shuffles' overlaps, and the p-value (k + 1)/(n + 1).
fn summary(overlap: f64, null: &[f64]) -> [(&'static str, f64); 3] {
    let n = null.len() as f64;
    let mean = null.iter().sum::<f64>() / n;
    let variance = null.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n;
    let at_least = null.iter().filter(|&&v| v >= overlap).count() as f64;
    [
        ("greedy_overlap_null_mean", mean),
        ("greedy_overlap_null_std", variance.sqrt()),
        ("greedy_overlap_p", (at_least + 1.0) / (n + 1.0)),
    ]
}

/// The original sorts the two methods of a pair alphabetically, our tables by the paper's order.
fn in_our_order(mut record: AlignmentRecord) -> AlignmentRecord {
    if record.a > record.b {
        std::mem::swap(&mut record.a, &mut record.b);
        let swapped = |name: String| match name.split_once("transfer_A") {
            Some(("", "aPb")) => "transfer_AbPa".to_owned(),
            Some(("", "bPa")) => "transfer_AaPb".to_owned(),
            Some(("", "aPb_norm")) => "transfer_AbPa_norm".to_owned(),
            Some(("", "bPa_norm")) => "transfer_AaPb_norm".to_owned(),
            _ => name,
        };
        let values = std::mem::take(&mut record.values);
        record.values = values.into_iter().map(|(k, v)| (swapped(k), v)).collect();
    }
    record
}
