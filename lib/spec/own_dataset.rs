//! A user's own dataset, which is a folder.

use super::SpecError;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Mutex;

/// What has to be known about a folder of data before a network can be named, made or drawn.
///
/// A name is copied around by the thousand, so the text of each distinct one is kept until the program ends.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OwnDataset(&'static Facts);

#[derive(Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Facts {
    name: String,
    example_shape: Vec<usize>,
    classes: usize,
}

impl fmt::Debug for OwnDataset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

static SEEN: Mutex<BTreeSet<OwnDataset>> = Mutex::new(BTreeSet::new());

impl OwnDataset {
    /// The folder `name` with examples of this shape (d, c×h×w, tokens×features, …) in classes 0 to `classes` − 1.
    ///
    /// # Errors
    /// The name has characters that file names should not have; an example has no numbers; there are fewer than two classes.
    pub(super) fn new(
        name: &str,
        example_shape: &[usize],
        classes: usize,
    ) -> Result<Self, SpecError> {
        let usual = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        if name.is_empty() || name.starts_with('.') || !name.chars().all(usual) {
            return Err(SpecError::Name {
                what: "dataset",
                found: name.to_owned(),
            });
        }
        let numbers: usize = example_shape.iter().product();
        let out_of_range = |field, expected, found: usize| SpecError::OutOfRange {
            field,
            expected,
            found: found as f64,
        };
        if example_shape.is_empty() || numbers == 0 {
            return Err(out_of_range("shape", "one or more sizes above 0", numbers));
        }
        if classes < 2 {
            return Err(out_of_range("classes", "2 or more", classes));
        }
        let mut seen = SEEN.lock().unwrap_or_else(|e| e.into_inner());
        let facts = Facts {
            name: name.to_owned(),
            example_shape: example_shape.to_vec(),
            classes,
        };
        if let Some(known) = seen.iter().find(|own| *own.0 == facts) {
            return Ok(*known);
        }
        let new = Self(Box::leak(Box::new(facts)));
        seen.insert(new);
        Ok(new)
    }

    /// Name of the folder, and of the dataset in files and run ids.
    pub const fn name(self) -> &'static str {
        self.0.name.as_str()
    }

    /// The shape of one example.
    pub const fn example_shape(self) -> &'static [usize] {
        self.0.example_shape.as_slice()
    }

    /// Number of classes.
    pub const fn classes(self) -> usize {
        self.0.classes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_datasets_are_one() {
        let wine = || OwnDataset::new("wine", &[13], 3).unwrap();
        assert!(std::ptr::eq(wine().name(), wine().name()));
        assert_ne!(wine(), OwnDataset::new("wine", &[13], 4).unwrap());
    }

    #[test]
    fn names_and_sizes_that_cannot_be_are_refused() {
        for name in ["", "../wine", "a/b", ".hidden", "with space"] {
            assert!(OwnDataset::new(name, &[13], 3).is_err(), "{name}");
        }
        assert!(OwnDataset::new("wine", &[], 3).is_err());
        assert!(OwnDataset::new("wine", &[4, 0], 3).is_err());
        assert!(OwnDataset::new("wine", &[13], 1).is_err());
    }
}
