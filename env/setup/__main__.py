"""`make setup`, `make clean`, `make distclean`. `--reader` leaves libtorch out, which is not needed to read results."""

import argparse
import contextlib
import platform
import sys
import time

from env import files
from env.paths import CACHE, EXECUTED, FIGURES, KERNELS, LIBTORCH, SHARE, SITE, TARGET, VENV
from env.setup import kernel, libtorch, machine, venv
from env.setup.steps import SetupError, output, say


def torch_version():
    folder = LIBTORCH.resolve()
    if not (folder / "lib").is_dir():
        return "no libtorch: results can be read and drawn, not made (`make setup` gets it)"
    cuda = "with" if (folder / "lib/libtorch_cuda.so").exists() else "without"
    return f"libtorch {libtorch.version_of(folder)} {cuda} CUDA ({folder})"


def versions():
    return [output("rustc", "--version"), f"Python {platform.python_version()}", torch_version(),
            f"evcxr_jupyter {kernel.EVCXR} ({(SHARE / 'evcxr_jupyter').resolve()})"]


@contextlib.contextmanager
def cache(kind):
    """The folder that all clones share, locked for this set-up while something is made in it."""
    with files.locked(CACHE, shared=True):
        if kernel.evcxr_installed() and (kind is None or libtorch.complete(kind)):
            yield
            return
    with files.locked(CACHE):
        yield


def setup(reader=False):
    start = time.monotonic()
    kind = None if reader else libtorch.kind_wanted()
    with files.locked(SHARE), cache(kind):
        machine.check(kind)
        with kernel.evcxr_beside():
            venv.install()
            if kind:
                libtorch.install(kind)
            kernel.prepare()
        kernel.link_evcxr()
        kernel.try_out()
    say("\n".join(["ready:"] + [f"  {version}" for version in versions()]))
    say(f"set-up took {time.monotonic() - start:.1f} s")


def clean():
    """Remove what builds and runs made; data and checkpoints are results and stay."""
    for path in (TARGET, KERNELS, EXECUTED, FIGURES, SITE):
        files.remove(path)


def distclean():
    """`clean`, and what the set-up made; the cache folder is shared, so other clones then have to set up again."""
    clean()
    with files.locked(SHARE), files.locked(CACHE):
        made = [path for folder in (SHARE, CACHE) for path in folder.iterdir() if path.name != files.LOCK]
        for path in [VENV, LIBTORCH, *made]:
            files.remove(path)


def main():
    commands = {"setup": setup, "clean": clean, "distclean": distclean}
    parser = argparse.ArgumentParser(prog="python -m env.setup", description=__doc__)
    parser.add_argument("command", choices=commands, nargs="?", default="setup")
    parser.add_argument("--reader", action="store_true", help="with `setup`: without libtorch, for those who read results")
    options = parser.parse_args()
    if options.reader:
        commands["setup"] = lambda: setup(reader=True)
    try:
        commands[options.command]()
    except (SetupError, FileExistsError) as error:
        sys.exit(f"set-up stopped: {error}")
    except KeyboardInterrupt:
        sys.exit("interrupted; the same command goes on from here")


if __name__ == "__main__":
    main()
