//! What modules do, on made-up layers where it is known.

use ndarray::Array2;
use rand::Rng;
use rand::seq::SliceRandom;
use std::collections::BTreeMap;
use updown::function::{
    Activity, ByChance, Damage, Function, FunctionError, FunctionMeasure, LayerStudy, Lesions,
    Nulls, assess,
};
use updown::modularity::Partition;
use updown::seeds::Seeds;

const CLASSES: usize = 4;

/// A layer whose lesions cost what a rule says, class by class.
struct Made<F> {
    units: usize,
    cost: F,
}

impl<F: Fn(&[usize]) -> [f64; CLASSES]> Lesions for Made<F> {
    fn units(&self) -> usize {
        self.units
    }

    fn damage(&self, groups: &[Vec<usize>]) -> Vec<Damage> {
        let damage = |units: &Vec<usize>| {
            let by_class = (self.cost)(units).to_vec();
            let loss = by_class.iter().sum::<f64>() / CLASSES as f64;
            Damage {
                loss,
                accuracy: loss / 10.0,
                by_class,
            }
        };
        groups.iter().map(damage).collect()
    }
}

/// Noise activity, in which some units respond to one class each.
fn activity(units: usize, class_of_unit: impl Fn(usize) -> Option<usize>) -> Activity {
    let mut rng = Seeds::of_run(0).stream("activity");
    let labels: Vec<usize> = (0..240).map(|i| i % CLASSES).collect();
    let said = Array2::from_shape_fn((240, units), |(image, unit)| {
        let answers = class_of_unit(unit) == Some(labels[image]);
        rng.gen_range(-1.0..1.0) + 2.0 * f64::from(u8::from(answers))
    });
    Activity::new(&said, &labels).unwrap()
}

fn assessed(lesions: &dyn Lesions, activity: &Activity, labels: &[usize]) -> Function {
    let study = LayerStudy::new(lesions, activity).unwrap();
    let labels: Vec<Option<usize>> = labels.iter().map(|&l| Some(l)).collect();
    let mut rng = Seeds::of_run(0).stream("nulls");
    let partition = Partition::from_labels(&labels);
    assess(&partition, &study, &Nulls::default(), &mut rng).unwrap()
}

/// Four pools of four units; unit u is in pool u % 4.
fn in_pool(unit: usize) -> usize {
    unit % 4
}

fn pools() -> Vec<usize> {
    (0..16).map(in_pool).collect()
}

/// As long as one unit of a pool stays, little is lost.
fn standing_in(units: &[usize]) -> [f64; CLASSES] {
    let mut cost = [0.0; CLASSES];
    for (pool, cost) in cost.iter_mut().enumerate() {
        let gone = units.iter().filter(|&&u| in_pool(u) == pool).count();
        *cost += (gone as f64 / 4.0).powi(4);
    }
    cost
}

fn p(by_chance: Option<ByChance>) -> f64 {
    by_chance.unwrap().p
}

#[test]
fn units_that_stand_in_for_each_other_cost_more_together_than_others() {
    let made = Made {
        units: 16,
        cost: standing_in,
    };
    let noise = activity(16, |_| None);
    let found = assessed(&made, &noise, &pools());
    for name in ["importance", "redundancy", "dissociation"] {
        let effect = found.values[name];
        assert!(effect.value > 0.0, "{name}");
        assert_eq!(p(effect.chance), 1.0 / 101.0, "{name}");
        assert_eq!(p(effect.matched), 1.0 / 101.0, "{name}");
        for module in &found.modules {
            let effect = module.values[name];
            assert!(p(effect.chance) <= 0.05 && effect.chance.unwrap().z(effect.value) > Some(1.0));
        }
    }
    let module = &found.modules[2];
    assert_eq!(
        (module.units, &module.by_class[..]),
        (4, &[0.0, 0.0, 1.0, 0.0][..])
    );
    // The whole module costs ¼ on average over classes, its units 4 · ¼ · (¼)⁴ one by one.
    let redundancy = module.values["redundancy"].value;
    assert!((redundancy - 0.25 * (1.0 - 4.0 / 256.0)).abs() < 1e-12);
    // Modules do not interact: their losses add up.
    assert!(found.values["additivity"].value.abs() < 1e-12);
    assert!(found.values["selectivity"].value < 0.05);
}

#[test]
fn a_module_of_strong_units_is_told_apart_from_one_whose_units_stand_in() {
    // Losses add up over units; those of module 0 are strong.
    let strength = |unit: usize| if in_pool(unit) == 0 { 3.0 } else { 0.1 } + unit as f64 * 1e-3;
    let made = Made {
        units: 16,
        cost: |units: &[usize]| [units.iter().map(|&u| strength(u)).sum::<f64>(); CLASSES],
    };
    let found = assessed(&made, &activity(16, |_| None), &pools());
    let strong = found.modules[0].values["importance"];
    assert!(p(strong.chance) <= 0.05, "it holds the strong units");
    assert!(
        p(strong.matched) > 0.3,
        "and nothing beyond: {:?}",
        strong.matched
    );
    // What all modules cost is what all units cost, however they are grouped.
    let sum = found.values["importance"];
    assert!(sum.chance.unwrap().std < 1e-12);
    assert!(found.values["redundancy"].value.abs() < 1e-12);
    assert!(
        found.values["dissociation"].value < 1e-12,
        "all classes alike"
    );
}

#[test]
fn modules_that_answer_to_a_class_each_are_selective_and_tell_the_class() {
    let made = Made {
        units: 16,
        cost: standing_in,
    };
    let answering = activity(16, |unit| Some(in_pool(unit)));
    let found = assessed(&made, &answering, &pools());
    let effect = found.values["selectivity"];
    assert_eq!(p(effect.chance), 1.0 / 101.0);
    assert!(effect.chance.unwrap().z(effect.value) > Some(2.0));
    assert!(found.values["selectivity"].value > 0.7);
    // One class of four against the rest: 0.81 bits, and a little more, because the correction counts empty cells.
    let bits = found.values["class_information"].value;
    assert!((0.78..0.85).contains(&bits), "{bits}");
}

/// Adds the p-values of at most 0.05, of all modules together and of the one of 5 units.
fn count_hits(found: &Function, hits: &mut BTreeMap<String, usize>) {
    let mut count = |name: String, by_chance: Option<ByChance>| {
        if let Some(by_chance) = by_chance {
            *hits.entry(name).or_default() += usize::from(by_chance.p <= 0.05);
        }
    };
    for (name, effect) in &found.values {
        count(name.clone(), effect.chance);
        count(format!("{name}, matched"), effect.matched);
    }
    // Found by its size: the order of modules follows their units.
    let module = found.modules.iter().find(|m| m.units == 5).unwrap();
    for (name, effect) in &module.values {
        count(format!("{name} of a module"), effect.chance);
        count(format!("{name} of a module, matched"), effect.matched);
    }
}

/// Random groups of a layer that has pools, strong units and classes: p below .05 in 3 to 7 of a hundred, by every measure.
#[test]
fn random_partitions_come_out_as_nothing() {
    let strength = |unit: usize| 0.2 + f64::from(unit as u32 * 7 % 32);
    let made = Made {
        units: 32,
        cost: |units: &[usize]| {
            let mut cost = standing_in(units);
            for &unit in units {
                cost[unit % 3] += 0.01 * strength(unit);
                cost[unit / 8] += 0.003 * strength(unit) * units.len() as f64;
            }
            cost
        },
    };
    let answering = activity(32, |unit| (unit % 5 < 4).then_some(unit % 5));
    let study = LayerStudy::new(&made, &answering).unwrap();
    let nulls = Nulls {
        draws: 39,
        matched: 39,
        pairs: 39,
    };
    let mut rng = Seeds::of_run(0).stream("random");
    let mut labels: Vec<Option<usize>> = [10, 9, 8, 5] // 32 units
        .iter()
        .enumerate()
        .flat_map(|(module, &size)| vec![Some(module); size])
        .collect();
    const PARTITIONS: usize = 1_500;
    let mut hits = BTreeMap::new();
    for _ in 0..PARTITIONS {
        labels.shuffle(&mut rng);
        let found = assess(&Partition::from_labels(&labels), &study, &nulls, &mut rng).unwrap();
        count_hits(&found, &mut hits);
    }
    assert!(hits.len() > 20, "{hits:?}");
    for (name, hits) in hits {
        let share = hits as f64 / PARTITIONS as f64;
        assert!((0.03..=0.07).contains(&share), "{name}: {share}");
    }
}

#[test]
fn the_images_of_its_class_drive_a_module_most() {
    let answering = activity(16, |unit| Some(in_pool(unit)));
    let driving = answering.driving(&[1, 5, 9, 13], 5);
    assert_eq!(driving.len(), 5);
    assert!(
        driving.iter().all(|image| image % CLASSES == 1),
        "{driving:?}"
    );
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let made = Made {
        units: 4,
        cost: standing_in,
    };
    let noise = activity(4, |_| None);
    let study = LayerStudy::new(&made, &noise).unwrap();
    let refused = |labels: &[Option<usize>]| {
        let mut rng = Seeds::of_run(0).stream("nulls");
        assess(
            &Partition::from_labels(labels),
            &study,
            &Nulls::default(),
            &mut rng,
        )
        .unwrap_err()
    };
    assert_eq!(
        refused(&[Some(0), Some(1)]).to_string(),
        "expected a module for each of the layer's 4 units, found 2 entries"
    );
    assert_eq!(refused(&[None; 4]), FunctionError::NoModule { units: 4 });
    assert!(
        refused(&[None; 4])
            .to_string()
            .contains("none of the 4 units is in one")
    );
    assert_eq!(
        refused(&[Some(0), None, Some(0), Some(0)]).to_string(),
        "expected at least two modules, found one of all 3 units: there are no other units to compare it with"
    );
}

#[test]
fn labels_that_do_not_fit_the_images_are_refused() {
    let said = Array2::zeros((3, 4));
    let one = Activity::new(&said, &[7, 7, 7]).unwrap_err().to_string();
    assert_eq!(
        one,
        "expected labels of at least two classes, found 1 among 3 images"
    );
    assert!(
        Activity::new(&said, &[1, 2])
            .unwrap_err()
            .to_string()
            .contains("3 images, found 2")
    );
}

#[test]
fn a_loss_that_is_not_finite_names_the_lesion() {
    let noise = activity(4, |_| None);
    let broken = Made {
        units: 4,
        cost: |units: &[usize]| [if units.len() > 1 { f64::INFINITY } else { 0.0 }; CLASSES],
    };
    let study = LayerStudy::new(&broken, &noise).unwrap();
    let mut rng = Seeds::of_run(0).stream("nulls");
    let halves = Partition::from_labels(&[Some(0), Some(0), Some(1), Some(1)]);
    let error = assess(&halves, &study, &Nulls::default(), &mut rng).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("a lesion of 2 units makes the loss inf")
    );
}

#[test]
fn a_layer_of_two_modules_has_every_measure_and_dead_units_stay_out() {
    let made = Made {
        units: 8,
        cost: standing_in,
    };
    let noise = activity(8, |_| None);
    let study = LayerStudy::new(&made, &noise).unwrap();
    let labels = [
        None,
        Some(0),
        Some(0),
        Some(1),
        None,
        Some(1),
        Some(1),
        Some(0),
    ];
    let mut rng = Seeds::of_run(0).stream("nulls");
    let found = assess(
        &Partition::from_labels(&labels),
        &study,
        &Nulls::default(),
        &mut rng,
    );
    let found = found.unwrap();
    assert_eq!(found.values.len(), FunctionMeasure::ALL.len());
    let sizes: Vec<usize> = found.modules.iter().map(|m| m.units).collect();
    assert_eq!(sizes, [3, 3]);
    // Without units 0 and 4 no lesion takes all of pool 0, whatever is drawn.
    for effect in [
        found.values["importance"],
        found.modules[0].values["importance"],
    ] {
        assert!(effect.chance.unwrap().mean > 0.0);
    }
    assert!(found.modules.iter().all(|m| m.by_class[0] == 0.0));
}
