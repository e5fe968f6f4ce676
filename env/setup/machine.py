"""Whether this machine has what the set-up needs, checked before anything is changed."""

import importlib.util
import os
import platform
import re
import shutil
import sys

from env.paths import CACHE, ROOT, TARGET
from env.setup import kernel, libtorch
from env.setup.steps import SetupError, output

RUST_NEEDED = (1, 95)
PYTHON_NEEDED = (3, 10)

# Free space in GB that a step needs while it runs.
DISK_LIBTORCH = {"cpu": 1.5, "cuda": 9.0}
DISK_EVCXR = 2.0
DISK_PROJECT = 6.0


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
        return (f"there is a libtorch {libtorch.TORCH} to download for Linux on x86_64 only: install it yourself and name its "
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
            yield f"{free:.2f} GB are free at {folder}, {size:g} are needed ({', '.join(what)}): make room"


def disk_plan(kind):
    plan = [] if TARGET.exists() else [(ROOT, DISK_PROJECT, "builds")]
    if kind and not os.environ.get("LIBTORCH") and not libtorch.complete(kind):
        plan.append((CACHE, DISK_LIBTORCH[kind], "libtorch"))
    if not kernel.evcxr_installed():
        plan.append((CACHE, DISK_EVCXR, "evcxr_jupyter"))
    return plan


def check(kind):
    """`kind` of libtorch, None for none."""
    problems = [rust_problem(), compiler_problem("CC", ["cc", "gcc", "clang"], "C"), python_problem()]
    if kind:
        problems += [compiler_problem("CXX", ["c++", "g++", "clang++"], "C++"), platform_problem()]
    problems = [problem for problem in problems if problem] + list(disk_problems(disk_plan(kind)))
    if problems:
        raise SetupError("this machine lacks something:\n" + "\n".join(f"  - {problem}" for problem in problems))
