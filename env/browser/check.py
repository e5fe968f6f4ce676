"""Notebooks, live plots and the page of an experiment in a real browser: `make browser`. Needs node, npm and Chromium."""

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

# What a person sees of live plots; the last cell writes the page of the experiment.
LIVE = [
    CELLS[0],
    'let workspace = Workspace::discover();\nlet results = load(&workspace, "mnist-base")?;',
    "let dropout = sweep_of(&hidden_layers(&results.modules)?, Regularizer::Dropout)?;\n"
    'plot(&dropout).x("strength").y("q").color("method").facet("layer").points().live()',
    'let example = figures::Examples::find(&workspace, "mnist-base")?.network(Layer::Hidden(0))?;\n'
    'explore::matrix(&example, "forward_jac", "forward_jac")?.live()',
    'explore::agreement(&hidden_layers(&results.alignments)?, "element_sim")?.live()',
    'println!("{} bytes", explore::write_page(&workspace, &results, std::path::Path::new("PAGE"))?);',
]


def notebook(folder, name, about, cells):
    words = new_markdown_cell(about)
    path = folder / f"{name}.ipynb"
    kernel = {"kernelspec": {"name": "updown", "display_name": "Rust (updown)", "language": "rust"}}
    nbformat.write(new_notebook(cells=[words, *map(new_code_cell, cells)], metadata=kernel), path)
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
    for path in [HERE / "package.json", *HERE.glob("*.mjs")]:
        shutil.copy(path, tools / path.name)
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund"], cwd=tools, check=True, stdin=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory(dir=ENV) as folder:
        path = notebook(Path(folder), "any", "# A table and a figure\n\nWhat a person sees of a table and of a figure.", CELLS)
        page = page_of(path, options.out)
        explored = options.out / "explore.html"
        cells = [cell.replace("PAGE", str(explored)) for cell in LIVE]
        live = notebook(Path(folder), "live", "# Live plots\n\nWhat a person sees of live plots, and the page of an experiment.", cells)
        page_of(live, options.out)
        with lab.Server(Path(folder), application="jupyterlab") as server:
            server.wait_for("a warmed kernel is ready")
            # Each in a workspace of its own: JupyterLab opens again what was open before.
            lab_of = lambda notebook: f"{server.url}/lab/workspaces/{notebook.stem}/tree/{notebook.name}?token={server.token}"
            addresses = [lab_of(path), lab_of(live), page.as_uri(), explored.as_uri()]
            done = subprocess.run(["node", tools / "check.mjs", browser, *addresses, options.out], stdin=subprocess.DEVNULL)
            log = server.log()
    if done.returncode:
        sys.exit(f"the browser saw something else; what the server said:\n{log}")
    print(f"screenshots: {options.out}")


if __name__ == "__main__":
    main()
