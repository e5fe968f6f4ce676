//! Readers of matrices and memberships: what they read, what they refuse, and that damage is an error, not a panic.

use ndarray::Array2;
use proptest::prelude::*;
use std::path::PathBuf;
use updown::checkpoint::{TensorData, write_tensors};
use updown::matrices::{read_adjacency, read_matrix, read_membership};

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

/// A `.npy` file of f64 as NumPy writes it.
fn npy(matrix: &Array2<f64>, fortran: bool) -> Vec<u8> {
    let (rows, columns) = matrix.dim();
    let order = if fortran { "True" } else { "False" };
    let dictionary =
        format!("{{'descr': '<f8', 'fortran_order': {order}, 'shape': ({rows}, {columns}), }}");
    let header = format!("{dictionary:<117}\n");
    let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
    bytes.extend((header.len() as u16).to_le_bytes());
    bytes.extend(header.bytes());
    let values: Vec<f64> = if fortran {
        matrix.t().iter().copied().collect()
    } else {
        matrix.iter().copied().collect()
    };
    bytes.extend(values.iter().flat_map(|v| v.to_le_bytes()));
    bytes
}

fn csv(matrix: &Array2<f64>) -> Vec<u8> {
    let rows = matrix.rows().into_iter().map(|row| {
        let fields: Vec<String> = row.iter().map(f64::to_string).collect();
        fields.join(",") + "\n"
    });
    rows.collect::<String>().into_bytes()
}

fn safetensors(folder: &Folder, matrix: &Array2<f64>) -> Vec<u8> {
    let path = folder.0.path().join("written.safetensors");
    let tensors = [("a/0".to_owned(), TensorData::from_matrix(matrix))];
    write_tensors(&path, &tensors.into()).unwrap();
    std::fs::read(path).unwrap()
}

/// The same matrix in every format.
fn files(folder: &Folder, matrix: &Array2<f64>) -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("c.npy", npy(matrix, false)),
        ("fortran.npy", npy(matrix, true)),
        ("m.csv", csv(matrix)),
        ("m.safetensors", safetensors(folder, matrix)),
    ]
}

fn matrices() -> impl Strategy<Value = Array2<f64>> {
    (1usize..6, 1usize..6).prop_flat_map(|(rows, columns)| {
        prop::collection::vec(-1e6f64..1e6, rows * columns)
            .prop_map(move |values| Array2::from_shape_vec((rows, columns), values).unwrap())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_format_gives_the_matrix_back(matrix in matrices()) {
        let folder = Folder::new();
        for (name, bytes) in files(&folder, &matrix) {
            prop_assert_eq!(&read_matrix(&folder.file(name, &bytes), None).unwrap(), &matrix, "{}", name);
        }
    }

    #[test]
    fn truncated_files_are_refused(matrix in matrices(), share in 0.0f64..1.0) {
        let folder = Folder::new();
        for (name, bytes) in files(&folder, &matrix).into_iter().filter(|(name, _)| *name != "m.csv") {
            let cut = (bytes.len() as f64 * share) as usize;
            prop_assert!(read_matrix(&folder.file(name, &bytes[..cut]), None).is_err(), "{}", name);
        }
    }

    #[test]
    fn a_changed_byte_is_another_matrix_or_an_error(matrix in matrices(), share in 0.0f64..1.0, byte: u8) {
        let folder = Folder::new();
        for (name, mut bytes) in files(&folder, &matrix) {
            let at = (bytes.len() as f64 * share) as usize;
            bytes[at] = byte;
            // No panic, and no more memory than the file could fill.
            if let Ok(read) = read_matrix(&folder.file(name, &bytes), None) {
                prop_assert!(read.len() <= bytes.len());
            }
        }
    }

    #[test]
    fn noise_is_refused_or_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let folder = Folder::new();
        for name in ["m.npy", "m.csv", "m.safetensors"] {
            let _ = read_matrix(&folder.file(name, &bytes), None);
        }
        let _ = read_membership(&folder.file("m.json", &bytes));
    }
}

#[test]
fn single_precision_and_windows_lines_are_read() {
    let folder = Folder::new();
    let values: Vec<u8> = [0.0f32, 0.5, 0.5, 0.0]
        .iter()
        .flat_map(|v| v.to_le_bytes())
        .collect();
    let mut bytes = npy(&Array2::zeros((2, 2)), false);
    let header = bytes.len() - 32;
    bytes.truncate(header);
    let at = bytes.windows(3).position(|w| w == b"<f8").unwrap();
    bytes[at..at + 3].copy_from_slice(b"<f4");
    bytes.extend(values);
    let expected = ndarray::array![[0.0, 0.5], [0.5, 0.0]];
    assert_eq!(
        read_matrix(&folder.file("m.npy", &bytes), None).unwrap(),
        expected
    );
    let windows = folder.file("m.csv", b"0, 0.5\r\n5e-1,0\r\n\r\n");
    assert_eq!(read_matrix(&windows, None).unwrap(), expected);
}

/// The message of a refused adjacency.
fn refusal(name: &str, bytes: &[u8], tensor: Option<&str>) -> String {
    let folder = Folder::new();
    let error = read_adjacency(&folder.file(name, bytes), tensor).unwrap_err();
    let text = error.to_string();
    assert!(text.contains(name), "{text} does not name {name}");
    text
}

#[test]
fn bad_matrices_are_refused_with_file_and_first_entry() {
    let cases: [(&[u8], &str); 9] = [
        (
            b"0,1,1\n1,0,1\n",
            "found 2 rows and 3 columns; a list of edges",
        ),
        (
            b"0,1,3\n1,0,1\n2,1,0\n",
            "found 3 at (0, 2) but 2 at (2, 0)",
        ),
        (b"0,-1\n-1,0\n", "found -1 at (0, 1)"),
        (b"0,1\nNaN,0\n", "found NaN at (1, 0)"),
        (b"0,inf\ninf,0\n", "found inf at (0, 1)"),
        (b"1,1\n1,nan\n", "found NaN at (1, 1)"),
        (
            b"0,1\n1,a\n",
            "line 2, column 2: expected a number, found `a`",
        ),
        (b"0,1\n1\n", "line 2 has 1 columns, the first line has 2"),
        (b"", "0x0"),
    ];
    for (bytes, message) in cases {
        let text = refusal("bad.csv", bytes, None);
        assert!(text.contains(message), "{text}");
    }
}

#[test]
fn bad_files_are_refused_with_tensor_and_type() {
    let folder = Folder::new();
    let whole = safetensors(&folder, &Array2::zeros((2, 2)));
    let text = refusal("m.safetensors", &whole, Some("b/0"));
    assert!(text.contains("`b/0`") && text.contains("a/0"), "{text}");
    let text = refusal("m.safetensors", &whole, None);
    assert!(
        text.contains("tensor `a/0`") && text.contains("only zeros"),
        "{text}"
    );
    let complex = String::from_utf8_lossy(&whole)
        .replace("F64", "C64")
        .into_bytes();
    let text = refusal("m.safetensors", &complex, None);
    assert!(
        text.contains("real numbers") && text.contains("C64"),
        "{text}"
    );
    let mut objects = npy(&Array2::zeros((2, 2)), false);
    let at = objects.windows(3).position(|w| w == b"<f8").unwrap();
    objects[at..at + 3].copy_from_slice(b"|O8");
    let text = refusal("m.npy", &objects, None);
    assert!(
        text.contains("real numbers") && text.contains("|O8"),
        "{text}"
    );
    assert!(refusal("m.bin", b"0", None).contains(".safetensors, .npy, .npz, .csv"));
    assert!(refusal("m.csv", b"0", Some("a")).contains("--tensor"));
}

#[test]
fn headers_that_promise_the_impossible_are_refused() {
    let shape = "{'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296), }";
    let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
    bytes.extend((shape.len() as u16).to_le_bytes());
    bytes.extend(shape.bytes());
    assert!(refusal("m.npy", &bytes, None).contains("shape"));
    let mut vector = npy(&Array2::zeros((1, 4)), false);
    let at = vector.windows(6).position(|w| w == b"(1, 4)").unwrap();
    vector[at..at + 6].copy_from_slice(b"(4,)  ");
    assert!(refusal("m.npy", &vector, None).contains("found shape [4]"));
}

#[test]
fn memberships_are_lists_or_what_cluster_prints() {
    let folder = Folder::new();
    let list = read_membership(&folder.file("a.json", b"[3, null, 0, 3]")).unwrap();
    assert_eq!(list.labels(), [Some(0), None, Some(1), Some(0)]);
    let object = br#"{"q": 0.1, "membership": [3, null, 0, 3]}"#;
    assert_eq!(
        read_membership(&folder.file("b.json", object)).unwrap(),
        list
    );
    let cases: [(&[u8], &str); 5] = [
        (b"[0, -2]", "unit 1"),
        (b"[0, 1.5]", "found 1.5"),
        (b"{\"q\": 1}", "`membership`"),
        (b"7", "found 7"),
        (b"[0", "no JSON"),
    ];
    for (bytes, message) in cases {
        let text = read_membership(&folder.file("bad.json", bytes))
            .unwrap_err()
            .to_string();
        assert!(
            text.contains(message) && text.contains("bad.json"),
            "{text}"
        );
    }
}
