//! How many images are processed together.
//!
//! A batch bounds memory and decides speed; results depend on it only through the order of sums. It follows the *kind* of
//! device (caches, total memory), never on what happens to be free at the moment, so that the same command gives the same
//! bytes on the same machine. If the device turns out to be too full, the work is done again with half the batch.

use super::AssociationError;
use crate::device;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use tch::Device;

/// How many numbers the largest intermediate tensor may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Batch {
    /// As suits the device.
    #[default]
    Adaptive,
    /// This many, or those of a single image if that has more.
    Numbers(usize),
}

/// What computes the associations of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Engine {
    /// Matrix products over activity and masks: fastest while a chunk stays in a core's cache.
    ClosedForm,
    /// Graphs of backward passes: fastest when large, because each has a fixed cost.
    Autograd,
}

/// Bytes of the largest kind of number in use, f64.
const NUMBER: u64 = 8;
/// The largest tensor may take this fraction of a device's memory, since there are a few of about its size.
const SHARE: u64 = 64;
/// The assumed size of a cache that cannot be queried.
const USUAL_CACHE: u64 = 1 << 20;
/// Bounds on what a reported size may lead to.
const FEWEST: u64 = 1 << 17;
const MOST_PRODUCTS: u64 = 1 << 22;
const MOST_GRAPHS: u64 = 1 << 25;
const MOST_ON_GPU: u64 = 1 << 28;

impl Batch {
    /// The numbers that this stands for on a device.
    pub(super) fn numbers(self, engine: Engine, device: Device) -> usize {
        match self {
            Self::Numbers(numbers) => numbers,
            Self::Adaptive if device == Device::Cpu => match engine {
                Engine::ClosedForm => within_cache(device::core_cache()),
                Engine::Autograd => within_memory(device::total_memory(device), MOST_GRAPHS),
            },
            Self::Adaptive => within_memory(device::total_memory(device), MOST_ON_GPU),
        }
    }
}

/// Twice a core's cache in single precision: the best of the sizes that `benches/associations.rs` compares.
fn within_cache(bytes: Option<u64>) -> usize {
    (bytes.unwrap_or(USUAL_CACHE) / 2).clamp(FEWEST, MOST_PRODUCTS) as usize
}

fn within_memory(bytes: Option<u64>, most: u64) -> usize {
    bytes.map_or(FEWEST, |bytes| (bytes / SHARE / NUMBER).clamp(FEWEST, most)) as usize
}

/// Runs `measure` with the numbers of `batch`, and with half as many each time the device runs out of memory.
pub(super) fn fitting<T>(
    batch: Batch,
    engine: Engine,
    device: Device,
    mut measure: impl FnMut(usize) -> Result<T, AssociationError>,
) -> Result<T, AssociationError> {
    let mut numbers = batch.numbers(engine, device);
    loop {
        // tch panics when libtorch reports an error; nothing outlives the attempt except what `measure` returns.
        match catch_unwind(AssertUnwindSafe(|| measure(numbers))) {
            Ok(result) => return result,
            Err(panic) if numbers > 1 && is_out_of_memory(&*panic) => numbers /= 2,
            // A user's own network may compute something that has no derivative.
            Err(panic) if engine == Engine::Autograd && reason_of_libtorch(&*panic).is_some() => {
                let reason = reason_of_libtorch(&*panic).unwrap_or_default();
                return Err(AssociationError::Libtorch { reason });
            }
            Err(panic) => resume_unwind(panic),
        }
    }
}

/// Libtorch's message, if a panic is tch's about an error of libtorch.
fn reason_of_libtorch(panic: &(dyn std::any::Any + Send)) -> Option<String> {
    let text = panic.downcast_ref::<String>()?;
    let said = text.split_once("value: Torch(\"")?.1;
    let first = said.split("\\n").next()?;
    Some(first.trim_end_matches("\")").to_owned())
}

fn is_out_of_memory(panic: &(dyn std::any::Any + Send)) -> bool {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    // CUDA's allocator and the CPU's, in libtorch's words.
    text.is_some_and(|t| t.contains("out of memory") || t.contains("can't allocate memory"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_follows_the_size_of_the_device() {
        let gib = 1u64 << 30;
        assert_eq!(within_cache(Some(1 << 20)), 1 << 19);
        assert_eq!(within_cache(Some(512 << 10)), 1 << 18);
        assert_eq!(within_memory(Some(8 * gib), MOST_GRAPHS), 1 << 24);
        assert_eq!(within_memory(Some(80 * gib), MOST_ON_GPU), 80 << 21);
        assert_eq!(Batch::Numbers(7).numbers(Engine::Autograd, Device::Cpu), 7);
    }

    #[test]
    fn a_full_device_gets_half_of_the_batch_until_it_fits() {
        let mut asked = Vec::new();
        let fits = fitting(
            Batch::Numbers(40),
            Engine::Autograd,
            Device::Cpu,
            |numbers| {
                asked.push(numbers);
                assert!(numbers <= 10, "CUDA out of memory. Tried to allocate");
                Ok(numbers)
            },
        );
        assert_eq!(fits, Ok(10));
        assert_eq!(asked, [40, 20, 10]);
    }

    #[test]
    #[should_panic(expected = "shapes do not match")]
    fn other_panics_are_not_swallowed() {
        let _ = fitting(Batch::Numbers(40), Engine::Autograd, Device::Cpu, |_| {
            panic!("shapes do not match")
        })
        .map(|never: usize| never);
    }
}
