//! The digest of a network's weights: proof that they have not changed.

use super::tensor::TensorData;
use std::collections::BTreeMap;

/// SHA-256 over all weights (every tensor except association matrices and pictures, other epochs' included) in the order of their
/// names: for each a line `NAME DTYPE ROWSxCOLUMNS`, then its bytes. `None` if there are none.
#[cfg(feature = "torch")]
pub fn weights_digest(tensors: &BTreeMap<String, TensorData>) -> Option<String> {
    use sha2::{Digest, Sha256};
    /// Prefixes of tensors that are not weights.
    const MEASURED: [&str; 2] = ["association/", super::results::ModulesPictures::PREFIX];
    let mut hash = Sha256::new();
    let mut any = false;
    for (name, tensor) in tensors
        .iter()
        .filter(|(name, _)| !MEASURED.iter().any(|prefix| name.starts_with(prefix)))
    {
        let shape: Vec<String> = tensor.shape.iter().map(usize::to_string).collect();
        hash.update(format!("{name} {:?} {}\n", tensor.dtype, shape.join("x")));
        hash.update(&tensor.bytes);
        any = true;
    }
    any.then(|| hash.finalize().iter().map(|b| format!("{b:02x}")).collect())
}

/// Without the feature `torch` nothing makes or measures weights, so there is no digest of them.
#[cfg(not(feature = "torch"))]
pub fn weights_digest(_: &BTreeMap<String, TensorData>) -> Option<String> {
    None
}
