//! One file from one of several mirrors.

use super::checksum::verify;
use super::{DownloadError, Event, part_of};
use crate::data::sources::Remote;
use crate::files::IoContext;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;
use ureq::http::Response;
use ureq::http::header::{CONTENT_LENGTH, CONTENT_RANGE, HeaderName, RANGE};
use ureq::{Agent, Body};

/// A connection that is silent for this long is given up, and continued by a new one.
const SILENCE: Duration = Duration::from_secs(30);
/// The most connections to one mirror that each deliver something.
const TRIES: usize = 20;
const BUFFER: usize = 1 << 16;

/// Fetches `remote` into `folder`; the inner error lists address and reason of each mirror that failed.
pub(super) fn fetch(
    remote: &Remote,
    mirrors: &[String],
    folder: &Path,
    notify: &mut dyn FnMut(Event<'_>),
) -> Result<Result<(), Vec<String>>, DownloadError> {
    let target = folder.join(remote.file);
    let mut part = Part::open(&target)?;
    if target.is_file() {
        // Put there by hand, or by an earlier call that was interrupted.
        return Ok(verify(&target, remote.checksum).map_err(|reason| {
            vec![format!(
                "{}: {reason}; remove it to fetch it again",
                target.display()
            )]
        }));
    }
    let agent = Agent::config_builder()
        .timeout_connect(Some(SILENCE))
        .timeout_recv_response(Some(SILENCE))
        .timeout_per_read(Some(SILENCE))
        .http_status_as_error(false)
        .build()
        .new_agent();
    let mut attempts = Vec::new();
    for mirror in mirrors {
        let url = format!("{}/{}", mirror.trim_end_matches('/'), remote.file);
        match part.fill(&agent, &url, remote, notify) {
            Ok(()) => {
                part.put_in_place(&target)?;
                return Ok(Ok(()));
            }
            Err(Trouble::Here(error)) => return Err(error),
            Err(Trouble::There(reason)) => {
                let attempt = format!("{url}: {reason}");
                notify(Event::Note(&attempt));
                attempts.push(attempt);
            }
        }
    }
    Ok(Err(attempts))
}

/// Why a mirror's file was not fetched.
enum Trouble {
    /// This machine: no mirror helps.
    Here(DownloadError),
    /// The mirror, or the way to it.
    There(String),
}

impl From<DownloadError> for Trouble {
    fn from(error: DownloadError) -> Self {
        Self::Here(error)
    }
}

/// A file that grows; one process at a time holds it.
struct Part {
    path: PathBuf,
    file: File,
}

impl Part {
    fn open(target: &Path) -> Result<Self, DownloadError> {
        let path = part_of(target);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let file = options.open(&path).at("create", &path)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { path, file }),
            Err(TryLockError::WouldBlock) => Err(DownloadError::Busy {
                path: target.to_owned(),
            }),
            Err(TryLockError::Error(source)) => Err(source).at("lock", &path)?,
        }
    }

    /// Completes the file from one address and verifies it.
    fn fill(
        &mut self,
        agent: &Agent,
        url: &str,
        remote: &Remote,
        notify: &mut dyn FnMut(Event<'_>),
    ) -> Result<(), Trouble> {
        // Bytes from another mirror or an earlier call may belong to a different file.
        let mut foreign = self.len()? > 0;
        for _ in 0..TRIES {
            let before = self.len()?;
            match self.transfer(agent, url, remote.file, notify) {
                Ok(()) => match verify(&self.path, remote.checksum) {
                    Ok(()) => return Ok(()),
                    Err(reason) => {
                        self.cut_to(0)?;
                        if !foreign {
                            return Err(Trouble::There(reason));
                        }
                        foreign = false;
                    }
                },
                Err(Trouble::There(reason)) if self.len()? > before => {
                    notify(Event::Note(&format!("{url}: {reason}; continuing")));
                }
                Err(trouble) => return Err(trouble),
            }
        }
        Err(Trouble::There(format!("broke off {TRIES} times")))
    }

    /// One request: appends what is missing, or starts again where the server cannot continue.
    fn transfer(
        &mut self,
        agent: &Agent,
        url: &str,
        name: &str,
        notify: &mut dyn FnMut(Event<'_>),
    ) -> Result<(), Trouble> {
        let mut done = self.len()?;
        let mut request = agent.get(url);
        if done > 0 {
            request = request.header(RANGE, format!("bytes={done}-"));
        }
        let response = request.call().map_err(|e| Trouble::There(e.to_string()))?;
        match response.status().as_u16() {
            200 => done = 0,
            206 if range_start(&response) == Some(done) => {}
            // Everything that the server has is already here; the checksum tells whether it is right.
            416 if done > 0 => return Ok(()),
            _ => {
                return Err(Trouble::There(format!(
                    "the server answered {}",
                    response.status()
                )));
            }
        }
        self.cut_to(done)?;
        let total = number(&response, CONTENT_LENGTH).map(|rest| done + rest);
        let mut body = response.into_body().into_reader();
        let mut buffer = vec![0; BUFFER];
        loop {
            notify(Event::Bytes {
                file: name,
                done,
                total,
            });
            let read = body
                .read(&mut buffer)
                .map_err(|e| Trouble::There(e.to_string()))?;
            if read == 0 {
                return Ok(());
            }
            self.file
                .write_all(&buffer[..read])
                .at("write", &self.path)
                .map_err(DownloadError::from)?;
            done += read as u64;
        }
    }

    fn len(&self) -> Result<u64, DownloadError> {
        Ok(self.file.metadata().at("read", &self.path)?.len())
    }

    /// Drops everything beyond `bytes`, and continues writing from there.
    fn cut_to(&mut self, bytes: u64) -> Result<(), DownloadError> {
        self.file.set_len(bytes).at("write", &self.path)?;
        self.file
            .seek(SeekFrom::Start(bytes))
            .at("write", &self.path)?;
        Ok(())
    }

    fn put_in_place(&self, target: &Path) -> Result<(), DownloadError> {
        self.file.sync_all().at("write", &self.path)?;
        std::fs::rename(&self.path, target).at("write", target)?;
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // Nothing came: nothing to continue.
        if self.file.metadata().is_ok_and(|m| m.len() == 0) {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

fn number(response: &Response<Body>, header: HeaderName) -> Option<u64> {
    response.headers().get(header)?.to_str().ok()?.parse().ok()
}

/// The first byte of a partial answer: `bytes 100-199/200`.
fn range_start(response: &Response<Body>) -> Option<u64> {
    let text = response.headers().get(CONTENT_RANGE)?.to_str().ok()?;
    text.strip_prefix("bytes ")?.split('-').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::checksum::sha256;
    use super::super::server::Server;
    use super::*;
    use crate::data::sources::Checksum;

    const FILE: &str = "images.gz";

    fn content() -> Vec<u8> {
        (0..100_000u32)
            .map(|i| (i.wrapping_mul(i) % 251) as u8)
            .collect()
    }

    fn remote(content: &[u8]) -> Remote {
        let hash = sha256(content).unwrap().leak();
        Remote {
            file: FILE,
            checksum: Checksum::File(hash),
        }
    }

    /// Fetches from these mirrors of one server; returns the result and the requests.
    fn fetch_from(ways: &[&str], folder: &Path) -> (Result<(), Vec<String>>, Vec<String>) {
        let server = Server::new(content());
        let mirrors: Vec<String> = ways.iter().map(|way| server.mirror(way)).collect();
        let outcome = fetch(&remote(&content()), &mirrors, folder, &mut |_| {}).unwrap();
        (outcome, server.requests())
    }

    /// Names of the files in the folder, and whether the expected one is right.
    fn left(folder: &Path) -> (Vec<String>, bool) {
        let name = |e: std::io::Result<std::fs::DirEntry>| e.unwrap().file_name();
        let names = std::fs::read_dir(folder).unwrap().map(name);
        let names = names.map(|n| n.to_string_lossy().into_owned()).collect();
        let right = std::fs::read(folder.join(FILE)).is_ok_and(|c| c == content());
        (names, right)
    }

    #[test]
    fn a_file_comes_whole_and_says_how_far_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let server = Server::new(content());
        let mut last = None;
        let mut notify = |event: Event<'_>| {
            if let Event::Bytes { done, total, .. } = event {
                assert!(last.is_none_or(|(before, _)| before <= done));
                last = Some((done, total));
            }
        };
        let mirrors = [server.mirror("good")];
        let outcome = fetch(&remote(&content()), &mirrors, folder.path(), &mut notify).unwrap();
        assert_eq!(outcome, Ok(()));
        assert_eq!(last, Some((100_000, Some(100_000))));
        assert_eq!(left(folder.path()), (vec![FILE.to_owned()], true));
    }

    #[test]
    fn a_transfer_that_breaks_off_is_continued_from_the_byte_that_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let (outcome, requests) = fetch_from(&["cut"], folder.path());
        assert_eq!(outcome, Ok(()));
        assert!(left(folder.path()).1);
        assert_eq!(requests[..3], ["cut 0", "cut 50000", "cut 75000"]);
    }

    #[test]
    fn what_an_earlier_call_downloaded_is_not_fetched_again() {
        let folder = tempfile::tempdir().unwrap();
        let part = folder.path().join("images.gz.part");
        std::fs::write(&part, &content()[..70_000]).unwrap();
        let (outcome, requests) = fetch_from(&["good"], folder.path());
        assert_eq!((outcome, requests), (Ok(()), vec!["good 70000".to_owned()]));
        assert!(left(folder.path()).1);
        // Everything was done but the rename.
        std::fs::rename(folder.path().join(FILE), &part).unwrap();
        let (outcome, requests) = fetch_from(&["good"], folder.path());
        assert_eq!(
            (outcome, requests),
            (Ok(()), vec!["good 100000".to_owned()])
        );
        assert!(left(folder.path()).1);
    }

    #[test]
    fn a_part_of_another_file_is_thrown_away() {
        let folder = tempfile::tempdir().unwrap();
        for part in [vec![1; 70_000], vec![1; 300_000]] {
            std::fs::write(folder.path().join("images.gz.part"), &part).unwrap();
            let (outcome, requests) = fetch_from(&["good"], folder.path());
            assert_eq!(outcome, Ok(()));
            assert_eq!(
                requests,
                [format!("good {}", part.len()), "good 0".to_owned()]
            );
            assert!(left(folder.path()).1);
            std::fs::remove_file(folder.path().join(FILE)).unwrap();
        }
    }

    #[test]
    fn a_server_without_ranges_starts_again() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("images.gz.part"), vec![1; 70_000]).unwrap();
        let (outcome, requests) = fetch_from(&["norange"], folder.path());
        assert_eq!(
            (outcome, requests),
            (Ok(()), vec!["norange 70000".to_owned()])
        );
        assert!(left(folder.path()).1);
    }

    #[test]
    fn the_next_mirror_helps_where_one_is_wrong_or_gone() {
        let folder = tempfile::tempdir().unwrap();
        let (outcome, requests) = fetch_from(&["gone", "wrong", "good"], folder.path());
        assert_eq!(outcome, Ok(()));
        assert_eq!(requests, ["gone 0", "wrong 0", "good 0"]);
        assert_eq!(left(folder.path()), (vec![FILE.to_owned()], true));
    }

    #[test]
    fn a_redirect_is_followed_on_the_network_only_and_its_content_is_verified() {
        let folder = tempfile::tempdir().unwrap();
        let (outcome, requests) = fetch_from(&["local", "moved"], folder.path());
        assert_eq!(outcome, Ok(()));
        // The network is asked again until the limit of tries; no file of this machine is read.
        let (local, network) = requests.split_at(requests.len() - 2);
        assert!(local.iter().all(|request| request == "local 0"));
        assert_eq!(network, ["moved 0", "good 0"]);
        assert_eq!(left(folder.path()), (vec![FILE.to_owned()], true));
    }

    #[test]
    fn without_a_good_mirror_every_reason_is_listed_and_nothing_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let (outcome, _) = fetch_from(&["gone", "wrong"], folder.path());
        let attempts = outcome.unwrap_err();
        assert!(attempts[0].contains("/gone/images.gz") && attempts[0].contains("404"));
        assert!(attempts[1].contains("/wrong/images.gz: wrong content: expected SHA-256"));
        assert_eq!(left(folder.path()).0, Vec::<String>::new());
        // A port where nobody listens.
        let mirrors = ["http://127.0.0.1:1".to_owned()];
        let outcome = fetch(&remote(&content()), &mirrors, folder.path(), &mut |_| {}).unwrap();
        assert!(outcome.unwrap_err()[0].starts_with("http://127.0.0.1:1/images.gz: "));
        assert_eq!(left(folder.path()).0, Vec::<String>::new());
    }

    #[test]
    fn two_processes_do_not_write_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let _other = Part::open(&folder.path().join(FILE)).unwrap();
        let error = fetch(&remote(&content()), &[], folder.path(), &mut |_| {}).unwrap_err();
        assert!(error.to_string().contains("another process"), "{error}");
    }
}
