"""Everything the project needs beside what cargo builds: `make setup`, `make clean`, `make distclean`.

`setup --reader` installs no libtorch: notebooks and figures of results that are there need none.

Python's standard library only, since this runs before anything is installed. Each step knows whether its result is
there and complete, so that a second run takes a second and an interrupted one goes on where it stopped. Results that
take long to make (libtorch, the evcxr kernel) lie in the user's cache folder and are shared by all clones; `env/`
holds links to them.
"""

import argparse
import contextlib
import fcntl
import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import time
import zipfile
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENV = ROOT / "env"
VENV = ROOT / ".venv"
REQUIREMENTS = ENV / "requirements.txt"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "updown"
# The interpreter itself, where this runs in a virtual environment, which may be the one that is to be made anew.
PYTHON = Path(sys.executable).resolve()
LOCK = "setup.lock"
PREPARE_KERNEL = ENV / "kernel" / "prepare.py"

RUST_NEEDED = (1, 95)
PYTHON_NEEDED = (3, 10)
EVCXR = "0.22.0"
TORCH = "2.11.0"  # the one version that tch 0.24 accepts

# Wheels are used for their C++ libraries alone, so any CPython's will do; naming one makes the set-up independent of
# the Python that runs it.
WHEEL_TAGS = ["--only-binary=:all:", "--implementation=cp", "--python-version=3.12", "--abi=cp312", "--abi=none"]
WHEEL_TAGS += [f"--platform={tag}_x86_64" for tag in
               ("manylinux_2_28", "manylinux_2_27", "manylinux_2_25", "manylinux_2_18", "manylinux_2_17",
                "manylinux2014", "manylinux2010", "manylinux1")]

# libtorch_cpu of the standard wheel is linked to these two even where there is no GPU.
CPU_WHEELS = [f"torch=={TORCH}", "nvidia-cuda-runtime==13.0.96", "nvidia-cuda-cupti==13.0.85"]
CPU_LIBRARIES = ["libc10.so", "libtorch_cpu.so", "libtorch.so", "libgomp.so.1", "libcudart.so.13", "libcupti.so.13"]
# What torch's own requirements resolve to, less what only its Python side uses.
CUDA_WHEELS = CPU_WHEELS + [
    "nvidia-cublas==13.1.0.3", "nvidia-cuda-nvrtc==13.0.88", "nvidia-cudnn-cu13==9.19.0.56", "nvidia-cufft==12.0.0.61",
    "nvidia-cufile==1.15.1.6", "nvidia-curand==10.4.0.35", "nvidia-cusolver==12.0.4.66", "nvidia-cusparse==12.6.3.3",
    "nvidia-cusparselt-cu13==0.8.0", "nvidia-nccl-cu13==2.28.9", "nvidia-nvjitlink==13.0.88",
    "nvidia-nvshmem-cu13==3.4.5", "nvidia-nvtx==13.0.85",
]
CUDA_LIBRARIES = ["libc10*.so", "libcaffe2_nvrtc.so", "libtorch.so", "libtorch_cpu.so", "libtorch_cuda*.so",
                  "libtorch_nvshmem.so", "*.so.*"]
SETS = {"cpu": (CPU_WHEELS, CPU_LIBRARIES), "cuda": (CUDA_WHEELS, CUDA_LIBRARIES)}

# Free space in GB that a step needs while it runs.
DISK_LIBTORCH = {"cpu": 1.5, "cuda": 9.0}
DISK_EVCXR = 2.0
DISK_PROJECT = 6.0


class SetupError(Exception):
    """A problem that the person at the keyboard can solve; the message says how."""


# --- small helpers ---

def say(text):
    print(text, flush=True)


def output(*command):
    """Standard output of a command, or None if it cannot be run or fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def run(command, **options):
    """Run a step's command with its output shown; its failure ends the set-up."""
    try:
        subprocess.run([str(part) for part in command], check=True, stdin=subprocess.DEVNULL, **options)
    except subprocess.CalledProcessError as error:
        shown = " ".join(str(part) for part in command[:4])
        raise SetupError(f"`{shown} …` failed with status {error.returncode}; the reason stands above. "
                         "Run the same make command again to go on from here.") from None


def remove(path):
    """Remove a file, link or folder; a folder under another name, so that a half removed one never looks complete."""
    if path.is_symlink() or path.is_file():
        path.unlink()
        return
    doomed = path.with_name(path.name + ".removing")
    if doomed.exists():
        shutil.rmtree(doomed)
    if path.exists():
        path.rename(doomed)
        shutil.rmtree(doomed)


def link(path, target):
    """Make `path` a symbolic link to `target`, at once for whoever looks."""
    target = target.absolute()
    if path.is_symlink() and path.readlink() == target:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not path.is_symlink():
        raise SetupError(f"{path} is not the link that the set-up makes there; move it away first.")
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.symlink_to(target)
    fresh.replace(path)


@contextlib.contextmanager
def only_one(folder):
    """Let one set-up at a time work in `folder`; a killed one's lock ends with it."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / LOCK, "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another set-up is at work; waiting for it …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        os.set_inheritable(lock.fileno(), True)
        yield


@contextlib.contextmanager
def step(name, expected):
    say(f"{name}: {expected} …")
    start = time.monotonic()
    yield
    say(f"{name}: done in {time.monotonic() - start:.0f} s")


# --- checks, before anything is changed ---

def rust_version():
    found = re.match(r"rustc (\d+)\.(\d+)", output("rustc", "--version") or "")
    return tuple(int(part) for part in found.groups()) if found else None


def rust_problem():
    wanted = ".".join(map(str, RUST_NEEDED))
    get = "get it with `rustup update stable` (rustup itself: https://rustup.rs)"
    if not (version := rust_version()) or not output("cargo", "--version"):
        return f"Rust {wanted} or later is missing: {get}"
    if version < RUST_NEEDED:
        return f"Rust is {'.'.join(map(str, version))}, {wanted} or later is needed: {get}"


def compiler_problem(variable, names, language):
    candidates = [os.environ[variable]] if os.environ.get(variable) else names
    if not any(shutil.which(name.split()[0]) for name in candidates):
        return f"a {language} compiler ({' or '.join(candidates)}) is missing: apt install build-essential, or the like"


def python_problem():
    if sys.version_info < PYTHON_NEEDED:
        return (f"Python is {platform.python_version()}, {'.'.join(map(str, PYTHON_NEEDED))} or later is needed: "
                "install one and name it, as in `make setup PYTHON=python3.12`")
    if not all(importlib.util.find_spec(module) for module in ("venv", "ensurepip")):
        return "Python's venv module is missing: apt install python3-venv, or the like"


def platform_problem():
    if os.environ.get("LIBTORCH"):
        return None
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        return (f"there is a libtorch {TORCH} to download for Linux on x86_64 only: install it yourself and name its "
                "folder in LIBTORCH")


def disk_problems(plan):
    """`plan`: (folder, GB, what for). Needs on the same disk add up."""
    needs = {}
    for folder, size, what in plan:
        while not folder.exists():
            folder = folder.parent
        entry = needs.setdefault(folder.stat().st_dev, [folder, 0.0, []])
        entry[1] += size
        entry[2].append(f"{what} {size:g}")
    for folder, size, what in needs.values():
        free = shutil.disk_usage(folder).free / 1e9
        if free < size:
            yield f"{free:.1f} GB are free at {folder}, {size:g} are needed ({', '.join(what)}): make room"


def disk_plan(kind):
    plan = [] if (ROOT / "target").exists() else [(ROOT, DISK_PROJECT, "builds")]
    if kind and not os.environ.get("LIBTORCH") and not libtorch_complete(kind):
        plan.append((CACHE, DISK_LIBTORCH[kind], "libtorch"))
    if not evcxr_installed():
        plan.append((CACHE, DISK_EVCXR, "evcxr_jupyter"))
    return plan


def check_machine(kind):
    """`kind` of libtorch, None for none."""
    problems = [rust_problem(), compiler_problem("CC", ["cc", "gcc", "clang"], "C"), python_problem()]
    if kind:
        problems += [compiler_problem("CXX", ["c++", "g++", "clang++"], "C++"), platform_problem()]
    problems = [problem for problem in problems if problem] + list(disk_problems(disk_plan(kind)))
    if problems:
        raise SetupError("this machine lacks something:\n" + "\n".join(f"  - {problem}" for problem in problems))


# --- .venv ---

def venv_key():
    return hashlib.sha256(REQUIREMENTS.read_bytes() + f"{PYTHON} {sys.version}".encode()).hexdigest()


def pip(workplace, *arguments):
    """Run .venv's pip with its temporary files in `workplace`, which a later set-up clears if this one is killed."""
    # With the locks inherited: where this program alone is killed, the next set-up waits for a pip still at work.
    run([VENV / "bin/python", "-m", "pip", *arguments, "--quiet", "--disable-pip-version-check"], close_fds=False,
        env={**os.environ, "TMPDIR": str(workplace)})


def setup_venv():
    stamp = VENV / "requirements.sha256"
    if stamp.exists() and stamp.read_text() == venv_key():
        return
    with step("Python environment .venv", "JupyterLab and nbconvert, about 30 s"):
        remove(VENV)
        run([PYTHON, "-m", "venv", VENV])
        pip(VENV, "install", "--no-deps", "-r", REQUIREMENTS)
        stamp.write_text(venv_key())


# --- libtorch ---

def gpu_present():
    return Path("/dev/nvidia0").exists() or "GPU" in (output("nvidia-smi", "-L") or "")


def libtorch_kind():
    asked = os.environ.get("TORCH")
    if asked and asked not in SETS:
        raise SetupError(f"TORCH is {asked!r}; it can be cpu or cuda")
    return asked or ("cuda" if gpu_present() else "cpu")


def libtorch_version(folder):
    """The version a libtorch folder says it has, without the `+cu130` or `+cpu` behind it; None if it says nothing."""
    said = folder / "build-version"
    if said.is_file():
        return said.read_text().strip().partition("+")[0]
    for header in ("include/torch/headeronly/version.h", "include/torch/csrc/api/include/torch/version.h",
                   "include/torch/version.h"):
        if (folder / header).is_file():
            numbers = dict(re.findall(r"#define TORCH_VERSION_(MAJOR|MINOR|PATCH) (\d+)", (folder / header).read_text()))
            if len(numbers) == 3:
                return "{MAJOR}.{MINOR}.{PATCH}".format(**numbers)
    return None


def given_libtorch(folder):
    """The person's own libtorch, checked here since a wrong one fails late and hard to read."""
    if not (folder / "lib").is_dir() or not (folder / "include").is_dir():
        raise SetupError(f"LIBTORCH is {folder}, which has no lib/ and include/; unset it to let the set-up get one")
    version = libtorch_version(folder)
    if version != TORCH:
        raise SetupError(f"LIBTORCH is {folder}, version {version or 'unknown'}; tch needs exactly {TORCH}. "
                         "Unset LIBTORCH to let the set-up get it")
    return folder


def libtorch_folder(kind):
    return CACHE / f"libtorch-{TORCH}-{kind}"


def libtorch_key(kind):
    wheels, libraries = SETS[kind]
    return "\n".join([*wheels, *libraries]) + "\n"


def libtorch_complete(kind):
    stamp = libtorch_folder(kind) / "wheels.txt"
    return stamp.exists() and stamp.read_text() == libtorch_key(kind)


def unpack(wheel, folder, patterns):
    """Take the shared libraries that match and torch's headers out of a wheel; libraries of all wheels share lib/."""
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            path = Path(entry.filename)
            if path.parent.name == "lib" and any(fnmatch(path.name, pattern) for pattern in patterns):
                target = folder / "lib" / path.name
            elif path.parts[:2] == ("torch", "include") and not entry.is_dir():
                target = folder.joinpath(*path.parts[1:])
            else:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(entry) as source, open(target, "wb") as copy:
                shutil.copyfileobj(source, copy, 1 << 20)


def download_wheel(requirement, folder):
    # No pip cache: it would keep half a gigabyte that nothing reads again.
    pip(folder, "download", "--no-cache-dir", "--no-deps", *WHEEL_TAGS, "--dest", folder, requirement)
    (wheel,) = folder.glob("*.whl")
    return wheel


def make_libtorch(kind):
    """Build the folder under another name: one with the final name is complete."""
    wheels, patterns = SETS[kind]
    unfinished = CACHE / f"libtorch-{TORCH}-{kind}.unfinished"
    remove(unfinished)
    downloads = unfinished / "download"
    downloads.mkdir(parents=True)
    for requirement in wheels:
        wheel = download_wheel(requirement, downloads)
        unpack(wheel, unfinished, patterns)
        wheel.unlink()
    downloads.rmdir()
    (unfinished / "build-version").write_text(TORCH + "\n")
    (unfinished / "wheels.txt").write_text(libtorch_key(kind))
    remove(libtorch_folder(kind))
    unfinished.rename(libtorch_folder(kind))


def setup_libtorch(kind):
    if given := os.environ.get("LIBTORCH"):
        folder = given_libtorch(Path(given).resolve())
    else:
        folder = libtorch_folder(kind)
        if not libtorch_complete(kind):
            size = {"cpu": "550 MB to download, about 1 minute", "cuda": "3 GB to download, 3 minutes or more"}[kind]
            with step(f"libtorch {TORCH} for {kind}", size):
                make_libtorch(kind)
    link(ENV / "libtorch", folder)


# --- the kernel ---

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
    """The environment less what would send a build elsewhere or build otherwise; registries and proxies stay."""
    unwanted = re.compile(r"RUSTFLAGS$|^RUSTC(_|$)|^CARGO_(BUILD|TARGET|PROFILE|INSTALL|ENCODED|INCREMENTAL)")
    return {name: value for name, value in os.environ.items() if not unwanted.search(name)}


def setup_evcxr():
    if not (binary := evcxr_installed()):
        root, build = CACHE / f"evcxr-{EVCXR}", CACHE / f"evcxr-{EVCXR}.build"
        with step(f"evcxr_jupyter {EVCXR}", "built from source, 5 to 10 minutes on 2 cores"):
            # From the cache folder, where no configuration of this project applies. An interrupted build goes on.
            run(["cargo", "install", "--locked", "--force", "--root", root, "--target-dir", build,
                 f"evcxr_jupyter@{EVCXR}"], cwd=CACHE, env=clean_cargo_environment())
            remove(build)
        binary = evcxr_installed()
    for folder in (ENV / "share", VENV / "bin"):
        link(folder / "evcxr_jupyter", binary)


def prepare_kernel():
    """Install the kernel and build ahead what it starts from, with the settings that `make` gives to cargo."""
    if PREPARE_KERNEL.exists():
        environment = {**clean_cargo_environment(), "LIBTORCH": str(ENV / "libtorch")}
        with step("notebook kernel", "3 to 6 minutes on 2 cores the first time, seconds when nothing changed"):
            run([VENV / "bin/python", PREPARE_KERNEL, "kernelspec"], cwd=ROOT, env=environment)


# --- the commands ---

def torch_version():
    libtorch = (ENV / "libtorch").resolve()
    if not (libtorch / "lib").is_dir():
        return "no libtorch: results can be read and drawn, not made (`make setup` gets it)"
    cuda = "with" if (libtorch / "lib/libtorch_cuda.so").exists() else "without"
    return f"libtorch {libtorch_version(libtorch)} {cuda} CUDA ({libtorch})"


def versions():
    return [output("rustc", "--version"), f"Python {platform.python_version()}", torch_version(),
            f"evcxr_jupyter {EVCXR} ({(ENV / 'share/evcxr_jupyter').resolve()})"]


def setup(reader=False):
    start = time.monotonic()
    with only_one(ENV / "share"), only_one(CACHE):
        kind = None if reader else libtorch_kind()
        check_machine(kind)
        setup_venv()
        if kind:
            setup_libtorch(kind)
        setup_evcxr()
        prepare_kernel()
    say("\n".join(["ready:"] + [f"  {version}" for version in versions()]))
    say(f"set-up took {time.monotonic() - start:.1f} s")


def clean():
    """What builds and runs made; data and checkpoints are results and stay."""
    for path in (ROOT / "target", ENV / "kernels", ROOT / "notebooks" / "executed", ROOT / "figures"):
        remove(path)


def distclean():
    """`clean`, and what the set-up made; the cache folder is shared, so other clones then have to set up again."""
    clean()
    with only_one(ENV / "share"), only_one(CACHE):
        made = [path for folder in (ENV / "share", CACHE) for path in folder.iterdir() if path.name != LOCK]
        for path in [VENV, ENV / "libtorch", *made]:
            remove(path)


def main():
    commands = {"setup": setup, "clean": clean, "distclean": distclean}
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=commands, nargs="?", default="setup")
    parser.add_argument("--reader", action="store_true", help="with `setup`: without libtorch, for those who read results")
    options = parser.parse_args()
    if options.reader:
        commands["setup"] = lambda: setup(reader=True)
    try:
        commands[options.command]()
    except SetupError as error:
        sys.exit(f"set-up stopped: {error}")
    except KeyboardInterrupt:
        sys.exit("interrupted; the same command goes on from here")


if __name__ == "__main__":
    main()
