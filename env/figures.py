"""Draw all figures of all experiments that have frozen results, and a page to look at them: `make figures`.

Needs cargo and Python's standard library, neither libtorch nor .venv.
"""

import argparse
import html
import re
import shutil
import subprocess
import sys
from pathlib import Path

from env import files
from env.paths import FIGURES, FROZEN, LIBTORCH, ROOT
from env.web import GALLERY, frame

DRAWN = re.compile(r"^(?P<path>.+)/(?P<file>[^/]+\.svg): (?P<title>.+)$")


def command():
    """The program `updown`, or its reading half if there is no libtorch."""
    reader = ["--no-default-features", "--features", "reader-cli", "--bin", "updown-reader"]
    return ["cargo", "run", "--quiet", "--locked", *(["--features", "cli"] if (LIBTORCH / "lib").is_dir() else reader), "--"]


def experiments():
    return sorted(path.parent.name for path in FROZEN.glob("*/runs.parquet"))


def draw(experiment, folder):
    """Draw into an empty folder. Returns what was drawn as (file, title), and any other messages."""
    shutil.rmtree(folder, ignore_errors=True)
    done = subprocess.run([*command(), "figures", experiment, "--out", str(folder)], cwd=ROOT, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, text=True)
    found = [(line, DRAWN.match(line)) for line in done.stdout.splitlines()]
    said = [line for line, match in found if not match]
    if done.returncode not in (0, 1):  # 1: some are left out, and named
        sys.exit(f"figures of {experiment}: `updown figures` ended with status {done.returncode}")
    return [(match["file"], match["title"]) for _, match in found if match], said


def section(experiment, drawn):
    cards = "\n".join(
        f'<a class="card" href="{html.escape(f"{experiment}/{file}")}"><div class="picture">'
        f'<img alt="" loading="lazy" src="{html.escape(f"{experiment}/{file}")}"></div><div class="words">'
        f'<h2>{html.escape(Path(file).stem)}</h2><p class="soft">{html.escape(title)}</p></div></a>'
        for file, title in drawn)
    return f'</main><h2 id="{html.escape(experiment)}">{html.escape(experiment)}</h2><main>\n{cards}'


def main():
    parser = argparse.ArgumentParser(prog="python -m env.figures", description=__doc__.splitlines()[0])
    parser.add_argument("experiments", nargs="*", help="default: all that have frozen results")
    parser.add_argument("--out", type=Path, default=FIGURES, help="folder for the figures and their page (figures)")
    options = parser.parse_args()
    names = options.experiments or experiments()
    if not names:
        print("there are no frozen results in checkpoints/results, so there is nothing to draw")
        return
    sections = []
    for name in names:
        drawn, said = draw(name, options.out / name)
        sections.append(section(name, drawn))
        print(f"{name}: {len(drawn)} figures", *said, sep="\n  ", flush=True)
    about = "All figures of all experiments, drawn from their results. The names are those of the paper's analysis, F1 to F17."
    options.out.mkdir(parents=True, exist_ok=True)
    files.write(options.out / GALLERY.name, frame("updown: figures", about, "\n".join(sections)))
    print(f"to be looked at: {options.out / GALLERY.name}")


if __name__ == "__main__":
    main()
