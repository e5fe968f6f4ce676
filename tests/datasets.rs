//! The real datasets, if they are present (`UPDOWN_DATA` or `data/`); says so if one is not.

use updown::data::{DataError, Dataset};
use updown::seeds::Seeds;
use updown::spec::DatasetName;
use updown::tch::{Device, Kind, Tensor};
use updown::workspace::Workspace;

fn load(name: DatasetName) -> Option<Dataset> {
    match Dataset::load(name, &Workspace::discover(), Device::Cpu) {
        Ok(dataset) => Some(dataset),
        Err(error @ DataError::Missing { .. }) => {
            println!("skipped: {error}");
            None
        }
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn mnist_is_what_everybody_knows_it_to_be() {
    let Some(dataset) = load(DatasetName::Mnist) else {
        return;
    };
    assert_eq!((dataset.train.len(), dataset.test.len()), (60_000, 10_000));
    assert_eq!(dataset.train.images.size(), [60_000, 1, 28, 28]);
    // Mean and standard deviation that every tutorial normalises by.
    let images = &dataset.train.images;
    assert!((images.mean(Kind::Double).double_value(&[]) - 0.1307).abs() < 1e-4);
    assert!((images.std(false).double_value(&[]) - 0.3081).abs() < 1e-4);
    let first: Vec<i64> = Vec::try_from(dataset.train.labels.narrow(0, 0, 5)).unwrap();
    assert_eq!(first, [5, 0, 4, 1, 9]);
    let split = dataset.split(&Seeds::of_run(0));
    assert_eq!((split.train.len(), split.val.len()), (54_000, 6_000));
}

#[test]
fn cifar10_is_what_everybody_knows_it_to_be() {
    let Some(dataset) = load(DatasetName::Cifar10) else {
        return;
    };
    assert_eq!((dataset.train.len(), dataset.test.len()), (50_000, 10_000));
    let images = &dataset.train.images;
    assert_eq!(images.size(), [50_000, 3, 32, 32]);
    // Means and standard deviations of red, green and blue that every tutorial normalises by. The tolerance lets
    // copies pass that went through JPEG.
    for (channel, mean, std) in [
        (0, 0.4914, 0.2470),
        (1, 0.4822, 0.2435),
        (2, 0.4465, 0.2616),
    ] {
        let plane = images.select(1, channel);
        let (m, s) = (
            plane.mean(Kind::Double).double_value(&[]),
            plane.std(false).double_value(&[]),
        );
        assert!((m - mean).abs() < 2e-3, "mean of channel {channel}: {m}");
        assert!((s - std).abs() < 2e-3, "std of channel {channel}: {s}");
    }
    for labels in [&dataset.train.labels, &dataset.test.labels] {
        let counts: Vec<i64> = Vec::try_from(labels.bincount::<Tensor>(None, 10)).unwrap();
        assert_eq!(counts, [labels.size()[0] / 10; 10]);
    }
}

/// A workspace whose data folder holds these files of MNIST: an IDX file of `count` images or labels for each part.
fn written(folder: &str, train: u32, test: u32) -> (tempfile::TempDir, Workspace) {
    let root = tempfile::tempdir().unwrap();
    let place = root.path().join("data").join(folder);
    std::fs::create_dir_all(&place).unwrap();
    for (part, count) in [("train", train), ("t10k", test)] {
        let words = |words: &[u32]| {
            words
                .iter()
                .flat_map(|w| w.to_be_bytes())
                .collect::<Vec<u8>>()
        };
        let images = [
            words(&[0x0803, count, 28, 28]),
            vec![7; 784 * count as usize],
        ]
        .concat();
        let labels = [words(&[0x0801, count]), vec![3; count as usize]].concat();
        std::fs::write(place.join(format!("{part}-images-idx3-ubyte")), images).unwrap();
        std::fs::write(place.join(format!("{part}-labels-idx1-ubyte")), labels).unwrap();
    }
    let workspace = Workspace::at(root.path());
    (root, workspace)
}

#[test]
fn mnist_is_found_where_torchvision_puts_it() {
    for folder in ["MNIST/raw", "mnist/MNIST/raw", "mnist", ""] {
        let (_root, workspace) = written(folder, 5, 3);
        let data = Dataset::load(DatasetName::Mnist, &workspace, Device::Cpu).unwrap();
        assert_eq!((data.train.len(), data.test.len()), (5, 3), "{folder}");
    }
}

#[test]
fn an_empty_part_is_refused_by_name() {
    for (train, test, part) in [(0, 3, "training"), (1, 3, "training"), (5, 0, "test")] {
        let (_root, workspace) = written("mnist", train, test);
        let error = Dataset::load(DatasetName::Mnist, &workspace, Device::Cpu).unwrap_err();
        let text = error.to_string();
        assert!(text.contains(&format!("{part} images")), "{text}");
    }
}

#[test]
fn a_damaged_file_does_not_hide_a_good_one_beside_it() {
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;
    let (root, workspace) = written("mnist", 5, 3);
    let plain = root.path().join("data/mnist/train-images-idx3-ubyte");
    let good = std::fs::read(&plain).unwrap();
    std::fs::write(&plain, &good[..good.len() / 2]).unwrap();
    let load = || Dataset::load_noted(DatasetName::Mnist, &workspace, Device::Cpu);
    assert!(
        load()
            .unwrap_err()
            .to_string()
            .contains("train-images-idx3-ubyte")
    );
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&good).unwrap();
    std::fs::write(plain.with_extension("gz"), encoder.finish().unwrap()).unwrap();
    let (data, notes) = load().unwrap();
    assert_eq!(data.train.len(), 5);
    assert!(
        notes.len() == 1 && notes[0].contains("gz is read in its place"),
        "{notes:?}"
    );
}
