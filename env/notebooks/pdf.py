"""The pages of executed notebooks as PDF, made by a browser: `make pdf`.

nbconvert's own ways need LaTeX (which knows no SVG) or a browser that it downloads. Any Chromium prints the page as it is,
figures as vectors.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from env.paths import EXECUTED

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
PATIENCE = 120  # seconds a page may take
# A browser of its own, that asks nothing of the network; sandboxed unless root runs it, for whom Chromium has no sandbox.
OPTIONS = ["--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
           "--disable-sync", "--no-pdf-header-footer"]


def find_browser():
    """The browser that $CHROMIUM names, or the first one on the PATH; None without one."""
    named = os.environ.get("CHROMIUM")
    return next((found for name in ([named] if named else BROWSERS) if (found := shutil.which(name))), None)


def write_pdf(browser, page, path):
    """Print a page to a file. Raises RuntimeError with the browser's words."""
    with tempfile.TemporaryDirectory(prefix="updown-pdf-") as profile:
        aside = Path(profile) / "page.pdf"
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        command = [browser, *OPTIONS, *sandbox, f"--user-data-dir={profile}", f"--print-to-pdf={aside}", page.resolve().as_uri()]
        try:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            raise RuntimeError(f"{browser} did not print {page.name} within {PATIENCE} s") from None
        if not aside.is_file():
            raise RuntimeError(f"{browser} did not print {page.name}:\n{done.stderr.strip()}")
        shutil.copyfile(aside, path)


def main():
    parser = argparse.ArgumentParser(prog="python -m env.notebooks.pdf", description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", type=Path, help="default: all notebooks' pages in notebooks/executed")
    options = parser.parse_args()
    pages = options.pages or sorted(path for path in EXECUTED.glob("*.html") if path.with_suffix(".ipynb").is_file())
    if not pages:
        sys.exit("there are no executed notebooks yet: `make notebooks` makes them")
    browser = find_browser()
    if browser is None:
        sys.exit("no browser that prints to PDF was found. Install Chromium (apt install chromium, or the like), or name yours:\n"
                 "  CHROMIUM=/path/to/chrome make pdf\n"
                 f"Or open the pages in any browser and print them from there: {', '.join(str(page) for page in pages)}")
    for page in pages:
        path = page.with_suffix(".pdf")
        try:
            write_pdf(browser, page, path)
        except RuntimeError as error:
            sys.exit(f"{error}")
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB", flush=True)


if __name__ == "__main__":
    main()
