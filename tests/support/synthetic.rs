//! Made-up results of the shape and size of `mnist-base`: 270 trained and 100 untrained networks, deterministic.
//!
//! The numbers are a caricature of the paper's findings: dropout raises Q, strong penalties ruin the accuracy, and modules
//! agree within the upstream and within the downstream methods.

use ndarray::Array2;
use polars::prelude::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;
use updown::alignment::AlignmentMeasure;
use updown::analysis::{PICTURED, Results, Source, columns as c};
use updown::checkpoint::ModuleRecord;
use updown::figures::{ExampleRun, Pictured};
use updown::function::{Effect, Function, FunctionMeasure, ModuleFunction};
use updown::spec::{
    Association, Direction, Experiment, Layer, Normalization, Regularizer, RunSpec, experiment,
};

/// The five tables, with some numbers missing, as in reality.
pub fn results() -> Results {
    of(&experiment("mnist-base").unwrap())
}

/// The tables of any experiment.
pub fn of(experiment: &Experiment) -> Results {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    // As in the paper, without our controls.
    let specs = [experiment.trained(), experiment.null()].concat();
    Results {
        experiment: experiment.name.to_owned(),
        source: Source::Checkpoints,
        runs: runs(&specs, &mut rng),
        modules: modules(&specs, &mut rng),
        alignments: alignments(&specs, &mut rng),
        training: training(&specs),
        functions: functions(&specs, &mut rng),
        skipped: Vec::new(),
    }
}

fn noise(rng: &mut ChaCha8Rng, size: f64) -> f64 {
    size * (0..6).map(|_| rng.gen_range(-1.0..1.0)).sum::<f64>() / 2.0
}

/// How strong the regularization is, 0 to 1.
fn strain(spec: &RunSpec) -> f64 {
    let log = |v: f64, low: f64, high: f64| {
        if v > 0.0 {
            ((v.log10() - low) / (high - low)).clamp(0.0, 1.0)
        } else {
            0.0
        }
    };
    let l2 = log(spec.strength(Regularizer::L2), -5.0, -1.0);
    l2.max(log(spec.strength(Regularizer::L1), -6.0, -2.0))
        .max(spec.strength(Regularizer::Dropout) / 0.9)
}

fn accuracy(spec: &RunSpec) -> f64 {
    if !spec.trained {
        return 0.1;
    }
    let ruined = spec.strength(Regularizer::L2) > 0.05
        || spec.strength(Regularizer::L1) > 5e-3 && !spec.run.is_multiple_of(3);
    if ruined {
        0.11
    } else {
        0.98 - 0.08 * strain(spec).powi(3)
    }
}

fn float(name: &str, values: Vec<f64>) -> Column {
    Series::new(name.into(), values).into_column()
}

fn keys(specs: &[&RunSpec]) -> Vec<Column> {
    let text = |of: &dyn Fn(&RunSpec) -> Option<String>| -> Vec<Option<String>> {
        specs.iter().map(|s| of(s)).collect()
    };
    let number = |of: &dyn Fn(&RunSpec) -> f64| specs.iter().map(|s| of(s)).collect::<Vec<f64>>();
    let strength: Vec<Option<f64>> = specs
        .iter()
        .map(|s| s.trained.then(|| s.strength(Experiment::regularizer(s))))
        .collect();
    let swept = text(&|s| {
        s.trained
            .then(|| Experiment::regularizer(s).name().to_owned())
    });
    vec![
        Series::new(c::RUN_ID.into(), text(&|s| Some(s.run_id()))).into_column(),
        Series::new(
            c::TRAINED.into(),
            specs.iter().map(|s| s.trained).collect::<Vec<_>>(),
        )
        .into_column(),
        Series::new(c::REGULARIZER.into(), swept).into_column(),
        Series::new(c::STRENGTH.into(), strength).into_column(),
        float(c::L2, number(&|s| s.strength(Regularizer::L2))),
        float(c::L1, number(&|s| s.strength(Regularizer::L1))),
        float(c::DROPOUT, number(&|s| s.strength(Regularizer::Dropout))),
        Series::new(
            c::RUN.into(),
            specs.iter().map(|s| s.run).collect::<Vec<_>>(),
        )
        .into_column(),
        float(c::TEST_ACCURACY, number(&accuracy)),
    ]
}

fn runs(specs: &[RunSpec], rng: &mut ChaCha8Rng) -> DataFrame {
    let borrowed: Vec<&RunSpec> = specs.iter().collect();
    let mut columns = keys(&borrowed);
    let trained = |s: &RunSpec, n: u32| s.trained.then_some(n);
    let counts = |of: &dyn Fn(&RunSpec) -> Option<u32>| specs.iter().map(of).collect::<Vec<_>>();
    columns.push(Series::new(c::EPOCHS.into(), counts(&|s| trained(s, epochs(s)))).into_column());
    let best = counts(&|s| trained(s, epochs(s) - 1));
    columns.push(Series::new(c::BEST_EPOCH.into(), best).into_column());
    columns.push(float(c::VAL_ACCURACY, specs.iter().map(accuracy).collect()));
    let shrunk = |s: &RunSpec| if s.trained { 1.0 - strain(s) } else { 0.7 };
    let mut number = |name, of: &dyn Fn(&RunSpec) -> f64, size: f64| {
        let values = specs
            .iter()
            .map(|s| of(s) * (1.0 + noise(rng, size)))
            .collect();
        columns.push(float(name, values));
    };
    number(
        c::TRAIN_ACCURACY,
        &|s| (accuracy(s) + 0.015).min(1.0),
        0.002,
    );
    number(c::WEIGHT_SQ_SUM, &|s| 8.0 + 400.0 * shrunk(s).powi(2), 0.04);
    number(c::WEIGHT_L1, &|s| 300.0 + 4000.0 * shrunk(s), 0.04);
    number(c::NUCLEAR_NORM, &|s| 20.0 + 150.0 * shrunk(s), 0.04);
    number(
        c::NEAR_ZERO_FRACTION,
        &|s| {
            if s.strength(Regularizer::L1) > 0.0 {
                0.1 + 0.85 * strain(s)
            } else {
                0.05
            }
        },
        0.03,
    );
    DataFrame::new_infer_height(columns).unwrap()
}

fn layers(spec: &RunSpec) -> Vec<Layer> {
    let hidden = (0..spec.architecture.n_hidden()).map(Layer::Hidden);
    hidden.chain([Layer::Combined]).collect()
}

fn modules(specs: &[RunSpec], rng: &mut ChaCha8Rng) -> DataFrame {
    let mut rows: Vec<(&RunSpec, Layer, Association)> = Vec::new();
    for spec in specs {
        for layer in layers(spec) {
            rows.extend(Association::ALL.into_iter().map(|a| (spec, layer, a)));
        }
    }
    let specs: Vec<&RunSpec> = rows.iter().map(|r| r.0).collect();
    let mut columns = keys(&specs);
    let text = |of: &dyn Fn(&(&RunSpec, Layer, Association)) -> String| -> Vec<String> {
        rows.iter().map(of).collect()
    };
    columns.push(Series::new(c::LAYER.into(), text(&|r| r.1.to_string())).into_column());
    columns.push(Series::new(c::METHOD.into(), text(&|r| r.2.name())).into_column());
    let mut q = Vec::new();
    let mut count = Vec::new();
    for (spec, layer, association) in &rows {
        let depth = if *layer == Layer::Hidden(0) {
            0.0
        } else {
            0.03
        };
        let raw = f64::from(u8::from(association.normalization == Normalization::Raw));
        let gain = if spec.strength(Regularizer::Dropout) > 0.0 {
            0.35 * spec.strength(Regularizer::Dropout)
        } else {
            0.04 * strain(spec)
        };
        let base = 0.08 + 0.03 * association.method as u8 as f64 - 0.04 * raw + depth;
        q.push((base + f64::from(spec.trained) * (0.05 + gain) + noise(rng, 0.012)).max(-0.01));
        count.push((3.0 + 8.0 * gain + noise(rng, 0.9)).round().max(1.0) as u32);
    }
    let more = q.iter().map(|q| q + 0.002 + noise(rng, 0.002)).collect();
    columns.push(float(c::Q_LEIDEN, more));
    columns.extend(function_columns(&rows));
    columns.push(float(c::Q_EXCESS, q.iter().map(|q| q - 0.05).collect()));
    columns.push(float(c::Q, q));
    columns.push(float(
        c::EFFECTIVE_N_MODULES,
        count.iter().map(|&n| f64::from(n) * 0.9).collect(),
    ));
    columns.push(Series::new(c::N_MODULES.into(), count).into_column());
    DataFrame::new_infer_height(columns).unwrap()
}

/// What modules do, in caricature: dropout raises it, more for the downstream methods; the combined layers have no values.
fn function_columns(rows: &[(&RunSpec, Layer, Association)]) -> Vec<Column> {
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    let all = FunctionMeasure::ALL.into_iter();
    let of_measure = |measure: FunctionMeasure| {
        let names = measure.columns().map(|column| column.name);
        let gains = rows.iter().map(|(spec, layer, association)| {
            let gain = 2.0 * spec.strength(Regularizer::Dropout) + 0.3 * strain(spec);
            let more = f64::from(u8::from(
                association.method.direction() == Direction::Downstream,
            ));
            let gain = if spec.trained {
                gain * (1.0 + 0.5 * more)
            } else {
                0.0
            };
            (*layer != Layer::Combined).then(|| gain + noise(&mut rng, 0.1))
        });
        let gains: Vec<Option<f64>> = gains.collect();
        let column = |(place, name): (usize, &str)| {
            let of = |gain: f64| match place {
                0 => 0.5 + gain,
                1 => gain,
                2 => 10.0 * gain,
                4 => 6.0 * gain,
                _ => 1.0 / (1.0 + 20.0 * gain.max(0.0)),
            };
            let values: Vec<Option<f64>> = gains.iter().map(|gain| gain.map(of)).collect();
            Series::new(name.into(), values).into_column()
        };
        names
            .into_iter()
            .enumerate()
            .map(column)
            .collect::<Vec<_>>()
    };
    all.flat_map(of_measure).collect()
}

/// One row per module: three for each method and layer.
fn functions(specs: &[RunSpec], rng: &mut ChaCha8Rng) -> DataFrame {
    let mut rows: Vec<(&RunSpec, Layer, Association, u32)> = Vec::new();
    for spec in specs {
        for layer in (0..spec.architecture.n_hidden()).map(Layer::Hidden) {
            let all = Association::ALL.into_iter();
            rows.extend(all.flat_map(|a| (0..3).map(move |module| (spec, layer, a, module))));
        }
    }
    let specs: Vec<&RunSpec> = rows.iter().map(|r| r.0).collect();
    let mut columns = keys(&specs);
    let layers: Vec<String> = rows.iter().map(|r| r.1.to_string()).collect();
    let methods: Vec<String> = rows.iter().map(|r| r.2.name()).collect();
    columns.push(Series::new(c::LAYER.into(), layers).into_column());
    columns.push(Series::new(c::METHOD.into(), methods).into_column());
    let modules: Vec<u32> = rows.iter().map(|r| r.3).collect();
    columns.push(Series::new(c::MODULE.into(), modules).into_column());
    let losses = rows
        .iter()
        .map(|r| 0.1 + r.0.strength(Regularizer::Dropout) + noise(rng, 0.02));
    columns.push(float(FunctionMeasure::Importance.name(), losses.collect()));
    DataFrame::new_infer_height(columns).unwrap()
}

/// A network's layer and two methods.
type Pair<'a> = (&'a RunSpec, Layer, Association, Association);

/// How far the modules of a pair agree, in [0, 1]: more within a method and a family, and with dropout.
fn agreement((spec, _, a, b): &Pair, rng: &mut ChaCha8Rng) -> f64 {
    let near = if a.method == b.method { 0.25 } else { 0.0 };
    let family = if a.method.direction() == b.method.direction() {
        0.35
    } else {
        0.08
    };
    let gain = if spec.trained {
        1.0 + 0.4 * spec.strength(Regularizer::Dropout)
    } else {
        0.7
    };
    ((family + near) * gain + noise(rng, 0.05)).clamp(0.0, 1.0)
}

fn alignments(specs: &[RunSpec], rng: &mut ChaCha8Rng) -> DataFrame {
    let mut rows: Vec<Pair> = Vec::new();
    for spec in specs {
        for layer in layers(spec) {
            for (i, &a) in Association::ALL.iter().enumerate() {
                rows.extend(
                    Association::ALL[i + 1..]
                        .iter()
                        .map(|&b| (spec, layer, a, b)),
                );
            }
        }
    }
    let specs: Vec<&RunSpec> = rows.iter().map(|r| r.0).collect();
    let mut columns = keys(&specs);
    let names = |of: &dyn Fn(&Pair) -> String| rows.iter().map(of).collect::<Vec<String>>();
    columns.push(Series::new(c::LAYER.into(), names(&|r| r.1.to_string())).into_column());
    columns.push(Series::new(c::METHOD_A.into(), names(&|r| r.2.name())).into_column());
    columns.push(Series::new(c::METHOD_B.into(), names(&|r| r.3.name())).into_column());
    let likeness: Vec<f64> = rows.iter().map(|pair| agreement(pair, rng)).collect();
    for name in AlignmentMeasure::ALL.map(AlignmentMeasure::name) {
        let mut values = Vec::new();
        for (i, like) in likeness.iter().enumerate() {
            let own = like + noise(rng, 0.04);
            values.push(match name {
                c::VI => Some(4.0 * (1.0 - own)),
                c::RMI => Some(1.4 * own),
                c::TRANSFER_AA_PB | c::TRANSFER_AB_PA => Some(0.3 * own),
                c::ADJ_SPEARMAN_R => Some(1.2 * own - 0.1),
                // An undefined measure now and then.
                c::RMI_NORM if i % 97 == 0 => None,
                _ => Some(own),
            });
        }
        columns.push(Series::new(name.into(), values).into_column());
    }
    DataFrame::new_infer_height(columns).unwrap()
}

/// Longer without regularization.
fn epochs(spec: &RunSpec) -> u32 {
    12 - (9.0 * strain(spec)) as u32
}

fn training(specs: &[RunSpec]) -> DataFrame {
    let rows: Vec<(&RunSpec, u32)> = specs
        .iter()
        .filter(|s| s.trained)
        .flat_map(|s| (0..epochs(s)).map(move |e| (s, e)))
        .collect();
    let specs: Vec<&RunSpec> = rows.iter().map(|r| r.0).collect();
    let mut columns = keys(&specs);
    columns.push(
        Series::new(
            c::EPOCH.into(),
            rows.iter().map(|r| r.1).collect::<Vec<_>>(),
        )
        .into_column(),
    );
    columns.push(float(
        c::TRAIN_LOSS,
        rows.iter().map(|r| 1.0 / f64::from(r.1 + 1)).collect(),
    ));
    columns.push(float(
        c::VAL_LOSS,
        rows.iter().map(|r| 1.1 / f64::from(r.1 + 1)).collect(),
    ));
    columns.push(float(
        c::VAL_ACCURACY,
        rows.iter()
            .map(|r| accuracy(r.0) - 0.1 / f64::from(r.1 + 1))
            .collect(),
    ));
    DataFrame::new_infer_height(columns).unwrap()
}

/// Four modules of 15 units, each for some digits, with pictures of stripes.
fn pictured(rng: &mut ChaCha8Rng) -> Pictured {
    let module = |module: usize, rng: &mut ChaCha8Rng| {
        let effect = Effect {
            value: 0.1 * module as f64,
            chance: None,
            matched: None,
        };
        ModuleFunction {
            units: 15 - module,
            values: BTreeMap::from([(FunctionMeasure::Importance.name().to_owned(), effect)]),
            by_class: (0..10)
                .map(|class| if class % 4 == module { 1.0 } else { 0.1 } + noise(rng, 0.05))
                .collect(),
        }
    };
    let stripes = |(row, pixel): (usize, usize)| ((pixel % 28) as f64 / (row + 2) as f64).sin();
    Pictured {
        classes: (0..10).collect(),
        function: Function {
            values: BTreeMap::new(),
            modules: (0..4).map(|m| module(m, rng)).collect(),
        },
        fields: Array2::from_shape_fn((4, 784), stripes),
        driving: Array2::from_shape_fn((4, 3 * 784), |at| 127.0 + 127.0 * stripes(at)),
    }
}

/// An association matrix of 64 units, those beyond `modules` dead; units of one module are more alike by `tie`.
fn matrix_with_modules(modules: &[Option<usize>], tie: f64, rng: &mut ChaCha8Rng) -> Array2<f64> {
    let mut values = Array2::zeros((64, 64));
    for i in 0..modules.len() {
        for j in 0..=i {
            let same = if modules[i] == modules[j] { tie } else { 0.0 };
            let value = if i == j {
                1.0
            } else {
                rng.gen_range(0.0..0.25) + same
            };
            values[[i, j]] = value;
            values[[j, i]] = value;
        }
    }
    values
}

/// One network with four planted modules and three dead units, the same within the upstream and within the downstream methods.
pub fn example(dropout: f64) -> ExampleRun {
    let spec = experiment("mnist-base")
        .unwrap()
        .spec(Regularizer::Dropout, dropout, 4);
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let layer = Layer::Hidden(0);
    let mut example = ExampleRun {
        spec,
        layer,
        matrices: BTreeMap::new(),
        modules: BTreeMap::new(),
        pictured: BTreeMap::new(),
    };
    for association in Association::ALL {
        let step = if association.method.direction() == Direction::Upstream {
            1
        } else {
            5
        };
        let label = |u: usize| (u < 61).then_some((u * step / 3) % 4);
        let membership: Vec<Option<usize>> = (0..64).map(label).collect();
        let values = matrix_with_modules(&membership[..61], 0.3 + dropout, &mut rng);
        example.matrices.insert(association, values);
        let record = ModuleRecord {
            association,
            layer,
            q: 0.2 + 0.3 * dropout,
            n_modules: 4,
            effective_n_modules: 4.0,
            membership,
            search: None,
        };
        example.modules.insert(association, record);
        if PICTURED.contains(&association) {
            example.pictured.insert(association, pictured(&mut rng));
        }
    }
    example
}
