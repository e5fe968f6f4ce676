//! The state dictionary in a PyTorch file.

use super::Problem;
use super::state::StateDict;
use super::value::Value;
use super::words::shortened;
use crate::checkpoint::TensorData;

/// The usual name of a state dictionary in a file; other names only mean something to their authors.
const USUAL: &str = "state_dict";

/// The state dictionaries in a file. If there are several, tensors' names begin with that of their dictionary: `ema.fc1.weight`.
#[derive(Debug)]
pub(super) struct States<'a> {
    parts: Vec<(String, Value<'a>)>,
}

impl<'a> States<'a> {
    /// Finds them: the value itself if it is a dictionary of tensors, or those in it.
    ///
    /// # Errors
    /// There is none.
    pub fn of(file: Value<'a>) -> Result<Self, Problem> {
        let entries = file.entries().ok_or_else(|| {
            // A whole module, say: `torch.save(model.state_dict(), …)` makes a readable file.
            Problem::new(
                "the pickle",
                "a dictionary (`model.state_dict()`)",
                file.describe(),
            )
        })?;
        let itself = || Self {
            parts: vec![(String::new(), file)],
        };
        if file.get(USUAL).is_none() && is_of_tensors(file) {
            return Ok(itself());
        }
        let named = |(key, value): (Value<'a>, Value<'a>)| Some((key.text()?.to_owned(), value));
        let is_state = |part: &(String, Value<'a>)| part.0 == USUAL || is_of_tensors(part.1);
        let all: Vec<(String, Value<'a>)> = entries.into_iter().filter_map(named).collect();
        let keys: Vec<String> = all.iter().take(12).map(|part| shortened(&part.0)).collect();
        let names_weights = all.iter().any(|part| part.0.ends_with("weight"));
        let mut parts: Vec<_> = all.into_iter().filter(is_state).collect();
        match &mut parts[..] {
            // Anything that is not a tensor is then refused by name.
            [] if names_weights => Ok(itself()),
            [] => {
                let found = format!("only {}", keys.join(", "));
                Err(Problem::new(USUAL, "a value", found))
            }
            [only] => {
                only.0.clear();
                Ok(Self { parts })
            }
            several => {
                several.iter_mut().for_each(|part| part.0.push('.'));
                Ok(Self { parts })
            }
        }
    }
}

/// Whether a dictionary has values, all of them tensors.
fn is_of_tensors(value: Value<'_>) -> bool {
    let entries = value.entries().unwrap_or_default();
    !entries.is_empty() && entries.iter().all(|entry| entry.1.is_tensor())
}

impl StateDict for States<'_> {
    fn names(&self) -> Result<Vec<String>, Problem> {
        let mut names = Vec::new();
        for (prefix, part) in &self.parts {
            let entries = part
                .entries()
                .ok_or_else(|| Problem::new(USUAL, "a dictionary of tensors", part.describe()))?;
            for (key, _) in entries {
                let name = key.text();
                let name = name.ok_or_else(|| Problem::new(USUAL, "names", key.describe()))?;
                names.push(format!("{prefix}{name}"));
            }
        }
        names.sort();
        names.dedup();
        Ok(names)
    }

    fn tensor(&self, name: &str) -> Result<TensorData, Problem> {
        let place = format!("{USUAL}.{}", shortened(name));
        let found = self
            .parts
            .iter()
            .find_map(|(prefix, part)| part.get(name.strip_prefix(prefix.as_str())?));
        let value = found.ok_or_else(|| Problem::new(&place, "a tensor", "none"))?;
        // A dictionary of dictionaries, say.
        if let Some(inside) = value.entries() {
            let keys = inside.iter().filter_map(|entry| entry.0.text()).take(4);
            let keys: Vec<String> = keys.map(shortened).collect();
            let found = format!("a dictionary of {}: save it on its own", keys.join(", "));
            return Err(Problem::new(place, "a tensor", found));
        }
        value.tensor(&place)?.read(&place)
    }
}
