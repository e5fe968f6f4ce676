"""libtorch: the C++ libraries from PyTorch's wheels, or the user's own."""

import os
import re
import shutil
import zipfile
from fnmatch import fnmatch
from pathlib import Path

from env import files
from env.paths import CACHE, LIBTORCH
from env.setup.steps import SetupError, output, step
from env.setup.venv import pip

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


def gpu_present():
    return Path("/dev/nvidia0").exists() or "GPU" in (output("nvidia-smi", "-L") or "")


def kind_wanted():
    asked = os.environ.get("TORCH")
    if asked and asked not in SETS:
        raise SetupError(f"TORCH is {asked!r}; it can be cpu or cuda")
    return asked or ("cuda" if gpu_present() else "cpu")


def version_of(folder):
    """The version that a libtorch folder states, without a suffix such as `+cu130` or `+cpu`; None if it states none."""
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


def given(folder):
    """The user's own libtorch, checked here because a wrong one fails late, with obscure messages."""
    if not (folder / "lib").is_dir() or not (folder / "include").is_dir():
        raise SetupError(f"LIBTORCH is {folder}, which has no lib/ and include/; unset it to let the set-up get one")
    version = version_of(folder)
    if version != TORCH:
        raise SetupError(f"LIBTORCH is {folder}, version {version or 'unknown'}; tch needs exactly {TORCH}. "
                         "Unset LIBTORCH to let the set-up get it")
    return folder


def folder_of(kind):
    return CACHE / f"libtorch-{TORCH}-{kind}"


def key(kind):
    wheels, libraries = SETS[kind]
    return "\n".join([*wheels, *libraries]) + "\n"


def complete(kind):
    stamp = folder_of(kind) / "wheels.txt"
    return stamp.exists() and stamp.read_text() == key(kind)


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


def make(kind):
    """Build the folder under another name: one with the final name is complete."""
    wheels, patterns = SETS[kind]
    unfinished = CACHE / f"libtorch-{TORCH}-{kind}.unfinished"
    files.remove(unfinished)
    downloads = unfinished / "download"
    downloads.mkdir(parents=True)
    for requirement in wheels:
        wheel = download_wheel(requirement, downloads)
        unpack(wheel, unfinished, patterns)
        wheel.unlink()
    downloads.rmdir()
    (unfinished / "build-version").write_text(TORCH + "\n")
    (unfinished / "wheels.txt").write_text(key(kind))
    files.remove(folder_of(kind))
    unfinished.rename(folder_of(kind))


def install(kind):
    if named := os.environ.get("LIBTORCH"):
        folder = given(Path(named).resolve())
    else:
        folder = folder_of(kind)
        if not complete(kind):
            size = {"cpu": "550 MB to download, about 1 minute", "cuda": "3 GB to download, 3 minutes or more"}[kind]
            with step(f"libtorch {TORCH} for {kind}", size):
                make(kind)
    files.link(LIBTORCH, folder)
