//! Files from a tar archive, each put in place whole.

use super::DownloadError;
use crate::files::IoContext;
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// Takes the `files` that lie in `folder` of the archive into `folder` beside it, and removes the archive. A file that
/// is there already stays.
pub(super) fn unpack(
    archive: &Path,
    folder: &'static str,
    files: &[&'static str],
) -> Result<(), DownloadError> {
    let beside = archive.parent().unwrap_or(Path::new("."));
    let scratch = tempfile::Builder::new()
        .prefix(".unpacking-")
        .tempdir_in(beside)
        .at("create a folder in", beside)?;
    let packed = BufReader::new(File::open(archive).at("read", archive)?);
    let mut tar = tar::Archive::new(MultiGzDecoder::new(packed));
    for entry in tar.entries().at("read", archive)? {
        let mut entry = entry.at("read", archive)?;
        let path = entry.path().at("read", archive)?.into_owned();
        let Some(file) = files.iter().find(|f| path == Path::new(folder).join(f)) else {
            continue;
        };
        // A link of that name, wherever it leads, is not the file.
        if !entry.header().entry_type().is_file() {
            continue;
        }
        let place = scratch.path().join(file);
        let mut unpacked = File::create(&place).at("create", &place)?;
        std::io::copy(&mut entry, &mut unpacked).at("unpack", archive)?;
        unpacked.sync_all().at("write", &place)?;
    }
    if let Some(expected) = files.iter().find(|f| !scratch.path().join(f).is_file()) {
        return Err(DownloadError::Incomplete {
            archive: archive.to_owned(),
            expected,
        });
    }
    let target = beside.join(folder);
    std::fs::create_dir_all(&target).at("create", &target)?;
    for file in files {
        let place = target.join(file);
        if !place.exists() {
            std::fs::rename(scratch.path().join(file), &place).at("write", &place)?;
        }
    }
    std::fs::remove_file(archive).at("remove", archive)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;

    fn pack(archive: &Path, files: &[(&str, &[u8])]) {
        let encoder = GzEncoder::new(File::create(archive).unwrap(), Compression::fast());
        let mut tar = tar::Builder::new(encoder);
        for (name, content) in files {
            let mut header = tar::Header::new_gnu();
            header.set_size(content.len() as u64);
            header.set_mode(0o644);
            tar.append_data(&mut header, name, *content).unwrap();
        }
        tar.into_inner().unwrap().finish().unwrap();
    }

    #[test]
    fn the_wanted_files_come_out_and_what_was_there_stays() {
        let folder = tempfile::tempdir().unwrap();
        let archive = folder.path().join("a.tar.gz");
        pack(
            &archive,
            &[
                ("in/a.bin", b"new a"),
                ("in/b.bin", b"new b"),
                ("in/readme", b"no"),
                ("a.bin", b"no"),
            ],
        );
        std::fs::create_dir(folder.path().join("in")).unwrap();
        std::fs::write(folder.path().join("in/a.bin"), b"old a").unwrap();
        unpack(&archive, "in", &["a.bin", "b.bin"]).unwrap();
        let read = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
        assert_eq!([read("in/a.bin"), read("in/b.bin")], [b"old a", b"new b"]);
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(left.len(), 1, "{left:?}");
    }

    #[test]
    fn links_and_paths_out_of_the_folder_are_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("data");
        std::fs::create_dir(&inside).unwrap();
        std::fs::write(folder.path().join("secret"), b"secret").unwrap();
        let archive = inside.join("a.tar.gz");
        let mut tar = tar::Builder::new(GzEncoder::new(
            File::create(&archive).unwrap(),
            Compression::fast(),
        ));
        let mut link = tar::Header::new_gnu();
        link.set_entry_type(tar::EntryType::Symlink);
        link.set_size(0);
        tar.append_link(&mut link, "in/a.bin", "../../secret")
            .unwrap();
        let mut outside = tar::Header::new_gnu();
        outside.set_size(4);
        outside.as_gnu_mut().unwrap().name[..9].copy_from_slice(b"../secret");
        outside.set_cksum();
        tar.append(&outside, &b"evil"[..]).unwrap();
        tar.into_inner().unwrap().finish().unwrap();
        let error = unpack(&archive, "in", &["a.bin"]).unwrap_err().to_string();
        assert!(error.contains("a.bin"), "{error}");
        let secret = std::fs::read(folder.path().join("secret")).unwrap();
        assert_eq!(secret, b"secret");
        assert!(!inside.join("in").exists());
    }

    #[test]
    fn half_an_archive_is_named_and_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let archive = folder.path().join("a.tar.gz");
        let noise: Vec<u8> = (0..100_000u32)
            .map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8)
            .collect();
        pack(&archive, &[("in/a.bin", b"a"), ("in/b.bin", &noise)]);
        let whole = std::fs::read(&archive).unwrap();
        std::fs::write(&archive, &whole[..whole.len() / 2]).unwrap();
        let error = unpack(&archive, "in", &["a.bin", "b.bin"])
            .unwrap_err()
            .to_string();
        assert!(error.contains("a.tar.gz"), "{error}");
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(left.len(), 1, "{left:?}");
    }

    #[test]
    fn an_archive_that_lacks_a_file_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let archive = folder.path().join("a.tar.gz");
        pack(&archive, &[("in/a.bin", b"a")]);
        let error = unpack(&archive, "in", &["a.bin", "b.bin"])
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("a.tar.gz") && error.contains("b.bin"),
            "{error}"
        );
        assert!(archive.is_file() && !folder.path().join("in").exists());
    }
}
