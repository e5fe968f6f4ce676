//! Covariance from one pass, with the precision of two.

use tch::{Kind, Tensor};

/// First and second moments of activity about the first chunk's mean.
#[derive(Default)]
pub(super) struct Moments {
    images: i64,
    /// (1, c, p)
    shift: Option<Tensor>,
    /// (c, p)
    first: Option<Tensor>,
    /// (c, c), summed over positions
    second: Option<Tensor>,
}

impl Moments {
    /// Takes in activity of n images, (n, c, p): c units at p positions.
    pub(super) fn take(&mut self, activity: &Tensor) {
        let activity = activity.to_kind(Kind::Double);
        let shift = self
            .shift
            .get_or_insert_with(|| activity.mean_dim([0].as_slice(), true, None));
        let centred = activity - &*shift;
        let rows = centred.transpose(1, 2).flatten(0, 1); // (n·p, c)
        add(&mut self.second, rows.tr().mm(&rows));
        add(
            &mut self.first,
            centred.sum_dim_intlist([0].as_slice(), false, None),
        );
        self.images += centred.size()[0];
    }

    /// Population covariance over images at each position, averaged over positions, (c, c).
    ///
    /// # Panics
    /// Nothing was taken in.
    pub(super) fn covariance(&self) -> Tensor {
        let (n, expected) = (self.images as f64, "activity was taken in");
        let mean = self.first.as_ref().expect(expected) / n; // (c, p)
        let positions = mean.size()[1] as f64;
        let second = self.second.as_ref().expect(expected) / n;
        let covariance = (second - mean.mm(&mean.tr())) / positions;
        // A unit of constant activity has zero variance, and rounding must not make it negative.
        let _ = covariance.diagonal(0, 0, 1).clamp_min_(0.0);
        covariance
    }
}

/// Adds to a sum that starts empty.
pub(super) fn add(sum: &mut Option<Tensor>, term: Tensor) {
    *sum = Some(match sum.take() {
        Some(sum) => sum + term,
        None => term,
    });
}
