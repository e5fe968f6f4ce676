//! How fast a long epoch runs, and how long it will still take.

use crate::progress::short;
use std::time::{Duration, Instant};

/// Shorter epochs are reported only when they are over.
const LONG: Duration = Duration::from_secs(2);

/// The pace of the running epoch from its first batch on, whose own time does not count because it includes one-time work.
#[derive(Default)]
pub(super) struct Pace {
    epoch: usize,
    first: Option<(usize, Instant)>,
    told: Option<Instant>,
}

impl Pace {
    /// What to report about an epoch when `done` of its `of` images have been processed: share, images per second, time left; once in [`LONG`].
    pub(super) fn of(
        &mut self,
        epoch: usize,
        done: usize,
        of: usize,
        now: Instant,
    ) -> Option<String> {
        let (before, since) = match self.first {
            Some(first) if self.epoch == epoch => first,
            _ => {
                (self.epoch, self.first, self.told) = (epoch, Some((done, now)), None);
                return None;
            }
        };
        if done == of || now - self.told.unwrap_or(since) < LONG {
            return None;
        }
        self.told = Some(now);
        let rate = (done - before) as f64 / (now - since).as_secs_f64();
        let left = Duration::from_secs_f64((of - done) as f64 / rate);
        Some(format!(
            " {} %, {rate:.0} images/s, {} left of it",
            100 * done / of,
            short(left)
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_epoch_is_told_of_while_it_lasts() {
        let mut pace = Pace::default();
        let start = Instant::now();
        let mut at =
            |epoch, done, seconds| pace.of(epoch, done, 9000, start + Duration::from_secs(seconds));
        assert_eq!(at(0, 200, 0), None);
        assert_eq!(at(0, 400, 1), None);
        let told = at(0, 1200, 5).unwrap();
        assert_eq!(told, " 13 %, 200 images/s, 39 s left of it");
        assert_eq!(at(0, 1400, 6), None);
        assert!(at(0, 1600, 7).is_some());
        assert_eq!(at(0, 9000, 44), None);
        // The next epoch has its own pace.
        assert_eq!(at(1, 200, 60), None);
        let told = at(1, 4600, 64).unwrap();
        assert_eq!(told, " 51 %, 1100 images/s, 4 s left of it");
    }
}
