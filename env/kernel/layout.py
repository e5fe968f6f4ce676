"""Where everything of the notebook kernel lies, and the environment that evcxr is given.

Shared by the launcher (each kernel start: keep imports few), by the set-up and by the tests.
"""
import json
import os
import re
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
SETTINGS = json.loads((HERE / "project.json").read_text())  # all that is known here of the project that this serves (README.md)
CRATE = SETTINGS["crate"]
KERNELS = PROJECT / SETTINGS["kernels"]  # generated, ignored by git; inside the project, so .cargo/config.toml rules here
BASE = KERNELS / "base"  # the crate as evcxr would generate it, built; each kernel gets a copy
LINKS = KERNELS / "base.files"  # the built files that a kernel needs, one a line, relative to TARGET
VARIABLES = KERNELS / "base.variables"  # those that its build scripts look at (known.rs)
BUILD_LOCK = KERNELS / "build.lock"  # held exclusively while the base is built, shared while it is copied
TARGET = PROJECT / "target"
TOOLCHAIN = KERNELS / "toolchain"  # bin/cargo is our shim, bin/rustc the real compiler
CELLS = TOOLCHAIN / "lib" / "cells.so"  # loaded into the process that runs the cells
CRATES = KERNELS / "crates"  # what notebooks ask for beside the library, built apart, for all kernels (beside.rs)
METADATA = KERNELS / "metadata"  # what the shim remembers
THIN = KERNELS / "thin"  # copies of crates for rust-analyzer (thin_sources.py)
NATIVE = {name: PROJECT / place for name, place in SETTINGS["native"].items()}  # libraries by the variable that names their folder
STD = HERE / "std"  # what rust-analyzer is told of Rust's standard library, made by signatures/generate.py
OWN_STD = KERNELS / "std"  # the same of another compiler than that, where its sources are installed

# Without it cargo names every dylib of a path dependency alike, and the two variants would overwrite each other. Cargo mixes it into
# the name of every crate: the Makefile gives it to cargo, too, or all would be compiled a second time (test_once.py).
HASHED_NAMES = {"__CARGO_DEFAULT_LIB_METADATA": CRATE}

VARIANTS = {name: variant["dependency"] for name, variant in SETTINGS["variants"].items()}


def variants() -> list[str]:
    """The variants of the library that can be built here: those whose native libraries are there."""
    return [name for name, variant in SETTINGS["variants"].items() if (PROJECT / variant.get("needs", "")).is_dir()]


def first_cell(variant: str | None) -> str:
    """How a notebook begins that imports the library in this variant, or in none."""
    return "" if variant is None else f':dep {CRATE} = {{ path = "{PROJECT}"{VARIANTS[variant]} }}\n{SETTINGS.get("import", "")}'


def loads(dependency: str) -> list[str]:
    """The native libraries that are worth loading before a notebook with this `:dep` line runs its first cell."""
    written = [name for name in VARIANTS if VARIANTS[name] in dependency]
    variant = max(written, key=lambda name: len(VARIANTS[name]), default=None)  # one writes nothing, which is in every line
    places = SETTINGS["variants"][variant].get("loads", []) if variant else []
    return [str(PROJECT / place) for place in places if (PROJECT / place).is_file()]


def native() -> dict[str, str]:
    """The variables that name native libraries, of those that are there. Another value would compile what links to them anew."""
    return {name: str(place) for name, place in NATIVE.items() if (place / "lib").is_dir()}


def enabled(trick: str) -> bool:
    """Each trick can be switched off to find out whether it is to blame: UPDOWN_KERNEL_OFF="std shim"."""
    return trick not in os.environ.get(SETTINGS["switches"], "").split()


def rust() -> Path:
    """Where the compiler lies that cells are compiled with."""
    return (TOOLCHAIN / "bin" / "rustc").resolve().parent.parent


def real_std() -> Path | None:
    """Rust's own sources of its standard library, if they are installed."""
    found = rust() / "lib" / "rustlib" / "src" / "rust" / "library"
    return found if (found / "core").is_dir() else None


def std_sources() -> Path:
    """What rust-analyzer reads as Rust's standard library. Never nothing: it would have rustup add a component."""
    if not enabled("std") and (real := real_std()):
        return real
    return OWN_STD if OWN_STD.is_dir() else STD


def is_stale() -> bool:
    """Whether the library was edited since the base was built, or what it was built from is not known."""
    if not LINKS.exists():
        return True
    built = LINKS.stat().st_mtime
    sources = [PROJECT / name for name in ("Cargo.toml", "Cargo.lock", "build.rs", ".cargo/config.toml")]
    try:
        sources = [path for path in sources if path.exists()] + read_by_the_compiler()
        return any(path.stat().st_mtime > built for path in sources)
    except FileNotFoundError:  # a source or the list, renamed or removed
        return True


def read_by_the_compiler() -> list[Path]:
    """The library's sources and every other file that it embeds, as the compiler lists them beside what it built."""
    lists = [TARGET / line for line in LINKS.read_text().splitlines() if re.search(rf"/deps/{CRATE}-\w+\.d$", line)]
    found = {name for path in lists for name in re.findall(r"^([^#\n].*):$", path.read_text(), re.MULTILINE)}
    paths = [Path(name.replace("\\ ", " ")) for name in found]
    return [path for path in paths if not path.is_relative_to(TARGET)]  # what a build script wrote is made anew with the rest


def packages(python: str) -> Path:
    """Where the packages of a virtual environment lie, for a Python that was started with -S."""
    return Path(python).parent.parent / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"


def is_rewritten(path: str) -> bool:
    """Files that cargo writes in place (compiler and linker rename a finished file over the old one).

    A hard link to one of these would reach into every other kernel.
    """
    return path.endswith(".d") or f"/.fingerprint/{CRATE}-" in path or f"/build/{CRATE}-" in path


def copy_built(target: Path) -> None:
    """Fill a target folder with the built library: hard links to what stays as it is, copies of what will be rewritten."""
    made = set()
    for line in LINKS.read_text().splitlines():
        source, copy = f"{TARGET}/{line}", f"{target}/{line}"
        parent = copy.rsplit("/", 1)[0]
        if parent not in made:
            os.makedirs(parent, exist_ok=True)
            made.add(parent)
        try:
            if is_rewritten(line):
                shutil.copy2(source, copy)
            else:
                os.link(source, copy, follow_symlinks=False)
        except FileExistsError:
            continue
        except FileNotFoundError:
            continue  # cargo builds what is missing
