//! Checkpoints in whose records a value is out of place: results are read, judged and drawn, or refused with a reason, and nothing panics.
//!
//! `UPDOWN_FUZZ_SECONDS` and `UPDOWN_FUZZ_SEED` are as in `damage.rs`.

use crate::damage::number;
use crate::support::tiny::{Tiny, config, run, tiny};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};
use updown::analysis::{self, Bootstrap, Destination};
use updown::checkpoint::Metric;
use updown::drawing::Style;
use updown::eval::{EvalPass, eval};
use updown::figures::{Examples, FIGURES};
use updown::progress::Silent;
use updown::spec::Selection;

/// The values below this one, as JSON pointers.
fn places(value: &Value, here: String, all: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                places(value, format!("{here}/{key}"), all);
            }
        }
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                places(value, format!("{here}/{index}"), all);
            }
        }
        _ => {}
    }
    all.push(here);
}

/// Puts another value in some place: an extreme, or one from elsewhere.
fn misplace(records: &mut Value, rng: &mut ChaCha8Rng) -> String {
    let mut all = Vec::new();
    places(records, String::new(), &mut all);
    let (place, other) = (all.choose(rng).unwrap(), all.choose(rng).unwrap());
    let extremes = [
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(-1),
        json!(3),
        json!(u64::MAX),
        json!(1e-300),
        json!(1e300),
        json!(-1e300),
        json!(""),
        json!("é\u{202e}<b>"),
        json!([]),
        json!({}),
        json!([null]),
    ];
    let value = match rng.gen_range(0..4) {
        0 => records.pointer(other).unwrap().clone(),
        1 => match records.pointer(place).unwrap().clone() {
            Value::Array(mut values) => {
                let last = values.len() / 2;
                values.truncate(last);
                values.into()
            }
            Value::Number(n) => json!(n.as_f64().unwrap() * -2.0),
            other => json!([other]),
        },
        2 => match records.pointer(place).unwrap().clone() {
            Value::Array(mut values) => {
                values.extend(values.clone());
                values.into()
            }
            Value::Number(n) => json!(n.as_u64().unwrap_or_default().wrapping_add(1)),
            other => other,
        },
        _ => extremes.choose(rng).unwrap().clone(),
    };
    let told = format!("{place}: {value:.100}");
    *records.pointer_mut(place).unwrap() = value;
    told
}

/// The file with a header in which values are misplaced, and which.
fn damage(file: &[u8], part: &str, rng: &mut ChaCha8Rng) -> (Vec<u8>, Vec<String>) {
    let length = u64::from_le_bytes(file[..8].try_into().unwrap()) as usize;
    let (header, tensors) = file[8..].split_at(length);
    let mut header: Value = serde_json::from_slice(header).unwrap();
    let text = header["__metadata__"]["updown"].as_str().unwrap();
    let mut records: Value = serde_json::from_str(text).unwrap();
    let told = (0..rng.gen_range(1..=3))
        .map(|_| misplace(records.pointer_mut(part).unwrap(), rng))
        .collect();
    header["__metadata__"]["updown"] = records.to_string().into();
    let header = header.to_string().into_bytes();
    let length = (header.len() as u64).to_le_bytes();
    ([&length[..], &header, tensors].concat(), told)
}

/// Reads, judges, draws and freezes; whatever is refused is refused in words.
fn use_results(tiny: &Tiny) {
    let Ok(results) = analysis::load(&tiny.workspace, "tiny") else {
        return;
    };
    // A checkpoint that is left out as a whole can do no harm.
    if results.skipped.iter().any(|skipped| !skipped.is_part) {
        return;
    }
    let _ = analysis::claims(&results);
    let _ = analysis::rule(&results);
    let few = Bootstrap {
        resamples: 100,
        ..Bootstrap::default()
    };
    let _ = analysis::function_claims(&results, &few);
    let style = Style::light();
    if let Ok(examples) = Examples::find(&tiny.workspace, "tiny") {
        for entry in &FIGURES {
            for (_, figure) in entry.draw_all(&results, &examples, &style) {
                let _ = figure.map(|figure| figure.to_svg());
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let kept = Destination::Folder(folder.path().join("tables"));
    let _ = analysis::freeze(&tiny.workspace, "tiny", &kept, false);
}

/// Tries `attempt` on an experiment one of whose files has values out of place below the JSON pointer `part`.
fn never_panics(tiny: &Tiny, part: &str, cases: u64, attempt: impl Fn()) {
    let paths = tiny.workspace.checkpoints("tiny").unwrap();
    let until = number("UPDOWN_FUZZ_SECONDS").map(|s| Instant::now() + Duration::from_secs(s));
    let first = number("UPDOWN_FUZZ_SEED").unwrap_or(0);
    let mut tried = 0;
    while until.map_or(tried < cases, |until| Instant::now() < until) {
        let seed = first + tried;
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let path = paths.choose(&mut rng).unwrap();
        let whole = std::fs::read(path).unwrap();
        let (damaged, told) = damage(&whole, part, &mut rng);
        std::fs::write(path, damaged).unwrap();
        let result = catch_unwind(AssertUnwindSafe(&attempt));
        assert!(result.is_ok(), "seed {seed} panics: {told:?}");
        std::fs::write(path, whole).unwrap();
        tried += 1;
    }
    println!("{tried} checkpoints with values out of place in `{part}`, seeds from {first}");
}

#[test]
fn results_with_values_out_of_place_are_drawn_or_refused() {
    let tiny = tiny();
    run(&tiny, config(50), &[]);
    never_panics(&tiny, "", 30, || use_results(&tiny));
}

/// What is computed anew is made from what stands in the records.
#[test]
fn measuring_goes_on_from_values_out_of_place_or_fails_in_words() {
    let tiny = tiny();
    run(&tiny, config(50), &[]);
    for path in tiny.workspace.checkpoints("tiny").unwrap().split_off(1) {
        std::fs::remove_file(path).unwrap();
    }
    let force: Vec<Metric> = Metric::ALL
        .into_iter()
        .filter(|kind| kind.made_from().is_some())
        .filter(|kind| *kind != Metric::Modules)
        .collect();
    let measure = || {
        let pass = EvalPass {
            experiment: "tiny",
            selection: Selection::default(),
            config: config(50),
            metrics: force.clone(),
            force: force.clone(),
            jobs: 1,
        };
        let _ = eval(&pass, &tiny.dataset, &tiny.workspace, &Silent);
    };
    for part in ["", "/records/associations", "/records/modules"] {
        never_panics(&tiny, part, 20, measure);
    }
}
