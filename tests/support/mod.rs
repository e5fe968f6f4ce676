//! What several tests need.
#![allow(
    dead_code,
    reason = "each test file uses the part of this module that it needs"
)]

#[cfg(feature = "cli")]
pub mod command;
pub mod drawing;
pub mod golden;
pub mod graphs;
pub mod own;
#[cfg(feature = "cli")]
pub mod readers;
#[cfg(feature = "torch")]
pub mod small;
pub mod synthetic;
#[cfg(feature = "torch")]
pub mod tiny;
#[cfg(feature = "cli")]
pub mod torch_file;
#[cfg(feature = "cli")]
pub mod zip;

pub use golden::{Golden, folder_path, number};
