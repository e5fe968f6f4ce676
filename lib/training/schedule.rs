//! Step size and end of training, controlled by the validation loss.

use super::TrainingConfig;

/// PyTorch's `ReduceLROnPlateau` (mode min, relative threshold 1e-4) and Lightning's `EarlyStopping` (mode min,
/// no threshold) of one network.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Schedule {
    pub learning_rate: f64,
    plateau_best: f64,
    plateau_bad: usize,
    stop_best: f64,
    stop_bad: usize,
}

/// Improvement that counts for the plateau, relative to the best.
const PLATEAU_THRESHOLD: f64 = 1e-4;

impl Schedule {
    pub fn new(config: &TrainingConfig) -> Self {
        Self {
            learning_rate: config.learning_rate,
            plateau_best: f64::INFINITY,
            plateau_bad: 0,
            stop_best: f64::INFINITY,
            stop_bad: 0,
        }
    }

    /// Its whole state.
    pub fn to_numbers(&self) -> [f64; 5] {
        let (plateau_bad, stop_bad) = (self.plateau_bad as f64, self.stop_bad as f64);
        [
            self.learning_rate,
            self.plateau_best,
            plateau_bad,
            self.stop_best,
            stop_bad,
        ]
    }

    /// The inverse of [`Schedule::to_numbers`]; `None` if the count of numbers is wrong.
    pub fn from_numbers(numbers: &[f64]) -> Option<Self> {
        let &[
            learning_rate,
            plateau_best,
            plateau_bad,
            stop_best,
            stop_bad,
        ] = numbers
        else {
            return None;
        };
        Some(Self {
            learning_rate,
            plateau_best,
            plateau_bad: plateau_bad as usize,
            stop_best,
            stop_bad: stop_bad as usize,
        })
    }

    /// Takes the validation loss of an epoch; returns `true` if this epoch was the last.
    pub fn step(&mut self, val_loss: f64, config: &TrainingConfig) -> bool {
        if val_loss < self.plateau_best * (1.0 - PLATEAU_THRESHOLD) {
            self.plateau_best = val_loss;
            self.plateau_bad = 0;
        } else {
            self.plateau_bad += 1;
        }
        if self.plateau_bad > config.plateau_patience {
            self.learning_rate *= config.plateau_factor;
            self.plateau_bad = 0;
        }
        if val_loss < self.stop_best {
            self.stop_best = val_loss;
            self.stop_bad = 0;
        } else {
            self.stop_bad += 1;
        }
        self.stop_bad >= config.stop_patience
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `torch.optim.lr_scheduler.ReduceLROnPlateau(opt, factor=.25, patience=3)` on these losses, lr after each step.
    #[test]
    fn the_step_size_falls_after_four_epochs_without_improvement() {
        let config = TrainingConfig::default();
        let mut schedule = Schedule::new(&config);
        let losses = [1.0, 0.9, 0.95, 0.92, 0.91, 0.93, 0.89];
        let rates: Vec<f64> = losses
            .iter()
            .map(|&loss| {
                schedule.step(loss, &config);
                schedule.learning_rate
            })
            .collect();
        assert_eq!(rates, [1e-3, 1e-3, 1e-3, 1e-3, 1e-3, 2.5e-4, 2.5e-4]);
    }

    #[test]
    fn training_stops_after_six_epochs_without_improvement() {
        let config = TrainingConfig::default();
        let mut schedule = Schedule::new(&config);
        assert!(!schedule.step(0.5, &config));
        let stops: Vec<bool> = (0..6).map(|_| schedule.step(0.5, &config)).collect();
        assert_eq!(stops, [false, false, false, false, false, true]);
    }
}
