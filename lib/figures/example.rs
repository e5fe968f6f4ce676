//! One network's matrices and modules, as examples to look at.

use super::FigureError;
use crate::checkpoint::{AssociationRecord, Checkpoint, ModuleRecord, Record};
use crate::drawing::scientific;
use crate::modularity::Partition;
use crate::spec::{Association, Layer, Regularizer, RunSpec};
use crate::workspace::Workspace;
use ndarray::Array2;
use std::collections::BTreeMap;
use std::path::Path;

/// The association matrices of one layer of one network, with the modules found in them.
#[derive(Debug, Clone, PartialEq)]
pub struct ExampleRun {
    /// Which network.
    pub spec: RunSpec,
    /// Which of its layers.
    pub layer: Layer,
    /// The association matrices, units × units.
    pub matrices: BTreeMap<Association, Array2<f64>>,
    /// The modules of each.
    pub modules: BTreeMap<Association, ModuleRecord>,
}

impl ExampleRun {
    /// Reads one layer's matrices and modules from a checkpoint or a frozen example; the weights are not read.
    ///
    /// # Errors
    /// The file cannot be read; it holds no associations of this layer.
    pub fn read(path: &Path, layer: Layer) -> Result<Self, FigureError> {
        let header = Checkpoint::read_header(path)?;
        let records = header.records;
        let associations = records.associations.as_ref().and_then(Record::done);
        let modules = records.modules.as_ref().and_then(Record::done);
        let mut example = Self {
            spec: header.spec,
            layer,
            matrices: BTreeMap::new(),
            modules: BTreeMap::new(),
        };
        for record in associations.into_iter().flatten() {
            if record.layer == layer {
                let tensor = AssociationRecord::tensor(record.association, layer);
                let matrix = Checkpoint::read_matrix(path, &tensor)?;
                example.matrices.insert(record.association, matrix);
            }
        }
        if example.matrices.is_empty() {
            return Err(FigureError::Empty {
                figure: "example".to_owned(),
                what: format!("association matrix of layer {layer} in {}", path.display()),
            });
        }
        for record in modules.into_iter().flatten() {
            if record.layer == layer {
                example.modules.insert(record.association, record.clone());
            }
        }
        Ok(example)
    }

    /// One layer of one network of an experiment: from its checkpoint, or from the frozen example where there is no checkpoint or it
    /// was not evaluated.
    ///
    /// # Errors
    /// As [`ExampleRun::read`].
    pub fn find(
        workspace: &Workspace,
        experiment: &str,
        spec: &RunSpec,
        layer: Layer,
    ) -> Result<Self, FigureError> {
        let found = Self::read(&workspace.example(experiment, spec), layer);
        let frozen = workspace.frozen_example(experiment, spec);
        match found {
            Err(FigureError::Empty { .. }) if frozen.is_file() => Self::read(&frozen, layer),
            _ => found,
        }
    }

    /// The modules found in one association matrix.
    pub fn partition(&self, association: Association) -> Option<Partition> {
        let record = self.modules.get(&association)?;
        Some(Partition::from_labels(&record.membership))
    }

    /// `mnist, hidden layer 1, dropout 0.3, L2 10⁻⁵, run 4`.
    pub fn describe(&self) -> String {
        let mut parts = vec![
            self.spec.dataset.to_string(),
            super::data::layer_label(&self.layer.to_string()),
        ];
        for regularizer in Regularizer::KNOWN {
            let strength = self.spec.strength(regularizer);
            if strength > 0.0 {
                parts.push(format!("{} {}", regularizer.label(), scientific(strength)));
            }
        }
        if !self.spec.trained {
            parts.push("untrained".to_owned());
        }
        parts.push(format!("run {}", self.spec.run));
        parts.join(", ")
    }
}
