"""Write down what rust-analyzer has to know of Rust's standard library: its signatures, constants and documentation.

    python -m env.kernel.signatures.generate [FOLDER]       (into env/kernel/std, if no folder is given)

From the real sources, those of the compiler that is used (`rustup component add rust-src`; this program does not add it). The
compiler expands all macros; what no cell can reach is then left out, and so is the body of every function that no constant may
need. Of the documentation the first paragraph of each item stays.
"""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from env.kernel import layout
from env.kernel.signatures.choose import Choice
from env.kernel.signatures.items import Item, Reader
from env.kernel.signatures.write import Writer

CRATES = ("core", "alloc", "std")
FLAGS = {"std": ["--cfg", "backtrace_in_libstd", "--cfg", 'feature="backtrace"', "--cfg", 'feature="panic-unwind"']}
STAMP = "made-from"  # beside the crates: `rustc -vV`


def output(*command: str, **more) -> str:
    return subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE, **more).stdout


def compiler() -> str:
    return output("rustc", "-vV")


def sources() -> Path | None:
    """Where the standard library's sources lie, if they are installed."""
    found = Path(output("rustc", "--print", "sysroot").strip()) / "lib" / "rustlib" / "src" / "rust" / "library"
    return found if (found / "core" / "src" / "lib.rs").exists() else None


def lay_out(library: Path, folder: Path) -> None:
    """The sources without the processors' own instructions, which are three times all of the rest."""
    for name in (*CRATES, "portable-simd", "backtrace", "std_detect"):
        (folder / name).symlink_to(library / name)
    empty = folder / "stdarch" / "crates" / "core_arch" / "src"
    empty.mkdir(parents=True)
    (empty / "mod.rs").touch()
    (empty / "core_arch_docs.md").touch()


def expanded(crate: str, folder: Path) -> str:
    """What the compiler makes of a crate before it resolves names. That it then complains of what is left out is no matter."""
    command = ["rustc", "-Zunpretty=expanded", "--edition=2024", "--crate-type=lib", "--crate-name", crate, *FLAGS.get(crate, [])]
    env = os.environ | {"RUSTC_BOOTSTRAP": "1", "STD_ENV_ARCH": "x86_64"}
    run = subprocess.run([*command, f"{crate}/src/lib.rs"], cwd=folder, env=env, text=True, capture_output=True)
    if len(run.stdout) < 100_000:
        sys.exit(f"rustc could not expand {crate}:\n{run.stderr[-2000:]}")
    return run.stdout


def read(library: Path) -> dict[str, Item]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(library, folder)
        return {crate: Reader(expanded(crate, folder)).crate() for crate in CRATES}


def generate(library: Path, folder: Path) -> None:
    crates = read(library)
    writer = Writer(crates, Choice(crates))
    for name, crate in crates.items():
        (folder / name / "src").mkdir(parents=True)
        (folder / name / "src" / "lib.rs").write_text(writer.crate(crate))
    (folder / STAMP).write_text(compiler())


def main() -> None:
    folder = Path(sys.argv[1]) if sys.argv[1:] else layout.STD
    library = sources()
    if library is None:
        sys.exit("the sources of the standard library are not installed: rustup component add rust-src")
    aside = folder.with_name(folder.name + ".new")
    shutil.rmtree(aside, ignore_errors=True)
    generate(library, aside)
    shutil.rmtree(folder, ignore_errors=True)
    aside.rename(folder)


if __name__ == "__main__":
    main()
