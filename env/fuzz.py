"""libFuzzer on the reader of every kind of file: `make fuzz`.

It needs cargo-fuzz and a C++ compiler, and compiles everything a second time (into target/fuzz, a quarter of an hour on two cores, once).
What it finds out stays in target/fuzz/corpus, so that the next run begins where this one ended; `--keep` puts the least of it that reaches
as much of the program into tests/fuzz/corpus, one archive for each kind, which `cargo test` reads. A file that a reader panics on, or that
takes too long or too much memory, is a finding.
"""

import argparse
import hashlib
import itertools
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from env.paths import ROOT, TARGET

CRATE = ROOT / "tests" / "fuzz"
KEPT = CRATE / "corpus"
WORK = TARGET / "fuzz"
LIMITS = ["-timeout=20", "-rss_limit_mb=3000", "-malloc_limit_mb=1500", "-max_len=65536"]
MOST_KEPT = 50_000  # bytes for each kind
COVERAGE = re.compile(r"cov: (\d+)")


def program():
    """libFuzzer with our readers, built."""
    if subprocess.run(["cargo", "fuzz", "--version"], cwd=ROOT, capture_output=True).returncode:
        sys.exit("fuzz: `cargo install cargo-fuzz` gets the program that builds the fuzzer")
    # No sanitizer: it would need nightly Rust, and looks for what only unsafe code can do.
    subprocess.run(["cargo", "fuzz", "build", "--fuzz-dir", CRATE, "--sanitizer", "none", "--target-dir", WORK / "build", "readers"],
                   cwd=ROOT, check=True)
    about = subprocess.run(["rustc", "-vV"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    host = re.search(r"^host: (.+)$", about, re.MULTILINE)[1]
    return WORK / "build" / host / "release" / "readers"


def kinds(readers):
    return subprocess.run([readers], check=True, capture_output=True, text=True).stdout.split()


class Kind:
    """The fuzzer on one kind of file."""

    def __init__(self, readers, name):
        self.readers, self.name = readers, name
        self.corpus, self.findings, self.log = WORK / "corpus" / name, WORK / "findings" / name, WORK / f"{name}.log"
        for folder in (self.corpus, self.findings):
            folder.mkdir(parents=True, exist_ok=True)

    def run(self, *arguments, **environment):
        """Runs the program in a scratch folder, in memory where there is such a place."""
        memory = Path("/dev/shm")
        with tempfile.TemporaryDirectory(prefix="fuzz-", dir=memory if memory.is_dir() else None) as scratch:
            one = {"RAYON_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "TMPDIR": scratch}
            done = subprocess.run([self.readers, *arguments], env={**os.environ, **one, "UPDOWN_FUZZ_KIND": self.name, **environment},
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=self.findings)
        return done.returncode, done.stdout.decode(errors="replace")

    def begin(self):
        """Whole files, and what was kept, into the folder that the fuzzer works on."""
        status, said = self.run(UPDOWN_FUZZ_WHOLE=str(self.corpus))
        if status:
            sys.exit(f"fuzz: the reader of {self.name} does not start\n{said}")
        if (archive := KEPT / f"{self.name}.zip").is_file():
            zipfile.ZipFile(archive).extractall(self.corpus)

    def fuzz(self, seconds):
        """The line of the table, and whether there is a finding."""
        self.begin()
        before = {*self.findings.iterdir()}
        status, said = self.run(self.corpus, *LIMITS, f"-max_total_time={seconds}", "-print_final_stats=1", f"-artifact_prefix={self.findings}/")
        self.log.write_text(said)
        number = lambda name: next(iter(re.findall(rf"^stat::{name}:\s+(\d+)", said, re.MULTILINE)), "?")
        found = sorted({*self.findings.iterdir()} - before)
        told = ", ".join(str(path.relative_to(ROOT)) for path in found) or (f"ended with {status}, see {self.log.relative_to(ROOT)}" if status else "none")
        reached = (COVERAGE.findall(said) or ["?"])[-1]
        line = f"{self.name:16} {number('number_of_executed_units'):>12} {reached:>8} {number('peak_rss_mb'):>6}  {told}"
        return line, bool(found or status)

    def keep(self):
        """The fewest files that reach every edge, without the whole ones, as an archive; if they are too many, the smallest of them."""
        with tempfile.TemporaryDirectory() as folder:
            status, said = self.run("-set_cover_merge=1", *LIMITS, folder, self.corpus)
            if status:
                sys.exit(f"fuzz: merging the files of {self.name} failed\n{said[-2000:]}")
            files = [path.read_bytes() for path in Path(folder).iterdir()]
        whole = {path.read_bytes() for path in self.corpus.glob("whole-*")}
        files = sorted((file for file in files if file not in whole), key=lambda file: (len(file), file))
        room = itertools.accumulate(map(len, files))
        files = {hashlib.sha256(file).hexdigest()[:12]: file for file, size in zip(files, room) if size <= MOST_KEPT}
        KEPT.mkdir(exist_ok=True)
        with zipfile.ZipFile(KEPT / f"{self.name}.zip", "w") as archive:
            for name in sorted(files):
                archive.writestr(zipfile.ZipInfo(name), files[name])
        print(f"{self.name:16} {len(files):5} files, {sum(map(len, files.values())) / 1e3:.0f} kB", flush=True)


def main():
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__.splitlines()[0])
    parser.add_argument("kinds", nargs="*", metavar="KIND", help="all without it")
    parser.add_argument("--seconds", type=int, default=60, help="for each kind (default 60)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="fuzzers at a time (default: one for each core)")
    parser.add_argument("--keep", action="store_true", help="afterwards, renew tests/fuzz/corpus")
    options = parser.parse_args()
    readers = program()
    known = kinds(readers)
    if unknown := [name for name in options.kinds if name not in known]:
        sys.exit(f"fuzz: no kind {', '.join(unknown)}: expected some of {', '.join(known)}")
    chosen = [Kind(readers, name) for name in options.kinds or known]
    start = time.monotonic()
    print(f"{len(chosen)} kinds, {options.seconds} s each, {options.jobs} at a time")
    print(f"{'kind':16} {'files':>12} {'edges':>8} {'MB':>6}  findings", flush=True)
    failed = False
    with ThreadPoolExecutor(options.jobs) as pool:
        for line, found in pool.map(lambda kind: kind.fuzz(options.seconds), chosen):
            print(line, flush=True)
            failed = failed or found
    print(f"{time.monotonic() - start:.0f} s")
    if options.keep:
        for kind in chosen:
            kind.keep()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
