//! Zip archives of the plainest kind.

/// A zip archive in which nothing is compressed (PKWARE's APPNOTE 4.3).
pub fn zip(entries: &[(String, &[u8])]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in entries {
        let begin = file.len() as u32;
        let size = bytes.len() as u32;
        // Version, flags, method, time, date; checksum, both sizes; lengths of name and extra field.
        let mut header = vec![20u8, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        for number in [crc32fast::hash(bytes), size, size] {
            header.extend(number.to_le_bytes());
        }
        header.extend((name.len() as u16).to_le_bytes());
        header.extend([0, 0]);
        file.extend([b"PK\x03\x04", &header[..], name.as_bytes(), bytes].concat());
        // Comment, disk, attributes, then where the entry begins.
        let place = [&[0; 10][..], &begin.to_le_bytes()].concat();
        directory.extend([b"PK\x01\x02\x14\0", &header[..], &place, name.as_bytes()].concat());
    }
    let count = (entries.len() as u16).to_le_bytes();
    let (size, begin) = (directory.len() as u32, file.len() as u32);
    file.extend(directory);
    file.extend([b"PK\x05\x06\0\0\0\0", &count[..], &count].concat());
    file.extend([size.to_le_bytes(), begin.to_le_bytes()].concat());
    file.extend([0, 0]);
    file
}

/// Names and bytes of the entries of an archive in which nothing is compressed.
pub fn unzip(file: &[u8]) -> Vec<(String, &[u8])> {
    let number = |at: usize, width: usize| {
        file[at..at + width]
            .iter()
            .rev()
            .fold(0usize, |n, &byte| n << 8 | usize::from(byte))
    };
    let end = file.len() - 22; // no comment
    let (count, mut at) = (number(end + 10, 2), number(end + 16, 4));
    let mut entries = Vec::new();
    for _ in 0..count {
        let name_len = number(at + 28, 2);
        let name = String::from_utf8_lossy(&file[at + 46..at + 46 + name_len]).into_owned();
        let local = number(at + 42, 4);
        let begin = local + 30 + number(local + 26, 2) + number(local + 28, 2);
        entries.push((name, &file[begin..begin + number(at + 24, 4)]));
        at += 46 + name_len + number(at + 30, 2) + number(at + 32, 2);
    }
    entries
}
