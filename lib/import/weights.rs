//! Networks of any program: bare weights, in any file that holds a state dictionary.

use super::archive::bytes_of;
use super::state::{Recognized, network};
use super::states::States;
use super::value::File;
use super::{ImportError, Problem};
use crate::checkpoint::read_tensors;
use crate::files::begin_of;
use crate::files::kind::FileKind;
use std::path::Path;

/// Reads the network in a safetensors file or in one of `torch.save`; `prefix` chooses one of several.
///
/// # Errors
/// The file cannot be read, holds something else, or its state dictionary is not understood
/// ([`state::network`](super::state::network)). Nothing in a file is ever executed.
pub fn read_network(path: &Path, prefix: Option<&str>) -> Result<Recognized, ImportError> {
    let wrong = ImportError::at(path);
    match FileKind::of(&begin_of(path)?) {
        Some(FileKind::PyTorch) => {
            let file = File::open(bytes_of(path)?).map_err(&wrong)?;
            let found = States::of(file.root()).and_then(|states| network(&states, prefix));
            file.check().map_err(&wrong)?;
            found.map_err(wrong)
        }
        None | Some(FileKind::Safetensors) => network(&read_tensors(path)?, prefix).map_err(wrong),
        Some(kind) => {
            let expected = "weights in a safetensors file or one of torch.save";
            Err(wrong(Problem::new("the file", expected, kind.to_string())))
        }
    }
}
