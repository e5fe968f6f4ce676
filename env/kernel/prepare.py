"""Build ahead what every notebook kernel starts from. Idempotent: an unchanged tree takes a second.

    python -m env.kernel.prepare              the library as evcxr compiles it, and the shim's folder
    python -m env.kernel.prepare user         also install it for this user, for any Jupyter
    python -m env.kernel.prepare kernelspec   also install the kernelspec into this interpreter's prefix
"""
import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from env.kernel import layout

# What evcxr 0.22 generates. The profile is overruled by .cargo/config.toml; the package's name and version count.
MANIFEST = """
[package]
name = "ctx"
version = "1.0.0"
edition = "2024"

[lib]
crate-type = ["cdylib"]
path = "src/lib.rs"

[dependencies]
{dependencies}
"""


def output(*command: str, cwd: Path = layout.PROJECT, **more) -> str:
    return subprocess.run(command, cwd=cwd, check=True, text=True, stdout=subprocess.PIPE, **more).stdout


def host() -> str:
    return next(line.split()[1] for line in output("rustc", "-vV").splitlines() if line.startswith("host:"))


def build(variant: str) -> list[Path]:
    """Compile the library for one variant exactly as a cell's build would. Returns the files that came out."""
    manifest = MANIFEST.format(dependencies=f'{layout.CRATE} = {{ path = "{layout.PROJECT}"{layout.VARIANTS[variant]} }}')
    (layout.BASE / "src").mkdir(parents=True, exist_ok=True)
    (layout.BASE / "src" / "lib.rs").write_text(f"pub use {layout.CRATE};\n")
    (layout.BASE / "Cargo.toml").write_text(manifest)
    shutil.copy(layout.PROJECT / "Cargo.lock", layout.BASE / "Cargo.lock")
    own = layout.HASHED_NAMES | layout.native()  # as in a kernel
    env = dict(os.environ, RUSTFLAGS="-Cprefer-dynamic", CARGO_TARGET_DIR=str(layout.TARGET), **own)
    lines = []
    for command in ("build", "check"):  # evcxr checks a cell whose types it cannot infer: without this, all of polars
        lines += output("cargo", command, "--target", host(), "--message-format=json", cwd=layout.BASE, env=env).splitlines()
    messages = [json.loads(line) for line in lines if line.startswith("{")]
    return [path for message in messages for path in files_of(message)]


def files_of(message: dict) -> list[Path]:
    """The artefacts of one cargo message, with the fingerprints by which a kernel's cargo knows that they are fresh."""
    if message["reason"] == "build-script-executed":
        folder = Path(message["out_dir"]).parent
        return everything_under(folder) + fingerprints(folder)
    if message["reason"] != "compiler-artifact" or message["target"]["name"] == "ctx":
        return []
    found = []
    for name in message["filenames"]:
        path = Path(name)
        if path.parent.parent.name == "build":  # a compiled build script
            found += everything_under(path.parent) + fingerprints(path.parent)
        else:
            found += [path, *fingerprints(path)]
            found += dylib_of(path)
            found += path.parent.glob(path.stem.removeprefix("lib") + ".d")
    return found


def is_read(path: Path) -> bool:
    """Whether a kernel's cargo, or the linker, ever reads it. Each kernel links or copies thousands of files, and half of them only
    say how others came about: beside an artefact the list of its sources (of the library it tells of edits), beside a fingerprint
    the same in words and when the compiler started, beside an archive the objects in it."""
    if path.suffix == ".d":
        return path.name.startswith(f"{layout.CRATE}-")
    if path.parent.parent.name == ".fingerprint":
        return path.suffix not in (".json", ".timestamp")
    return path.suffix != ".o"


def dylib_of(rlib: Path) -> list[Path]:
    """cargo reports only the copy of the dylib that it puts on top; cells link to the one beside the rlib."""
    dylib = rlib.with_suffix(".so")
    return [dylib] if rlib.suffix == ".rlib" and dylib.exists() else []


def everything_under(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()] + list(folder.parent.glob(folder.name + ".*"))


def fingerprints(path: Path) -> list[Path]:
    """The folder in .fingerprint carries the same hash at its end as the artefact."""
    stem = path.stem if path.suffix in (".rlib", ".rmeta", ".so") else path.name
    mark = stem.rsplit("-", 1)[-1]
    debug = path.parent.parent
    return [file for folder in (debug / ".fingerprint").glob(f"*-{mark}") for file in folder.iterdir()]


def tracked(files: set[Path]) -> set[str]:
    """The variables of the environment that build scripts look at: with other values cargo would build anew."""
    said = [path.read_text(errors="replace") for path in files if path.name == "output" and path.parent.parent.name == "build"]
    return {name for text in said for name in re.findall(r"^cargo::?rerun-if-env-changed=(.+)$", text, re.MULTILINE)}


def make_base() -> None:
    key = layout.KERNELS / "base.key"
    made_of = json.dumps([layout.variants(), output("rustc", "-vV"), Path(__file__).read_text()])
    if not layout.is_stale() and key.exists() and key.read_text() == made_of:
        return
    started = time.time()
    files: set[Path] = set()
    for variant in layout.variants():
        files.update(build(variant))
    files = {path for path in files if path.name != f"lib{layout.CRATE}.so"}
    lines = sorted(str(path.relative_to(layout.TARGET)) for path in files if path.is_file() and is_read(path))
    layout.VARIABLES.write_text("\n".join(sorted(tracked(files))) + "\n")
    aside = layout.LINKS.with_suffix(".new")
    aside.write_text("\n".join(lines) + "\n")
    os.utime(aside, (started, started))  # what was edited meanwhile may not be in it
    aside.replace(layout.LINKS)
    for call in layout.METADATA.glob("call-*"):  # with what was there before (known.rs)
        call.unlink()
    layout.copy_built(layout.CRATES / "target")
    key.write_text(made_of)


def real(tool: str) -> str:
    """The tool itself: rustup's proxy would only ask again which toolchain, and evcxr does not use it either."""
    if shutil.which("rustup"):
        return output("rustup", "which", tool).strip()
    return shutil.which(tool) or sys.exit(f"{tool} not found")


def make_toolchain() -> None:
    """A toolchain whose `cargo` is our shim. rustup takes the folder for a toolchain of its own."""
    folder = layout.TOOLCHAIN / "bin"
    sources = {name: layout.HERE / f"{name}.rs" for name in ("cargo", "beside", "again", "known", "cells")}
    thins = [layout.HERE / name for name in ("thin_metadata.py", "thin_sources.py")]
    settings = {
        "KERNEL_REAL_CARGO": real("cargo"),
        "KERNEL_PYTHON": sys.executable,
        "KERNEL_PROJECT": str(layout.PROJECT),
        "KERNEL_LIBRARY": layout.CRATE,
        "KERNEL_FOLDERS": str(layout.KERNELS),
        "KERNEL_METADATA": str(layout.METADATA),
        "KERNEL_FILTER": str(layout.HERE / "thin_metadata.py"),
        "KERNEL_SHARED": "\n".join(layout.SETTINGS["seen_by_rust_analyzer"]),
        "KERNEL_SETTINGS": str(layout.HERE / "project.json"),
        "KERNEL_TELLING": "\n".join([*layout.HASHED_NAMES, *layout.NATIVE]),
    }
    stamp = layout.TOOLCHAIN / "stamp"
    made_of = json.dumps([settings, [source.read_text() for source in [*sources.values(), *thins]], output("rustc", "-vV")])
    if stamp.exists() and stamp.read_text() == made_of:
        return
    folder.mkdir(parents=True, exist_ok=True)
    for remembered in (layout.METADATA, layout.THIN):  # of another compiler, or made in another way
        shutil.rmtree(remembered, ignore_errors=True)
    layout.METADATA.mkdir()
    rustc = ["rustc", "--edition=2024", "-Copt-level=1"]
    output(*rustc, "-o", str(folder / "cargo"), str(sources["cargo"]), env=os.environ | settings)
    layout.CELLS.parent.mkdir(exist_ok=True)
    dylib = ["--crate-type=cdylib", "-Cprefer-dynamic", "-Crpath"]  # of the same standard library as the cells
    output(*rustc, *dylib, "-o", str(layout.CELLS), str(sources["cells"]))
    compiler = folder / "rustc"
    compiler.unlink(missing_ok=True)
    compiler.symlink_to(real("rustc"))
    stamp.write_text(made_of)


def make_std() -> None:
    """For another compiler than the one that `std/` was made from: its own signatures, if its sources are installed. They are
    not fetched: what set-up finds stays as it is, and without them the committed ones serve, which miss at most what is newest."""
    version = output("rustc", "-vV")
    made_from = layout.OWN_STD / "made-from"
    if version == (layout.STD / "made-from").read_text():
        shutil.rmtree(layout.OWN_STD, ignore_errors=True)
    elif not (made_from.exists() and made_from.read_text() == version):
        shutil.rmtree(layout.OWN_STD, ignore_errors=True)
        if layout.real_std():
            subprocess.run([sys.executable, "-m", "env.kernel.signatures.generate", str(layout.OWN_STD)], cwd=layout.PROJECT, check=False)


def write_kernelspecs(share: Path) -> None:
    """For Jupyter of this environment; and, under `share`, for any other: there nothing keeps a kernel warm."""
    warmed = {"kernel_provisioner": {"provisioner_name": layout.SETTINGS["kernelspec"]["provisioner"]}}
    write_kernelspec(Path(sys.prefix) / "share" / "jupyter", warmed)
    write_kernelspec(share, {})


def write_kernelspec(share: Path, metadata: dict) -> None:
    named = layout.SETTINGS["kernelspec"]
    folder = share / "kernels" / named["name"]
    folder.mkdir(parents=True, exist_ok=True)
    spec = {
        "argv": [sys.executable, "-ES", str(layout.HERE / "launch.py"), "{connection_file}"],
        "display_name": named["display_name"],
        "language": "rust",
        "interrupt_mode": "message",
        "metadata": metadata,
    }
    (folder / "kernel.json").write_text(json.dumps(spec, indent=1) + "\n")


def main() -> None:
    layout.KERNELS.mkdir(parents=True, exist_ok=True)
    with open(layout.BUILD_LOCK, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        make_base()
        make_toolchain()
        make_std()
    if "kernelspec" in sys.argv[1:]:
        write_kernelspecs(layout.PROJECT / "env" / "share" / "jupyter")
    if "user" in sys.argv[1:]:
        from jupyter_core.paths import jupyter_data_dir

        write_kernelspec(Path(jupyter_data_dir()), {})
        print(f"installed the kernel `{layout.SETTINGS['kernelspec']['name']}` for this user, in {jupyter_data_dir()}")


if __name__ == "__main__":
    main()
