//! Experiments as TOML files. `docs/EXPERIMENTS.md` documents the schema.

use super::grid::{linspace, logspace};
use super::{Architecture, Association, DatasetName, EvalSettings, Experiment};
use super::{Regularizer, SpecError, TrainingConfig};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::{Spanned, Value};

/// Finds a user's own dataset by its name, or says why there is none.
pub type DatasetOf<'a> = &'a dyn Fn(&str) -> Result<DatasetName, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    dataset: Spanned<Value>,
    network: Option<Spanned<Shape>>,
    #[serde(default = "one")]
    runs: u32,
    #[serde(default)]
    untrained: u32,
    #[serde(default)]
    controls: u32,
    #[serde(default)]
    strengths: BTreeMap<Spanned<String>, Spanned<Value>>,
    #[serde(default)]
    training: Training,
    #[serde(default)]
    eval: Eval,
}

fn one() -> u32 {
    1
}

/// Sizes by the name of the architecture; one of them is expected.
type Shape = BTreeMap<Spanned<String>, Vec<usize>>;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Training {
    learning_rate: Option<Spanned<f64>>,
    batch: Option<Spanned<usize>>,
    epochs: Option<Spanned<usize>>,
    patience: Option<Spanned<usize>>,
    images: Option<Spanned<usize>>,
    flips: Option<bool>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Eval {
    methods: Option<Vec<Spanned<String>>>,
    images: Option<Spanned<usize>>,
    combined: Option<bool>,
    positions: Option<Spanned<Value>>,
    probes: Option<Spanned<usize>>,
    lesion_images: Option<Spanned<usize>>,
    lesion_draws: Option<Spanned<usize>>,
}

/// What is wrong, and where in the text.
struct Problem(Option<Range<usize>>, String);

fn at<T>(spanned: &Spanned<T>, reason: impl Into<String>) -> Problem {
    Problem(Some(spanned.span()), reason.into())
}

/// The experiment that a file declares. `place` names the file in errors; `own` finds the user's own datasets.
///
/// # Errors
/// The text is not TOML, or does not declare an experiment: with line, column, and for an unknown word the nearest known one.
pub fn parse(
    name: &str,
    place: &str,
    text: &str,
    own: DatasetOf<'_>,
) -> Result<Experiment, SpecError> {
    read(name, text, own).map_err(|Problem(span, reason)| {
        let before = &text[..span.map_or(0, |span| span.start.min(text.len()))];
        let line = before.rsplit('\n').next().unwrap_or_default();
        SpecError::Declaration {
            place: place.to_owned(),
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
            reason,
        }
    })
}

fn read(name: &str, text: &str, own: DatasetOf<'_>) -> Result<Experiment, Problem> {
    let file: File = toml::from_str(text)
        .map_err(|error| Problem(error.span(), with_nearest(error.message())))?;
    let dataset = dataset(&file.dataset, own)?;
    let architecture = match &file.network {
        None => dataset.network(),
        Some(network) => architecture(network)?,
    };
    let mut sweeps = BTreeMap::new();
    for (key, value) in &file.strengths {
        let regularizer = key
            .get_ref()
            .parse::<Regularizer>()
            .map_err(|_| at(key, unknown("regularizer", key.get_ref(), &regularizers())))?;
        let mut strengths = strengths(value.get_ref()).map_err(|reason| at(value, reason))?;
        strengths.sort_by(f64::total_cmp);
        strengths.dedup();
        sweeps.insert(regularizer, strengths);
    }
    let experiment = Experiment {
        name: name.to_owned(),
        dataset,
        architecture,
        sweeps,
        runs: file.runs,
        untrained: file.untrained,
        controls: file.controls,
        training: training(&file.training, dataset)?,
        eval: eval(&file.eval)?,
    };
    experiment.check().map_err(|error| {
        let (keys, network) = (file.strengths.keys(), file.network.as_ref());
        let blamed = match &error {
            SpecError::OutOfRange { field, .. } => keys
                .into_iter()
                .find(|key| key.get_ref() == field)
                .map(Spanned::span),
            _ => None,
        };
        Problem(blamed.or(network.map(Spanned::span)), error.to_string())
    })?;
    Ok(experiment)
}

fn dataset(value: &Spanned<Value>, own: DatasetOf<'_>) -> Result<DatasetName, Problem> {
    let wrong = "expected the name of a dataset, or { name = \"…\", shape = […], classes = … }";
    match value.get_ref() {
        Value::String(name) => match name.parse() {
            Ok(known) => Ok(known),
            Err(_) => own(name).map_err(|reason| at(value, reason)),
        },
        Value::Table(table) => {
            #[derive(Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Declared {
                name: String,
                shape: Vec<usize>,
                classes: usize,
            }
            let read = Declared::deserialize(Value::Table(table.clone()));
            let declared = read.map_err(|e| at(value, with_nearest(e.message())))?;
            let own = DatasetName::own(&declared.name, &declared.shape, declared.classes);
            own.map_err(|error| at(value, error.to_string()))
        }
        _ => Err(at(value, wrong)),
    }
}

fn architecture(network: &Spanned<Shape>) -> Result<Architecture, Problem> {
    let names: Vec<&str> = Architecture::declarable().map(|a| a.name).collect();
    let mut entries = network.get_ref().iter();
    let (Some((name, sizes)), None) = (entries.next(), entries.next()) else {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let expected = format!("expected either {}", names.join(" or "));
        return Err(at(network, expected));
    };
    let known = Architecture::declarable().find(|a| a.name == name.get_ref());
    let known = known.ok_or_else(|| at(name, unknown("network", name.get_ref(), &names)))?;
    Ok((known.of)(sizes.clone()))
}

/// A number, a grid `{ log = [first, last, count] }` or `{ linear = … }`, or a list of these.
fn strengths(value: &Value) -> Result<Vec<f64>, String> {
    match value {
        Value::Integer(number) => Ok(vec![*number as f64]),
        Value::Float(number) => Ok(vec![*number]),
        Value::Array(parts) => {
            let parts = parts.iter().map(strengths);
            Ok(parts.collect::<Result<Vec<_>, _>>()?.concat())
        }
        Value::Table(table) => {
            let mut entries = table.iter();
            let (Some((kind, grid)), None) = (entries.next(), entries.next()) else {
                return Err("expected one grid, `log` or `linear`".to_owned());
            };
            let spread: fn(f64, f64, usize) -> Vec<f64> = match kind.as_str() {
                "log" => logspace,
                "linear" => linspace,
                other => return Err(unknown("grid", other, &["log", "linear"])),
            };
            let numbers: Option<Vec<f64>> = grid
                .as_array()
                .and_then(|grid| grid.iter().map(number).collect());
            match numbers.as_deref() {
                Some(&[first, last, count]) if count >= 2.0 && count.fract() == 0.0 => {
                    Ok(spread(first, last, count as usize))
                }
                _ => Err(format!(
                    "expected `{kind} = [first, last, count]` with a count of 2 or more"
                )),
            }
        }
        _ => Err("expected numbers, or grids `{ log = [first, last, count] }`".to_owned()),
    }
}

fn number(value: &Value) -> Option<f64> {
    value.as_float().or(value.as_integer().map(|i| i as f64))
}

fn training(file: &Training, dataset: DatasetName) -> Result<TrainingConfig, Problem> {
    let mut config = TrainingConfig::default();
    if let Some(rate) = &file.learning_rate {
        config.learning_rate = *rate.get_ref();
        if !(config.learning_rate > 0.0 && config.learning_rate.is_finite()) {
            return Err(at(rate, "expected a learning rate above 0"));
        }
    }
    let counts = [
        (&file.batch, &mut config.batch),
        (&file.epochs, &mut config.max_epochs),
        (&file.patience, &mut config.stop_patience),
    ];
    for (asked, setting) in counts {
        if let Some(asked) = asked {
            *setting = from_one(asked)?;
        }
    }
    config.images = file.images.as_ref().map(from_one).transpose()?;
    config.flips = file.flips;
    if file.flips == Some(true) && dataset.example_shape().len() != 3 {
        let found = dataset.example_shape();
        let reason = format!("`flips` is for images of channels × rows × columns, found {found:?}");
        return Err(Problem(None, reason));
    }
    Ok(config)
}

fn eval(file: &Eval) -> Result<EvalSettings, Problem> {
    let mut settings = EvalSettings::default();
    if let Some(methods) = &file.methods {
        let names: Vec<String> = Association::known().map(Association::name).collect();
        let read = methods.iter().map(|name| {
            let known = name.get_ref().parse::<Association>();
            known.map_err(|_| at(name, unknown("association method", name.get_ref(), &names)))
        });
        settings.methods = read.collect::<Result<_, _>>()?;
    }
    if let Some(images) = &file.images {
        settings.images = from_one(images)?;
    }
    if let Some(combined) = file.combined {
        settings.combined = combined;
    }
    if let Some(positions) = &file.positions {
        settings.max_positions = match positions.get_ref() {
            Value::String(all) if all == "all" => None,
            Value::Integer(count) if *count > 0 => Some(*count as usize),
            _ => return Err(at(positions, "expected a number from 1, or \"all\"")),
        };
    }
    settings.probes = file.probes.as_ref().map(from_one).transpose()?;
    settings.lesion_images = file.lesion_images.as_ref().map(from_one).transpose()?;
    settings.lesion_draws = file.lesion_draws.as_ref().map(from_one).transpose()?;
    Ok(settings)
}

fn from_one(count: &Spanned<usize>) -> Result<usize, Problem> {
    match *count.get_ref() {
        0 => Err(at(count, "expected a number from 1, found 0")),
        count => Ok(count),
    }
}

fn regularizers() -> Vec<&'static str> {
    Regularizer::KNOWN.map(Regularizer::name).to_vec()
}

/// `unknown what`, with the nearest known word, and all known ones.
pub(super) fn unknown(what: &str, found: &str, known: &[impl AsRef<str>]) -> String {
    let known: Vec<&str> = known.iter().map(AsRef::as_ref).collect();
    let meant = nearest(found, &known).map(|k| format!(" (did you mean `{k}`?)"));
    let meant = meant.unwrap_or_default();
    format!(
        "unknown {what} `{found}`{meant}: expected one of {}",
        known.join(", ")
    )
}

/// A message of the parser; for an unknown key with the nearest known one.
fn with_nearest(message: &str) -> String {
    let Some(rest) = message.strip_prefix("unknown field ") else {
        return message.to_owned();
    };
    let words: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
    match words.split_first() {
        Some((found, known)) => unknown("key", found, known),
        None => message.to_owned(),
    }
}

/// The known word most like `found`, if any is like it at all.
fn nearest<'a>(found: &str, known: &[&'a str]) -> Option<&'a str> {
    const LIKE: f64 = 0.6;
    let like = |known: &&str| strsim::jaro_winkler(found, known);
    let best = known
        .iter()
        .copied()
        .max_by(|a, b| like(a).total_cmp(&like(b)))?;
    (like(&best) >= LIKE).then_some(best)
}
