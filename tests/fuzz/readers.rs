//! libFuzzer on the reader of one kind of file, `UPDOWN_FUZZ_KIND`. With `UPDOWN_FUZZ_WHOLE` it only puts that kind's whole files
//! into that folder; without a kind it prints all kinds.
#![no_main]

#[allow(dead_code, reason = "the tests need more of it")]
#[path = "../support/own.rs"]
mod own;
#[path = "../support/readers.rs"]
mod readers;
#[path = "../support/small.rs"]
mod small;
#[allow(dead_code, reason = "the tests need more of it")]
#[path = "../support/tiny.rs"]
mod tiny;
#[path = "../support/zip.rs"]
mod zip;

use libfuzzer_sys::fuzz_target;
use readers::{KINDS, Reader};
use std::cell::OnceCell;

thread_local! {
    static READER: OnceCell<Reader> = const { OnceCell::new() };
}

fn start() -> Reader {
    // A panic that the library catches, as those of polars, is none: libFuzzer's own hook would end the process at once.
    std::panic::set_hook(Box::new(|panic| eprintln!("{panic}")));
    Reader::of(&std::env::var("UPDOWN_FUZZ_KIND").unwrap())
}

/// What the program does in place of fuzzing.
fn answer() {
    if std::env::var_os("UPDOWN_FUZZ_KIND").is_none() {
        println!("{}", KINDS.join("\n"));
        std::process::exit(0);
    }
    if let Ok(folder) = std::env::var("UPDOWN_FUZZ_WHOLE") {
        for (index, whole) in start().whole.iter().enumerate() {
            std::fs::write(format!("{folder}/whole-{index}"), whole).unwrap();
        }
        std::process::exit(0);
    }
}

fuzz_target!(
    init: answer(),
    |data: &[u8]| READER.with(|reader| reader.get_or_init(start).read(data))
);
