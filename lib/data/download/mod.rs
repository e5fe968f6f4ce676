//! Fetching the public datasets: from several mirrors, resumed after interruptions, verified, put in place whole.

mod checksum;
mod fetch;
#[cfg(test)]
mod server;
mod unpack;

use super::find;
use super::sources::{Download, Packed, Remote, source};
use crate::files::{IoContext, IoError};
use crate::spec::DatasetName;
use crate::workspace::Workspace;
use std::path::{Path, PathBuf};

/// What a download reports while it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event<'a> {
    /// `done` bytes of `file` are here, of `total` if the server says how many there are.
    Bytes {
        file: &'a str,
        done: u64,
        total: Option<u64>,
    },
    /// A mirror failed, or something else happened that a person may want to know.
    Note(&'a str),
}

/// Why a dataset could not be fetched.
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
        /// Address and reason of each attempt.
        attempts: Vec<String>,
        /// The files that are needed.
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

/// Fetches the missing files of a dataset into `workspace.downloads()/<name>`. Files that are there already are not touched.
///
/// `mirrors` are addresses of folders that hold the dataset's files; if there are none, the public ones are tried in
/// turn. An interrupted file is resumed, by this call or the next. A file is put in its place only when it is complete
/// and its checksum is right.
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
    let Some(Download {
        mirrors: public,
        packed,
        ..
    }) = source(dataset).map(|source| source.download)
    else {
        return Ok(()); // the user's own
    };
    let missing = missing(dataset, workspace);
    if missing.is_empty() {
        return Ok(());
    }
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
        if let Some(Packed {
            folder: inside,
            files,
        }) = packed
        {
            unpack::unpack(&folder.join(remote.file), inside, files)?;
        }
    }
    Ok(())
}

/// The files to fetch of a dataset.
fn missing(dataset: DatasetName, workspace: &Workspace) -> Vec<Remote> {
    let has = |file: &str| find(dataset, workspace, file).is_some();
    let Some(download) = source(dataset).map(|source| source.download) else {
        return Vec::new();
    };
    if let Some(Packed { folder, files }) = download.packed {
        let mut files = files.iter();
        let whole = files.all(|f| has(&format!("{folder}/{f}")) || has(f));
        return if whole {
            Vec::new()
        } else {
            download.files.to_vec()
        };
    }
    let absent = |r: &&Remote| !has(r.file) && !has(r.file.trim_end_matches(".gz"));
    download.files.iter().filter(absent).copied().collect()
}

/// The name of a file that is not complete yet.
fn part_of(target: &Path) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}
