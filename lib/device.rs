//! Choice of the device, and what libtorch needs before the first tensor.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;
use tch::{Cuda, Device, Tensor};

/// The version of libtorch: tch accepts this one and no other.
pub const LIBTORCH: &str = "2.11.0";

/// Why a device cannot be used: it is not there, or its name is unknown.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum DeviceError {
    #[error("unknown device `{found}`: expected auto, cpu, cuda or cuda:N")]
    Unknown { found: String },
    #[error(
        "device cuda:{index} was requested, but libtorch sees {count} CUDA devices \
         (a CPU-only libtorch sees none: `make setup TORCH=cuda` installs the other)"
    )]
    NoSuchCuda { index: usize, count: i64 },
}

/// Where to compute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DeviceChoice {
    /// The first GPU if there is one, otherwise the CPU.
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
    /// The named GPU is not one that libtorch sees.
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

/// The tensor on another device. It is copied to a GPU from pinned memory, without waiting: a copy from ordinary memory would
/// start only when the GPU has finished all earlier work.
pub(crate) fn upload(tensor: &Tensor, device: Device) -> Tensor {
    match device {
        Device::Cuda(_) => {
            let (pinned, kind) = (tensor.pin_memory(device), tensor.kind());
            pinned.to_device_(device, kind, true, false)
        }
        _ => tensor.to_device(device),
    }
}

/// Number of GPUs that libtorch sees.
pub(crate) fn cuda_devices() -> i64 {
    LazyLock::force(&CUDA_LIBRARY);
    Cuda::device_count()
}

/// The linker drops libtorch_cuda because no symbol of ours names it, and CUDA would silently be absent. Loading it by hand
/// registers it with libtorch; the handle is kept forever because libtorch keeps pointers into it.
static CUDA_LIBRARY: LazyLock<Option<libloading::os::unix::Library>> = LazyLock::new(|| {
    use libloading::os::unix::{Library, RTLD_GLOBAL, RTLD_NOW};
    // SAFETY: the library's initialisers are libtorch's own and may run at any time.
    unsafe { Library::open(Some("libtorch_cuda.so"), RTLD_NOW | RTLD_GLOBAL) }.ok()
});

/// Total memory of a device in bytes, as far as this process may use it; `None` if unknown.
pub(crate) fn total_memory(device: Device) -> Option<u64> {
    match device {
        Device::Cpu => memory_of_machine(),
        Device::Cuda(index) => memory_of_gpu(index),
        _ => None,
    }
}

/// Asks CUDA's runtime, which comes with libtorch, about a GPU.
fn memory_of_gpu(index: usize) -> Option<u64> {
    use libloading::os::unix::{Library, Symbol};
    if cuda_devices() <= index as i64 {
        return None;
    }
    let names = ["libcudart.so.13", "libcudart.so.12"];
    let (mut before, mut free, mut total) = (0i32, 0usize, 0usize);
    // SAFETY: the three functions have had these signatures in every version of the runtime; the pointers live on this
    // stack; the thread's current device is put back.
    let ok = unsafe {
        let library = names.iter().find_map(|name| Library::new(*name).ok())?;
        let get: Symbol<unsafe extern "C" fn(*mut i32) -> i32> =
            library.get(b"cudaGetDevice\0").ok()?;
        let set: Symbol<unsafe extern "C" fn(i32) -> i32> = library.get(b"cudaSetDevice\0").ok()?;
        let info: Symbol<unsafe extern "C" fn(*mut usize, *mut usize) -> i32> =
            library.get(b"cudaMemGetInfo\0").ok()?;
        let asked = get(&mut before) == 0 && set(index as i32) == 0;
        let told = asked && info(&mut free, &mut total) == 0;
        told && set(before) == 0
    };
    ok.then_some(total as u64)
}

/// The machine's memory, or the limit that a container sets below it.
fn memory_of_machine() -> Option<u64> {
    let info = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = info.lines().find_map(|l| l.strip_prefix("MemTotal:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    let limit = std::fs::read_to_string("/sys/fs/cgroup/memory.max").ok();
    let limit: Option<u64> = limit.and_then(|text| text.trim().parse().ok());
    Some(limit.unwrap_or(u64::MAX).min(kib << 10))
}

/// Bytes of the largest cache that a core does not share (level 2).
pub(crate) fn core_cache() -> Option<u64> {
    let path = "/sys/devices/system/cpu/cpu0/cache/index2/size";
    let text = std::fs::read_to_string(path).ok()?;
    let kib: u64 = text.trim().strip_suffix('K')?.parse().ok()?;
    Some(kib << 10)
}

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
    fn memory_is_told_of_devices_that_are_there() {
        let gib = total_memory(Device::Cpu).unwrap() >> 30;
        assert!((1..1 << 16).contains(&gib), "{gib} GiB");
        assert_eq!(total_memory(Device::Cuda(99)), None);
    }

    #[test]
    fn a_gpu_that_is_not_there_is_refused() {
        assert!(DeviceChoice::Cuda(99).resolve().is_err());
    }
}
