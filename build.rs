//! Lets a notebook cell call libtorch through `tch` although all of `tch` lives in libupdown.so.
//!
//! The library is a dylib, so that cells link in milliseconds and share one copy of every static. But rustc hides what C
//! code a dylib contains, and `tch` has generic functions: those are compiled in the *user's* crate and call that C code
//! (libtch, the wrapper around libtorch). So its symbols are exported by name.

use std::{env, fs, path::PathBuf};

// Patterns only: a plain name that an executable lacks is an error for the linker.
const EXPORTED: &str =
    "{ global: at_*; atg_*; ati_*; ato_*; ats_*; atc_*; atm_*; get_and_reset_last_err*; };\n";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_TORCH").is_none() {
        return;
    }
    let script =
        PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("libtch.map");
    fs::write(&script, EXPORTED).expect("OUT_DIR can be written");
    println!(
        "cargo::rustc-link-arg=-Wl,--version-script={}",
        script.display()
    );
}
