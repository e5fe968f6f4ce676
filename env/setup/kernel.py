"""The program evcxr_jupyter, and what the notebook kernel starts from."""

import contextlib
import os
import re
import shutil
from pathlib import Path

from env import files
from env.paths import CACHE, LIBTORCH, ROOT, SHARE, VENV
from env.setup.steps import SetupError, beside, run, say, step

EVCXR = "0.22.0"


def evcxr_version(binary):
    """From what cargo noted when it installed the program, which has no --version of its own."""
    notes = binary.resolve().parent.parent / ".crates.toml"
    found = re.search(r'^"evcxr_jupyter ([^ ]+) ', notes.read_text(), re.MULTILINE) if notes.is_file() else None
    return found and found.group(1)


def evcxr_installed():
    """A kernel of the right version: the one on PATH, else the one in the cache folder, else None."""
    on_path = shutil.which("evcxr_jupyter")
    candidates = [Path(on_path)] if on_path else []
    for binary in [*candidates, CACHE / f"evcxr-{EVCXR}" / "bin/evcxr_jupyter"]:
        if os.access(binary, os.X_OK) and evcxr_version(binary) == EVCXR:
            return binary
    return None


def clean_cargo_environment():
    """The environment without variables that would redirect or change a build; registries and proxies stay."""
    unwanted = re.compile(r"RUSTFLAGS$|^RUSTC(_|$)|^CARGO_(BUILD|TARGET|PROFILE|INSTALL|ENCODED|INCREMENTAL)")
    return {name: value for name, value in os.environ.items() if not unwanted.search(name)}


def link_evcxr():
    for folder in (SHARE, VENV / "bin"):
        files.link(folder / "evcxr_jupyter", evcxr_installed())


@contextlib.contextmanager
def evcxr_beside():
    """Build the program, if there is none, while the block runs: it keeps one core busy for most of its time."""
    if evcxr_installed():
        yield
        return
    root, build = CACHE / f"evcxr-{EVCXR}", CACHE / f"evcxr-{EVCXR}.build"
    command = ["cargo", "install", "--locked", "--force", "--root", root, "--target-dir", build, f"evcxr_jupyter@{EVCXR}"]
    with step(f"evcxr_jupyter {EVCXR}", "built from source beside the next steps, 6 to 12 minutes on 2 cores"):
        # From the cache folder, where no configuration of this project applies. An interrupted build goes on.
        with beside(command, CACHE / f"evcxr-{EVCXR}.log", cwd=CACHE, env=clean_cargo_environment()):
            yield
        files.remove(build)


def try_out():
    """A kernel starts, and shows a value. Where it does not, the rest of the project is there all the same."""
    try:
        run([VENV / "bin/python", "-m", "env.kernel.first"], cwd=ROOT, env=clean_cargo_environment())
    except SetupError:
        say("the notebook kernel does not work here (see above); everything else does")


def prepare():
    """Install the kernel and build ahead what it starts from, with the settings that `make` gives to cargo."""
    environment = {**clean_cargo_environment(), "LIBTORCH": str(LIBTORCH)}
    with step("notebook kernel", "5 to 10 minutes on 2 cores the first time, seconds when nothing changed"):
        run([VENV / "bin/python", "-m", "env.kernel.prepare", "kernelspec"], cwd=ROOT, env=environment)
