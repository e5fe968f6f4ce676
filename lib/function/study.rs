//! A hidden layer under study: the effects of lesions, and its units' activity.

use super::FunctionError;
use ndarray::Array2;

/// The effect of a lesion.
#[derive(Debug, Clone, PartialEq)]
pub struct Damage {
    /// Added loss, mean over images, nats.
    pub loss: f64,
    /// Share of images that change from right to wrong, minus those that change from wrong to right.
    pub accuracy: f64,
    /// Added loss on the images of each class, nats.
    pub by_class: Vec<f64>,
}

/// A hidden layer whose units can be lesioned.
pub trait Lesions {
    /// Number of units.
    fn units(&self) -> usize;

    /// Lesions each group of units; the effects in the order of the groups.
    fn damage(&self, groups: &[Vec<usize>]) -> Vec<Damage>;
}

/// The activity of a layer's units on images of known classes.
#[derive(Debug, Clone)]
pub struct Activity {
    /// Units × images, each unit with mean 0 and standard deviation 1; a constant one is 0.
    standardised: Array2<f64>,
    /// The class of each image, as its place in `classes`.
    class_of: Vec<usize>,
    /// The labels of the classes that have images, ascending.
    classes: Vec<usize>,
}

impl Activity {
    /// `activity`: images × units; `labels`: one per image.
    ///
    /// # Errors
    /// Labels and images differ in number; there are fewer than two classes.
    pub fn new(activity: &Array2<f64>, labels: &[usize]) -> Result<Self, FunctionError> {
        let (images, units) = activity.dim();
        if labels.len() != images {
            return Err(FunctionError::Labels {
                expected: images,
                found: labels.len(),
            });
        }
        let mut classes = labels.to_vec();
        classes.sort_unstable();
        classes.dedup();
        if classes.len() < 2 {
            return Err(FunctionError::OneClass {
                images,
                found: classes.len(),
            });
        }
        let place = |label: &usize| classes.binary_search(label).expect("one of the labels");
        let class_of = labels.iter().map(place).collect();
        let mut standardised = Array2::zeros((units, images));
        for (unit, mut row) in standardised.rows_mut().into_iter().enumerate() {
            let said = activity.column(unit);
            let mean = said.sum() / images as f64;
            let variance = said.mapv(|v| (v - mean).powi(2)).sum() / images as f64;
            if variance > 0.0 {
                row.assign(&said.mapv(|v| (v - mean) / variance.sqrt()));
            }
        }
        Ok(Self {
            standardised,
            class_of,
            classes,
        })
    }

    /// The labels of the classes that have images, ascending.
    pub fn classes(&self) -> &[usize] {
        &self.classes
    }

    /// The class of each image, as its place in [`Activity::classes`].
    pub(super) fn class_of(&self) -> &[usize] {
        &self.class_of
    }

    /// The images that drive a group of units most: those with the largest mean standardised activity, largest first.
    pub fn driving(&self, units: &[usize], images: usize) -> Vec<usize> {
        let said = self.of_group(units);
        let mut order: Vec<usize> = (0..said.len()).collect();
        order.sort_by(|&a, &b| said[b].total_cmp(&said[a]).then(a.cmp(&b)));
        order.truncate(images);
        order
    }

    /// Mean standardised activity of a group of units, one number per image.
    pub(super) fn of_group(&self, units: &[usize]) -> Vec<f64> {
        let mut sum = vec![0.0; self.class_of.len()];
        for &unit in units {
            let row = self.standardised.row(unit);
            let row = row.to_slice().expect("rows are contiguous");
            for (sum, said) in sum.iter_mut().zip(row) {
                *sum += said;
            }
        }
        let n = units.len() as f64;
        sum.iter_mut().for_each(|sum| *sum /= n);
        sum
    }
}

/// A layer with everything that any of its partitions needs.
pub struct LayerStudy<'a> {
    pub(super) lesions: &'a dyn Lesions,
    pub(super) activity: &'a Activity,
    alone: Vec<f64>,
}

impl<'a> LayerStudy<'a> {
    /// Lesions every unit alone.
    ///
    /// # Errors
    /// A loss is not finite.
    pub fn new(lesions: &'a dyn Lesions, activity: &'a Activity) -> Result<Self, FunctionError> {
        let mut study = Self {
            lesions,
            activity,
            alone: Vec::new(),
        };
        let each: Vec<Vec<usize>> = (0..lesions.units()).map(|unit| vec![unit]).collect();
        study.alone = study.damage(&each)?.iter().map(|d| d.loss).collect();
        Ok(study)
    }

    /// Loss that the lesion of each unit alone adds, nats per image.
    pub fn alone(&self) -> &[f64] {
        &self.alone
    }

    /// Lesions these groups of units; the effect of each.
    ///
    /// # Errors
    /// A loss is not finite.
    pub(super) fn damage(&self, groups: &[Vec<usize>]) -> Result<Vec<Damage>, FunctionError> {
        let found = self.lesions.damage(groups);
        match groups.iter().zip(&found).find(|(_, d)| !d.loss.is_finite()) {
            None => Ok(found),
            Some((group, damage)) => Err(FunctionError::NotFinite {
                units: group.len(),
                found: damage.loss,
            }),
        }
    }
}
