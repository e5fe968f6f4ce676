//! All integration tests in one program, which is linked once: a test of a new subject is a file `tests/SUBJECT.rs` and a line
//! below, one of a known subject goes into that subject's file. `cargo test --features cli --test all SUBJECT::` runs one subject.

mod support;

mod alignment;
mod alignment_edges;
mod alignment_golden;
mod alignment_properties;
#[cfg(feature = "torch")]
mod analysis;
mod architecture;
#[cfg(feature = "torch")]
mod associations;
#[cfg(feature = "torch")]
mod associations_networks;
#[cfg(feature = "torch")]
mod associations_probes;
mod checkpoint;
mod claims;
mod colours;
#[cfg(all(feature = "cli", feature = "torch"))]
mod command;
#[cfg(feature = "cli")]
mod command_inputs;
#[cfg(feature = "cli")]
mod command_lesion;
#[cfg(feature = "cli")]
mod command_measure_files;
#[cfg(feature = "cli")]
mod command_measures;
#[cfg(feature = "cli")]
mod command_operations;
#[cfg(feature = "cli")]
mod command_own;
#[cfg(feature = "reader-cli")]
mod command_reader;
#[cfg(feature = "cli")]
mod command_resume;
#[cfg(feature = "cli")]
mod command_shell;
#[cfg(feature = "cli")]
mod command_streams;
#[cfg(feature = "cli")]
mod communities;
#[cfg(feature = "cli")]
mod damage;
#[cfg(feature = "cli")]
mod damage_records;
#[cfg(feature = "torch")]
mod datasets;
mod documents;
mod drawing;
#[cfg(feature = "torch")]
mod eval;
#[cfg(feature = "torch")]
mod eval_again;
#[cfg(feature = "torch")]
mod eval_failures;
mod explore;
mod figures;
mod figures_frozen;
mod figures_incomplete;
mod function;
#[cfg(feature = "cli")]
mod import;
#[cfg(feature = "cli")]
mod import_disguises;
#[cfg(feature = "cli")]
mod import_hostile;
#[cfg(feature = "cli")]
mod import_hostile_tensors;
#[cfg(feature = "torch")]
mod lesions;
mod matrices;
mod modularity;
mod modularity_golden;
mod modularity_properties;
mod modularity_temperature;
#[cfg(feature = "torch")]
mod own_data;
mod own_experiments;
#[cfg(feature = "cli")]
mod own_networks;
mod plot;
mod plot_layers;
mod plot_live;
mod plot_refusals;
#[cfg(feature = "cli")]
mod public_inputs;
#[cfg(feature = "torch")]
mod results;
#[cfg(feature = "cli")]
mod security;
#[cfg(feature = "torch")]
mod training;
#[cfg(feature = "torch")]
mod training_cnn;
#[cfg(feature = "torch")]
mod training_failures;
#[cfg(feature = "torch")]
mod training_resume;
