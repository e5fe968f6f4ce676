"""The Python environment .venv: JupyterLab, what executes notebooks, and this package."""

import hashlib
import os
import sys
from pathlib import Path

from env import files
from env.paths import ENV, ROOT, VENV
from env.setup.steps import run, step

REQUIREMENTS = ENV / "requirements.txt"
MADE_OF = [REQUIREMENTS, ROOT / "pyproject.toml", *sorted((ENV / "lab" / "data").rglob("*.json"))]
# The interpreter itself, where this runs in a virtual environment, which may be the one that is to be made anew.
PYTHON = Path(sys.executable).resolve()


def key():
    made_of = b"".join(path.read_bytes() for path in MADE_OF)
    return hashlib.sha256(made_of + f"{ROOT} {PYTHON} {sys.version}".encode()).hexdigest()


def pip(workplace, *arguments):
    """Run .venv's pip with its temporary files in `workplace`, which a later set-up clears if this one is killed."""
    # With the locks inherited: where this program alone is killed, the next set-up waits for a pip still at work.
    run([VENV / "bin/python", "-m", "pip", *arguments, "--quiet", "--disable-pip-version-check"], close_fds=False,
        env={**os.environ, "TMPDIR": str(workplace)})


def install():
    stamp = VENV / "requirements.sha256"
    if stamp.exists() and stamp.read_text() == key():
        return
    with step("Python environment .venv", "JupyterLab and nbconvert, about 30 s"):
        files.remove(VENV)
        run([PYTHON, "-m", "venv", VENV])
        pip(VENV, "install", "--no-deps", "-r", REQUIREMENTS)
        pip(VENV, "install", "--no-deps", "--no-build-isolation", "--editable", ROOT)
        stamp.write_text(key())
