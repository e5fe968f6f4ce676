//! Fetching the public datasets: from several mirrors, continued where it broke off, verified, put in place whole.

mod checksum;
mod fetch;
#[cfg(test)]
mod server;
mod unpack;

use self::checksum::Checksum;
use super::{cifar, idx};
use crate::files::{IoContext, IoError};
use crate::spec::DatasetName;
use crate::workspace::Workspace;
use std::path::{Path, PathBuf};

/// What a download says of itself while it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event<'a> {
    /// `done` bytes of `file` are here, of `total` where the server says how many there are.
    Bytes {
        file: &'a str,
        done: u64,
        total: Option<u64>,
    },
    /// A mirror failed, or something else that a person may want to know.
    Note(&'a str),
}

/// A dataset that could not be fetched.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DownloadError {
    #[error(transparent)]
    Io(#[from] IoError),
    #[error("another process is downloading {}", path.display())]
    Busy { path: PathBuf },
    #[error(
        "{dataset} could not be downloaded:\n  {}\nTo fetch it by hand, put {} into {} and give this command again. The sources:\n  {}",
        attempts.join("\n  "), files.join(", "), folder.display(), sources.join("\n  ")
    )]
    Failed {
        dataset: DatasetName,
        /// Address and reason of each try.
        attempts: Vec<String>,
        /// The files that are wanted.
        files: Vec<String>,
        /// Where they belong.
        folder: PathBuf,
        /// Addresses of the folders that are known to hold them.
        sources: Vec<String>,
    },
    #[error("{}: expected the file {expected} in it, found none", archive.display())]
    Incomplete {
        archive: PathBuf,
        expected: &'static str,
    },
}

/// A file that every mirror of a dataset serves.
#[derive(Debug, Clone, Copy)]
struct Remote {
    file: &'static str,
    checksum: Checksum,
}

const MNIST: [Remote; 4] = [
    Remote {
        file: "train-images-idx3-ubyte.gz",
        checksum: Checksum::Gunzipped(
            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        ),
    },
    Remote {
        file: "train-labels-idx1-ubyte.gz",
        checksum: Checksum::Gunzipped(
            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        ),
    },
    Remote {
        file: "t10k-images-idx3-ubyte.gz",
        checksum: Checksum::Gunzipped(
            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        ),
    },
    Remote {
        file: "t10k-labels-idx1-ubyte.gz",
        checksum: Checksum::Gunzipped(
            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
        ),
    },
];
const MNIST_MIRRORS: [&str; 2] = [
    "https://ossci-datasets.s3.amazonaws.com/mnist",
    "https://storage.googleapis.com/cvdf-datasets/mnist",
];

const CIFAR10: Remote = Remote {
    file: "cifar-10-binary.tar.gz",
    checksum: Checksum::File("c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"),
};
const CIFAR10_MIRRORS: [&str; 1] = ["https://www.cs.toronto.edu/~kriz"];

/// Fetches what is missing of a dataset into `workspace.downloads()/<name>`. What is there already is not touched.
///
/// `mirrors` are addresses of folders that hold the dataset's files; where there are none, the public ones are tried
/// in turn. A file that broke off is continued, by this call or the next. A file takes its place when it is whole and
/// its checksum is right, never before.
///
/// # Errors
/// No mirror has the right file (the message says what to fetch by hand and where to put it), another process is
/// downloading it, or the folder cannot be written.
pub fn download(
    dataset: DatasetName,
    workspace: &Workspace,
    mirrors: &[String],
    notify: &mut dyn FnMut(Event<'_>),
) -> Result<(), DownloadError> {
    let public: &[&str] = match dataset {
        DatasetName::Glyphs => return Ok(()),
        DatasetName::Mnist => &MNIST_MIRRORS,
        DatasetName::Cifar10 => &CIFAR10_MIRRORS,
    };
    let missing = missing(dataset, workspace);
    let folder = workspace.downloads().join(dataset.name());
    std::fs::create_dir_all(&folder).at("create", &folder)?;
    let mirrors: Vec<String> = if mirrors.is_empty() {
        public.iter().map(|&m| m.to_owned()).collect()
    } else {
        mirrors.to_vec()
    };
    for (index, remote) in missing.iter().enumerate() {
        let found = fetch::fetch(remote, &mirrors, &folder, notify)?;
        found.map_err(|attempts| DownloadError::Failed {
            dataset,
            attempts,
            files: missing[index..].iter().map(|r| r.file.to_owned()).collect(),
            folder: folder.clone(),
            sources: public.iter().map(|&m| m.to_owned()).collect(),
        })?;
        if dataset == DatasetName::Cifar10 {
            let files: Vec<&'static str> = cifar::TRAIN.into_iter().chain([cifar::TEST]).collect();
            unpack::unpack(&folder.join(remote.file), cifar::FOLDER, &files)?;
        }
    }
    Ok(())
}

/// The files to fetch of a dataset.
fn missing(dataset: DatasetName, workspace: &Workspace) -> Vec<Remote> {
    let has = |file: &str| workspace.find_data(dataset.name(), file).is_some();
    match dataset {
        DatasetName::Glyphs => Vec::new(),
        DatasetName::Mnist => {
            let there = |file: &str| idx::FOLDERS.iter().any(|f| has(&format!("{f}{file}")));
            let absent = |r: &Remote| !there(r.file) && !there(r.file.trim_end_matches(".gz"));
            MNIST.into_iter().filter(absent).collect()
        }
        DatasetName::Cifar10 => {
            let mut files = cifar::TRAIN.into_iter().chain([cifar::TEST]);
            let whole = files.all(|f| has(&format!("{}/{f}", cifar::FOLDER)) || has(f));
            if whole { Vec::new() } else { vec![CIFAR10] }
        }
    }
}

/// The name of a file that is not whole yet.
fn part_of(target: &Path) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}
