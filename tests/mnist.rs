//! The real MNIST, where it is present (`UPDOWN_DATA` or `data/`); says so where it is not.
#![cfg(feature = "torch")]

use updown::data::{DataError, Dataset};
use updown::seeds::Seeds;
use updown::spec::DatasetName;
use updown::tch::{Device, Kind};
use updown::workspace::Workspace;

#[test]
fn mnist_is_what_everybody_knows_it_to_be() {
    let dataset = match Dataset::load(DatasetName::Mnist, &Workspace::discover(), Device::Cpu) {
        Ok(dataset) => dataset,
        Err(error @ DataError::Missing { .. }) => return println!("skipped: {error}"),
        Err(error) => panic!("{error}"),
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
