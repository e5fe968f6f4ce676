"""Build the site into `site/`: `make site`. Needs cargo and Python 3.11, neither set-up nor libtorch."""

import hashlib
import shutil
import subprocess
import sys

from env import files
from env.paths import ROOT, SITE
from env.setup.steps import SetupError, run, say, step
from env.site import api, gallery, links, sources
from env.site.layout import AS_IT_IS, BUILT, CONFIGURATION, DOCTREES, REQUIREMENTS, SOURCES, VENV, WORKPLACE

SHOWN = 50


def install():
    """The generator, in an environment of its own: only who builds the site needs it."""
    key = hashlib.sha256(REQUIREMENTS.read_bytes() + f"{VENV} {sys.version}".encode()).hexdigest()
    stamp = VENV / "requirements.sha256"
    if stamp.exists() and stamp.read_text() == key:
        return
    with step("the site's Python environment", "Sphinx, MyST-NB and Furo, about 30 s"):
        files.remove(VENV)
        run([sys.executable, "-m", "venv", VENV])
        run([VENV / "bin/python", "-m", "pip", "install", "--no-deps", "-r", REQUIREMENTS, "--quiet", "--disable-pip-version-check"])
        stamp.write_text(key)


def lay_out():
    with step("sources", "documents, notebooks, and all figures of the frozen results, drawn anew"):
        shutil.rmtree(AS_IT_IS, ignore_errors=True)
        sources.lay_out()
        gallery.draw()


def build_pages():
    """Every warning of Sphinx is an error: a link to a document that is not there, a heading that is none."""
    with step("pages", "Sphinx"):
        shutil.rmtree(BUILT, ignore_errors=True)
        run([VENV / "bin/python", "-m", "sphinx", "--builder", "html", "--quiet", "--fresh-env", "--fail-on-warning", "--keep-going",
             "--jobs", "auto", "--conf-dir", CONFIGURATION, "--doctree-dir", DOCTREES, SOURCES, BUILT], cwd=ROOT)


def check():
    with step("links", "every page, the API's too"):
        dead = links.dead(BUILT)
    if dead:
        say("\n".join(dead[:SHOWN]))
        raise SetupError(f"{len(dead)} dead links in {BUILT.relative_to(ROOT)}, of which the first stand above; site/ is as it was")


def main():
    if sys.version_info < (3, 11):
        sys.exit("the site's generator needs Python 3.11 or newer: PYTHON=… names one")
    WORKPLACE.mkdir(parents=True, exist_ok=True)
    try:
        install()
        lay_out()
        build_pages()
        with step("API", "cargo doc"):
            api.build()
        check()
    except (SetupError, subprocess.CalledProcessError) as error:
        sys.exit(f"the site was not built: {error}")
    files.remove(SITE)
    BUILT.rename(SITE)
    pages = sum(1 for _ in SITE.rglob("*.html"))
    size = sum(path.stat().st_size for path in SITE.rglob("*") if path.is_file())
    say(f"to be looked at: {(SITE / 'index.html').relative_to(ROOT)} ({pages} pages, {size / 1e6:.0f} MB)")


if __name__ == "__main__":
    main()
