//! The real datasets, where they are present (`UPDOWN_DATA` or `data/`); says so where one is not.

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
