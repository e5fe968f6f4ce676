#!/usr/bin/env python3
"""How long a notebook user waits: our kernel beside a plain evcxr kernel, cell by cell, alternating.

    .venv/bin/python benches/kernel_latency.py [--rounds N] [--no-plain] [--lab]

With --lab, instead: from opening a notebook under a Jupyter server to its first table, without and with the warmed kernel.

The plain kernel is evcxr as it comes, with polars 0.55 (lazy) and plotters, in a folder of its own that is built first
(that takes many minutes; it is kept in the system's temporary folder). All are measured warm.
"""
import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

from env.kernel import layout

PROJECT = Path(__file__).resolve().parent.parent
# Not below the home folder: there a plain kernel's cells would not find Rust's standard library, since their rpath counts the
# folders up from where they were linked and not from where evcxr loads them.
CACHE = Path(tempfile.gettempdir()) / "updown-bench" / "plain-evcxr"

TABLE = 'let df = df!("a" => [1, 1, 2], "b" => [1.0, 2.0, 3.0])?;\ndf'
GROUP = 'let g = df.clone().lazy().group_by([col("a")]).agg([col("b").mean()]).collect()?;\ng'
FIGURE = """let mut svg = String::new();
{
    use plotters::prelude::*;
    let root = SVGBackend::with_string(&mut svg, (300, 200)).into_drawing_area();
    let mut chart = ChartBuilder::on(&root).build_cartesian_2d(0f64..1f64, 0f64..1f64)?;
    chart.draw_series(LineSeries::new([(0., 0.), (1., 1.)], &RED))?;
}
svg.len()"""
SUM = "let t = Tensor::from_slice(&[1.0, 2.0]).sum(Kind::Double);\nt"

OURS = ':dep updown = { path = "%s"%s }'
KERNELS = {
    "reader": [OURS % (PROJECT, ", default-features = false"), "use updown::prelude::*;", TABLE, GROUP, FIGURE],
    "torch": [OURS % (PROJECT, ""), "use updown::prelude::*;", TABLE, GROUP, FIGURE, SUM],
    "plain": [
        ':dep polars = { version = "0.55", features = ["lazy"] }\n:dep plotters = { version = "0.3.7", default-features = false, '
        'features = ["svg_backend", "line_series", "ab_glyph"] }',
        "use polars::prelude::*;",
        TABLE.replace("df!(", "polars::df!("),
        GROUP,
        FIGURE,
    ],
}
# One that imports the library so.
NOTEBOOKS = {"reader": "04_figures.ipynb", "torch": "01_sweep.ipynb"}


def spec_of(kernel: str) -> KernelSpec:
    if kernel != "plain":
        return KernelSpec.from_resource_dir(str(Path(sys.prefix) / "share" / "jupyter" / "kernels" / "updown"))
    own = Path(sys.prefix) / "bin" / "evcxr_jupyter"
    evcxr = str(own) if own.exists() else shutil.which("evcxr_jupyter")
    CACHE.mkdir(parents=True, exist_ok=True)
    # Without sources its rust-analyzer would have rustup add a component.
    env = {"EVCXR_TMPDIR": str(CACHE), "RUST_SRC_PATH": str(layout.real_std() or layout.std_sources())}
    return KernelSpec(argv=[evcxr, "--control_file", "{connection_file}"], env=env, language="rust")


def measure(kernel: str) -> list[float]:
    """Seconds until the kernel is ready, then of each cell."""
    manager = KernelManager()
    manager._kernel_spec = spec_of(kernel)
    begin = time.perf_counter()
    manager.start_kernel(cwd=str(CACHE if kernel == "plain" else PROJECT))
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=600)
    seconds = [time.perf_counter() - begin]
    for cell in KERNELS[kernel]:
        begin = time.perf_counter()
        errors: list[str] = []

        def seen(message):
            if message["msg_type"] == "error":
                errors.append(message["content"]["evalue"])

        client.execute_interactive(cell, timeout=7200, output_hook=seen, allow_stdin=False)
        seconds.append(time.perf_counter() - begin)
        if errors:
            print(f"{kernel}: {cell!r}: {errors[0]}", file=sys.stderr)
    client.stop_channels()
    manager.shutdown_kernel(now=False)
    return seconds


def lab(rounds: int) -> None:
    """Both kinds of notebook, one opened after the other, as JupyterLab opens them."""
    from env.lab.tests import lab as jupyter

    print(f"{'median seconds':32}{'open':>12}{'import':>12}{'first table':>12}{'together':>12}")
    for warm in ("0", "1"):
        with jupyter.Server(PROJECT / "notebooks", UPDOWN_WARM_KERNEL=warm) as server:
            for kernel in ("reader", "torch"):
                runs = [open_notebook(server, kernel, warm == "1") for _ in range(rounds)]
                row = [statistics.median(column) for column in zip(*runs)]
                row.append(statistics.median(sum(run) for run in runs))
                name = f"{kernel}, {'warmed' if warm == '1' else 'not warmed'}"
                print(f"{name:32}" + "".join(f"{value:12.2f}" for value in row), flush=True)


def open_notebook(server, kernel: str, warm: bool) -> list[float]:
    """Seconds until the kernel is ready, of the import, and of the first table."""
    if warm:  # one for each of the two imports
        server.wait_for("a warmed kernel is ready", 2 + server.log().count("handed out the warmed kernel"))
    marks = [time.perf_counter()]
    session = server.open(NOTEBOOKS[kernel])
    marks.append(time.perf_counter())
    dependency, use, table = KERNELS[kernel][:3]
    for cell in (f"{dependency}\n{use}".replace(str(PROJECT), ".."), table):
        status, _, text = session.run(cell)
        marks.append(time.perf_counter())
        if status != "ok":
            print(f"{kernel}: {cell!r}: {text}", file=sys.stderr)
    session.close()
    return [after - before for before, after in zip(marks, marks[1:])]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-plain", action="store_true")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--lab", action="store_true")
    args = parser.parse_args()
    if args.lab:
        return lab(args.rounds)
    kernels = [kernel for kernel in KERNELS if not (args.no_plain and kernel == "plain")]
    for kernel in kernels:
        measure(kernel)  # warm: the plain kernel's first time builds polars
    runs = {kernel: [] for kernel in kernels}
    for _ in range(args.rounds):
        for kernel in kernels:
            runs[kernel].append(measure(kernel))
    names = ["start", ":dep", "use", "first table", "group_by", "figure", "tensor sum"]
    print(f"{'median seconds':16}" + "".join(f"{name:>12}" for name in [*names, "to 1st table"]))
    for kernel, times in runs.items():
        row = [statistics.median(column) for column in zip(*times)]
        cells = [f"{value:12.2f}" for value in row] + [" " * 12] * (len(names) - len(row))
        total = statistics.median(sum(run[:4]) for run in times)
        print(f"{kernel:16}" + "".join(cells) + f"{total:12.2f}")
    if args.json:
        args.json.write_text(json.dumps(runs, indent=1))


if __name__ == "__main__":
    main()
