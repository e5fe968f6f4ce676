"""Where everything of the notebook kernel lies, and the environment that evcxr is given.

Shared by the launcher (each kernel start: keep imports few), by the set-up and by the tests.
"""
import os
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
KERNELS = PROJECT / "env" / "kernels"  # generated, ignored by git; inside the project, so .cargo/config.toml rules here
BASE = KERNELS / "base"  # the crate as evcxr would generate it, built; each kernel gets a copy
LINKS = KERNELS / "base.files"  # the built files that a kernel needs, one a line, relative to TARGET
BUILD_LOCK = KERNELS / "build.lock"  # held exclusively while the base is built, shared while it is copied
TARGET = PROJECT / "target"
TOOLCHAIN = KERNELS / "toolchain"  # bin/cargo is our shim, bin/rustc the real compiler
METADATA = KERNELS / "metadata"  # what the shim remembers
LIBTORCH = PROJECT / "env" / "libtorch"
MINISTD = HERE / "ministd"

# Without it cargo names every dylib of a path dependency alike, and the two variants would overwrite each other.
HASHED_NAMES = {"__CARGO_DEFAULT_LIB_METADATA": "updown"}

VARIANTS = {"torch": "", "reader": ", default-features = false"}


def variants() -> list[str]:
    """The variants of the library that can be built here: without libtorch only the reader's."""
    return [name for name in VARIANTS if name != "torch" or (LIBTORCH / "lib").is_dir()]


def enabled(trick: str) -> bool:
    """Each trick can be switched off to find out whether it is to blame: UPDOWN_KERNEL_OFF="ministd shim"."""
    return trick not in os.environ.get("UPDOWN_KERNEL_OFF", "").split()


def is_stale() -> bool:
    """Whether the library was edited since the base was built."""
    if not LINKS.exists():
        return True
    built = LINKS.stat().st_mtime
    sources = [PROJECT / name for name in ("Cargo.toml", "Cargo.lock", "build.rs", ".cargo/config.toml")]
    sources += (PROJECT / "lib").rglob("*.rs")
    return any(path.stat().st_mtime > built for path in sources if path.exists())
