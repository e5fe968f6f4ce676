//! One network's matrices and modules, as examples.

use super::FigureError;
use crate::analysis::PICTURED;
use crate::checkpoint::{AssociationRecord, Checkpoint, ModuleRecord, Record, Records};
use crate::drawing::scientific;
use crate::function::Function;
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
    /// What the modules of one upstream and one downstream method do, and what drives them, if that was measured.
    pub pictured: BTreeMap<Association, Pictured>,
}

/// What the modules of one method do, and what drives them.
#[derive(Debug, Clone, PartialEq)]
pub struct Pictured {
    /// The labels of the classes, in the order of the values by class.
    pub classes: Vec<usize>,
    /// What modules do.
    pub function: Function,
    /// Receptive fields, modules × numbers of an image.
    pub fields: Array2<f64>,
    /// The images that drive each module, modules × (images · numbers of an image), 0 to 255.
    pub driving: Array2<f64>,
}

impl ExampleRun {
    /// Reads one layer's matrices and modules from a checkpoint or a frozen example, but not the weights.
    ///
    /// # Errors
    /// The file cannot be read; it holds no associations of this layer.
    pub fn read(path: &Path, layer: Layer) -> Result<Self, FigureError> {
        let header = Checkpoint::read_header(path)?;
        let records = &header.records;
        let associations = records.associations.as_ref().and_then(Record::done);
        let modules = records.modules.as_ref().and_then(Record::done);
        let mut example = Self {
            spec: header.spec,
            layer,
            matrices: BTreeMap::new(),
            modules: BTreeMap::new(),
            pictured: pictured(path, records, layer)?,
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

    /// One layer of one network of an experiment: from its checkpoint, or from the frozen example if there is no checkpoint or it
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
        let dataset = self.spec.dataset;
        let layer = super::data::layer_label(&self.layer.to_string());
        format!("{dataset}, {layer}, {}", self.settings())
    }

    /// What distinguishes its network from others of the experiment: `dropout 0.3, L2 10⁻⁵, run 4`.
    pub fn settings(&self) -> String {
        let mut parts = Vec::new();
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

/// The methods of this layer with functions and pictures.
fn pictured(
    path: &Path,
    records: &Records,
    layer: Layer,
) -> Result<BTreeMap<Association, Pictured>, FigureError> {
    let functions = records.functions.as_ref().and_then(Record::done);
    let pictures = records.pictures.as_ref().and_then(Record::done);
    let (Some(functions), Some(pictures)) = (functions, pictures) else {
        return Ok(BTreeMap::new());
    };
    let mut found = BTreeMap::new();
    for of in &pictures.modules {
        let is_shown = of.layer == layer && PICTURED.contains(&of.association);
        let place = (of.association, of.layer);
        let function = functions
            .modules
            .iter()
            .find(|f| (f.association, f.layer) == place);
        if let (true, Some(function)) = (is_shown, function) {
            let pictured = Pictured {
                classes: functions.classes.clone(),
                function: function.found.clone(),
                fields: Checkpoint::read_matrix(path, &of.fields())?,
                driving: Checkpoint::read_matrix(path, &of.images())?,
            };
            found.insert(of.association, pictured);
        }
    }
    Ok(found)
}
