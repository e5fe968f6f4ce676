//! Choice of the device, and what libtorch has to be told before the first tensor.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;
use tch::{Cuda, Device};

/// The version of libtorch: tch accepts this one and no other.
pub const LIBTORCH: &str = "2.11.0";

/// A device that is asked for and not there, or a name that is none.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum DeviceError {
    #[error("unknown device `{found}`: expected auto, cpu, cuda or cuda:N")]
    Unknown { found: String },
    #[error(
        "device cuda:{index} was asked for, but libtorch sees {count} CUDA devices \
         (a CPU-only libtorch sees none: `make setup TORCH=cuda` installs the other)"
    )]
    NoSuchCuda { index: usize, count: i64 },
}

/// Where to compute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DeviceChoice {
    /// The first GPU where there is one, the CPU otherwise.
    #[default]
    Auto,
    /// The CPU.
    Cpu,
    /// One GPU by its index.
    Cuda(usize),
}

impl FromStr for DeviceChoice {
    type Err = DeviceError;
    fn from_str(text: &str) -> Result<Self, DeviceError> {
        let unknown = || DeviceError::Unknown {
            found: text.to_owned(),
        };
        match text {
            "auto" => Ok(Self::Auto),
            "cpu" => Ok(Self::Cpu),
            "cuda" => Ok(Self::Cuda(0)),
            _ => text
                .strip_prefix("cuda:")
                .and_then(|index| index.parse().ok())
                .map(Self::Cuda)
                .ok_or_else(unknown),
        }
    }
}

impl fmt::Display for DeviceChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Auto => f.write_str("auto"),
            Self::Cpu => f.write_str("cpu"),
            Self::Cuda(index) => write!(f, "cuda:{index}"),
        }
    }
}

impl DeviceChoice {
    /// The device itself.
    ///
    /// # Errors
    /// A GPU was named that libtorch does not see.
    pub fn resolve(self) -> Result<Device, DeviceError> {
        let count = cuda_devices();
        match self {
            Self::Cpu => Ok(Device::Cpu),
            Self::Auto if count == 0 => Ok(Device::Cpu),
            Self::Auto => Ok(Device::Cuda(0)),
            Self::Cuda(index) if (index as i64) < count => Ok(Device::Cuda(index)),
            Self::Cuda(index) => Err(DeviceError::NoSuchCuda { index, count }),
        }
    }
}

/// Number of GPUs that libtorch sees.
pub fn cuda_devices() -> i64 {
    LazyLock::force(&CUDA_LIBRARY);
    Cuda::device_count()
}

/// The linker drops libtorch_cuda, which no symbol of ours names, and CUDA would be absent without a word. Loading it
/// by hand registers it with libtorch; the handle is kept for ever since libtorch keeps pointers into it.
static CUDA_LIBRARY: LazyLock<Option<libloading::os::unix::Library>> = LazyLock::new(|| {
    use libloading::os::unix::{Library, RTLD_GLOBAL, RTLD_NOW};
    // SAFETY: the library's initialisers are libtorch's own and may run at any time.
    unsafe { Library::open(Some("libtorch_cuda.so"), RTLD_NOW | RTLD_GLOBAL) }.ok()
});

/// One line for a first cell or a log: device, threads, GPUs seen.
pub fn describe(device: Device) -> String {
    match device {
        Device::Cpu => format!(
            "device cpu · {} libtorch threads · {} CUDA devices",
            tch::get_num_threads(),
            cuda_devices()
        ),
        Device::Cuda(index) => format!("device cuda:{index} of {}", cuda_devices()),
        other => format!("device {other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn device_names_read_as_people_write_them() {
        assert_eq!("cuda:1".parse(), Ok(DeviceChoice::Cuda(1)));
        assert_eq!("cuda".parse(), Ok(DeviceChoice::Cuda(0)));
        assert!("gpu".parse::<DeviceChoice>().is_err());
        assert!("cuda:".parse::<DeviceChoice>().is_err());
    }

    #[test]
    fn a_gpu_that_is_not_there_is_refused() {
        assert!(DeviceChoice::Cuda(99).resolve().is_err());
    }
}
