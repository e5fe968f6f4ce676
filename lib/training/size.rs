//! How many networks train as one stack.
//!
//! On the CPU, network-epochs per second on one core of a busy machine (5400 images in batches of 200; `benches/training.rs`
//! measures it anywhere):
//!
//! | stack | 64-64 | 256-256 | 64×5 |
//! |---|---|---|---|
//! | 1 | 12.0 | 3.8 | 8.0 |
//! | 5 | 14.8 | 3.4 | 10.0 |
//! | 10 | 14.9 | 3.0 | 13.4 |
//! | 20 | 16.0 | 3.1 | 11.6 |
//!
//! Small networks gain from sharing batches, random numbers and calls, though hardly beyond ten members. Large ones lose,
//! since weights, gradient and moments of one (4.3 MB for 256-256) fill a core's cache: they train one by one on every core.
//! On a GPU, memory is the limit.

use crate::spec::{Architecture, RunSpec};
use std::process::Command;
use tch::Device;

/// Members of a stack of small networks on the CPU.
const CPU_STACK: usize = 10;
/// From this many parameters on a network is large; 64×5 has 67,530, 256-256 has 269,322.
const LARGE: u64 = 1 << 17;
/// From this width on a member's numbers do not depend, to the last bit, on the others in its stack, which resuming
/// relies on. Products of narrower matrices take paths in libtorch that depend on the number of members.
const INDEPENDENT_WIDTH: usize = 16;
/// How many images a stack evaluates at a time.
const EVALUATED: u64 = 1000;
/// The assumed free memory of a GPU that does not report it.
const UNKNOWN_MEMORY: u64 = 2 << 30;

/// The most networks like `spec` that should train together on `device`, `networks` of them in `jobs` workers.
pub fn stack_size(
    spec: &RunSpec,
    batch: usize,
    device: Device,
    networks: usize,
    jobs: usize,
) -> usize {
    let Architecture::Mlp { hidden } = &spec.architecture else {
        return 1; // Others train one at a time.
    };
    let widths = widths(spec, hidden);
    let most = match device {
        Device::Cuda(index) => {
            let free = free_memory(index).unwrap_or(UNKNOWN_MEMORY);
            members_in(free / jobs.max(1) as u64, bytes_per_member(&widths, batch))
        }
        _ if hidden.iter().any(|&width| width < INDEPENDENT_WIDTH) => 1,
        _ if parameters(&widths) >= LARGE => 1,
        _ => CPU_STACK,
    };
    // Every worker gets something.
    most.min(networks.div_ceil(jobs.max(1))).max(1)
}

/// Bytes of one more member: weights, gradient, two moments and three temporaries of Adam; for each image of a batch
/// activity, mask, mask's comparison, slope, delta and product of each layer; for each image of an evaluation activity
/// before and after the ReLU.
fn bytes_per_member(widths: &[u64], batch: usize) -> u64 {
    const FLOAT: u64 = 4;
    let units: u64 = widths[1..].iter().sum();
    FLOAT * (7 * parameters(widths) + 6 * batch as u64 * units + 2 * EVALUATED * units)
}

/// Sizes of the layers, from the input to the logits.
fn widths(spec: &RunSpec, hidden: &[usize]) -> Vec<u64> {
    let (input, classes) = (spec.dataset.input_len(), spec.dataset.classes());
    let widths = [&[input], hidden, &[classes]].concat();
    widths.iter().map(|&w| w as u64).collect()
}

fn parameters(widths: &[u64]) -> u64 {
    widths.windows(2).map(|w| w[1] * (w[0] + 1)).sum()
}

/// Members that fit into half of the free memory: the other half is for libtorch itself and its caches.
fn members_in(free: u64, per_member: u64) -> usize {
    (free / 2 / per_member).max(1) as usize
}

/// Free memory of a GPU in bytes, as reported by `nvidia-smi`; `None` if it is not.
fn free_memory(index: usize) -> Option<u64> {
    let output = Command::new("nvidia-smi")
        .args(["--query-gpu=memory.free", "--format=csv,noheader,nounits"])
        .arg(format!("--id={index}"))
        .output()
        .ok()?;
    parse_mebibytes(&String::from_utf8_lossy(&output.stdout))
}

fn parse_mebibytes(text: &str) -> Option<u64> {
    text.trim()
        .parse::<u64>()
        .ok()
        .map(|mebibytes| mebibytes << 20)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::DatasetName;

    fn spec(architecture: Architecture) -> RunSpec {
        RunSpec {
            architecture,
            ..RunSpec::new(DatasetName::Mnist, 0)
        }
    }

    #[test]
    fn every_worker_has_something_to_train() {
        let spec = spec(Architecture::mlp(&[64, 64]));
        let size = |networks, jobs| stack_size(&spec, 200, Device::Cpu, networks, jobs);
        assert_eq!(size(270, 2), CPU_STACK);
        assert_eq!(size(4, 2), 2);
        assert_eq!(size(1, 8), 1);
    }

    #[test]
    fn networks_that_company_would_change_train_alone() {
        for architecture in [
            Architecture::mlp(&[64, 8]),
            Architecture::cnn(&[64, 128, 256, 256]),
        ] {
            assert_eq!(stack_size(&spec(architecture), 200, Device::Cpu, 270, 2), 1);
        }
    }

    #[test]
    fn large_networks_train_one_by_one() {
        let size = |hidden: &[usize]| {
            stack_size(&spec(Architecture::mlp(hidden)), 200, Device::Cpu, 270, 2)
        };
        assert_eq!(size(&[256, 256]), 1);
        assert_eq!(size(&[64; 5]), CPU_STACK);
    }

    #[test]
    fn a_gpu_takes_as_many_as_fit_into_half_of_its_free_memory() {
        let bytes = bytes_per_member(&[784, 64, 64, 10], 200);
        // 55,050 parameters, 138 units.
        assert_eq!(bytes, 4 * (7 * 55_050 + 6 * 200 * 138 + 2000 * 138));
        assert_eq!(members_in(2 * 5 * bytes + 1, bytes), 5);
        assert_eq!(members_in(0, bytes), 1);
        assert!(members_in(8 << 30, bytes) > 270);
    }

    #[test]
    fn free_memory_reads_as_nvidia_smi_writes_it() {
        assert_eq!(parse_mebibytes("80995\n"), Some(80_995 << 20));
        assert_eq!(parse_mebibytes("[N/A]"), None);
        assert_eq!(parse_mebibytes(""), None);
    }
}
