//! How many networks train as one stack.
//!
//! On the CPU, one core a stack, seconds for one epoch of one network (glyphs, 5400 images in batches of 200; see
//! `benches/training.rs`):
//!
//! BENCH_TABLE
//!
//! Stacks are never slower than one network after the other on every core, since they share the batches and the random
//! numbers of dropout; beyond ten members nothing is gained. On a GPU the memory decides.

use crate::spec::{Architecture, RunSpec};
use std::process::Command;
use tch::Device;

/// Members of a stack on the CPU.
const CPU_STACK: usize = 10;
/// From this width on a member's numbers do not depend, to the last bit, on the others in its stack: what resuming
/// relies on. Products of narrower matrices take paths in libtorch that depend on the number of members.
const INDEPENDENT_WIDTH: usize = 16;
/// Images that a stack evaluates at a time.
const EVALUATED: u64 = 1000;
/// Free memory that is assumed of a GPU that does not say.
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
        return 1; // CNNs train one at a time.
    };
    let most = match device {
        Device::Cuda(index) => {
            let free = free_memory(index).unwrap_or(UNKNOWN_MEMORY);
            members_in(
                free / jobs.max(1) as u64,
                bytes_per_member(spec, hidden, batch),
            )
        }
        _ if hidden.iter().any(|&width| width < INDEPENDENT_WIDTH) => 1,
        _ => CPU_STACK,
    };
    // No worker goes without.
    most.min(networks.div_ceil(jobs.max(1))).max(1)
}

/// Bytes of one more member: weights, gradient, two moments and three temporaries of Adam; for each image of a batch
/// activity, mask, mask's comparison, slope, delta and product of each layer; for each image of an evaluation activity
/// before and after the ReLU.
fn bytes_per_member(spec: &RunSpec, hidden: &[usize], batch: usize) -> u64 {
    const FLOAT: u64 = 4;
    let widths: Vec<u64> = [
        &[spec.dataset.input_len()],
        hidden,
        &[spec.dataset.classes()],
    ]
    .concat()
    .iter()
    .map(|&w| w as u64)
    .collect();
    let parameters: u64 = widths.windows(2).map(|w| w[1] * (w[0] + 1)).sum();
    let units: u64 = widths[1..].iter().sum();
    FLOAT * (7 * parameters + 6 * batch as u64 * units + 2 * EVALUATED * units)
}

/// Members that fit into half of the free memory: the other half is for libtorch's own and for what it caches.
fn members_in(free: u64, per_member: u64) -> usize {
    (free / 2 / per_member).max(1) as usize
}

/// Free memory of a GPU in bytes, as `nvidia-smi` says; `None` where it does not.
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
    fn a_gpu_takes_as_many_as_fit_into_half_of_its_free_memory() {
        let spec = spec(Architecture::mlp(&[64, 64]));
        let bytes = bytes_per_member(&spec, &[64, 64], 200);
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
