"""A notebook in a real browser, in JupyterLab and as a page: `make browser`. Needs node, npm and Chromium."""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from env.lab.tests import lab
from env.notebooks import pdf
from env.paths import ENV, ROOT, TARGET

HERE = Path(__file__).resolve().parent

CELLS = [
    f':dep updown = {{ path = "{ROOT}", default-features = false }}\nuse updown::prelude::*;',
    'let table = df!("method" => ["input covariance", "input gradient", "output hessian"], "q" => [0.12, 0.31, 0.165])?;\ntable',
    "let toy = ndarray::Array2::from_shape_fn((30, 30), |(i, j)| if i % 3 == j % 3 { 0.7 } else { 0.3 });\n"
    'figures::association_matrix(&toy, None, "A toy graph", &Style::default())?',
]


def notebook(folder):
    words = new_markdown_cell("# A table and a figure\n\nWhat a person sees of a table and of a figure.")
    path = folder / "any.ipynb"
    kernel = {"kernelspec": {"name": "updown", "display_name": "Rust (updown)", "language": "rust"}}
    nbformat.write(new_notebook(cells=[words, *map(new_code_cell, CELLS)], metadata=kernel), path)
    return path


def page_of(path, folder):
    done = subprocess.run([sys.executable, "-m", "env.notebooks.execute", "--out", folder, path], cwd=ROOT, stdin=subprocess.DEVNULL)
    if done.returncode:
        sys.exit("the notebook could not be executed")
    return folder / f"{path.stem}.html"


def main():
    parser = argparse.ArgumentParser(prog="python -m env.browser.check", description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=TARGET / "browser", help="folder for the screenshots (target/browser)")
    options = parser.parse_args()
    browser = pdf.find_browser()
    missing = [name for name, found in (("node", shutil.which("node")), ("npm", shutil.which("npm")), ("Chromium", browser)) if not found]
    if missing:
        sys.exit(f"this check needs {', '.join(missing)}")
    options.out.mkdir(parents=True, exist_ok=True)
    tools = options.out / "tools"  # node looks for packages beside the program
    tools.mkdir(exist_ok=True)
    for name in ("package.json", "check.mjs"):
        shutil.copy(HERE / name, tools / name)
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund"], cwd=tools, check=True, stdin=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory(dir=ENV) as folder:
        path = notebook(Path(folder))
        page = page_of(path, options.out)
        with lab.Server(Path(folder), application="jupyterlab") as server:
            server.wait_for("a warmed kernel is ready")
            address = f"{server.url}/lab/tree/{path.name}?token={server.token}"
            done = subprocess.run(["node", tools / "check.mjs", browser, address, page.as_uri(), options.out], stdin=subprocess.DEVNULL)
            log = server.log()
    if done.returncode:
        sys.exit(f"the browser saw something else; what the server said:\n{log}")
    print(f"screenshots: {options.out}")


if __name__ == "__main__":
    main()
