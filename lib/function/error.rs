//! What can be wrong with modules whose function is to be found.

/// Why the function of modules cannot be found.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum FunctionError {
    #[error("expected a module for each of the layer's {expected} units, found {found} entries")]
    Length { expected: usize, found: usize },
    #[error("expected units in modules, found that none of the {units} units is in one")]
    NoModule { units: usize },
    #[error(
        "expected at least two modules, found one of all {units} units: there are no other units to compare it with"
    )]
    WholeLayer { units: usize },
    #[error("expected labels of at least two classes, found {found} among {images} images")]
    OneClass { images: usize, found: usize },
    #[error("expected a label for each of the {expected} images, found {found}")]
    Labels { expected: usize, found: usize },
    #[error(
        "a lesion of {units} units makes the loss {found}: activity overflows in the weights' precision"
    )]
    NotFinite { units: usize, found: f64 },
}
