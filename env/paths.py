"""Where everything in the project lies. The kernel's launcher starts without this package: `kernel/layout.py` has its own paths."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENV = ROOT / "env"
VENV = ROOT / ".venv"
TARGET = ROOT / "target"
LIBTORCH = ENV / "libtorch"  # a link made by the set-up
SHARE = ENV / "share"  # what else the set-up links
KERNELS = ENV / "kernels"

NOTEBOOKS = ROOT / "notebooks"
EXECUTED = NOTEBOOKS / "executed"
FIGURES = ROOT / "figures"  # where `make figures` draws
SITE = ROOT / "site"  # where `make site` builds
FROZEN = ROOT / "checkpoints" / "results"

# What takes long to make and is shared by all clones.
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "updown"
