//! Ranks, with ties at their mean.

/// Twice the rank (from 1) of each number, so that ranks stay whole; equal numbers share the mean of their ranks.
pub(crate) fn doubled_mid_ranks(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<(f64, usize)> = values.iter().copied().zip(0..).collect();
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut ranks = vec![0; values.len()];
    let mut begin = 0;
    for tied in order.chunk_by(|a, b| a.0 == b.0) {
        for &(_, at) in tied {
            ranks[at] = 2 * begin + tied.len() + 1; // (begin + 1) + (begin + length)
        }
        begin += tied.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::doubled_mid_ranks;

    /// scipy.stats.rankdata([3, 1, 3, 2, -0.0, 0.0]), doubled.
    #[test]
    fn equal_numbers_share_the_mean_of_their_ranks() {
        let ranks = doubled_mid_ranks(&[3.0, 1.0, 3.0, 2.0, -0.0, 0.0]);
        assert_eq!(ranks, [11, 6, 11, 8, 3, 3]);
        assert!(doubled_mid_ranks(&[]).is_empty());
    }
}
