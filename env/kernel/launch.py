"""Start one notebook kernel: python launch.py CONNECTION_FILE

Gives evcxr a private folder that is already built (two kernels must never share one), sets the environment, starts it, and
stands between it and Jupyter (`front`). A watcher, forked first, removes the folder and every leftover process when that process ends, however
it ends, and ends it when the program that started it is gone (a server that was killed leaves kernels that nobody can
reach). What a watcher could not remove (the machine went down) is swept by the next start.
"""
import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import cells
import commands
import layout
import startup

LINGER = 1.0  # seconds


def sweep() -> None:
    """Remove the folders of kernels that no longer live: nobody holds their lock."""
    for path in layout.KERNELS.glob("run-*.lock"):
        try:
            with open(path) as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(path.with_suffix(""), ignore_errors=True)
                path.unlink(missing_ok=True)
        except (BlockingIOError, FileNotFoundError):
            continue


def claim() -> Path:
    """A new private folder. Its lock is inherited by evcxr and its children, and lives as long as any of them."""
    name = layout.KERNELS / f"run-{os.getpid()}-{os.urandom(3).hex()}"
    lock = os.open(name.with_suffix(".lock"), os.O_CREAT | os.O_EXCL | os.O_RDWR)
    fcntl.flock(lock, fcntl.LOCK_EX)
    os.set_inheritable(lock, True)
    if not name.with_suffix(".lock").exists():  # swept between creation and flock
        os.close(lock)
        return claim()
    name.mkdir()
    return name


def refresh() -> None:
    """Build an edited library once for all kernels, not in each. If it does not compile, the first cell says why."""
    if layout.enabled("refresh") and layout.is_stale():
        subprocess.run([sys.executable, "-E", "-m", "env.kernel.prepare"], cwd=layout.PROJECT, stdout=subprocess.DEVNULL, check=False)


def furnish(folder: Path) -> None:
    """Fill the private folder: hard links to what stays as it is, copies of what will be rewritten."""
    with open(layout.BUILD_LOCK) as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        layout.copy_built(folder / "target")
    shutil.copytree(layout.BASE, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("target"))


def write_settings(folder: Path) -> None:
    """evcxr.toml, where evcxr looks when the notebook's folder has none; an empty prelude keeps the user's own out: the front
    runs it (startup.py)."""
    settings = folder / "config"
    settings.mkdir()
    (settings / "evcxr.toml").write_text('[evcxr]\nprelude = ""\n')


def environment(folder: Path) -> dict[str, str]:
    env = dict(os.environ, EVCXR_TMPDIR=str(folder), EVCXR_CONFIG_DIR=str(folder / "config"), **layout.HASHED_NAMES)
    env["RUST_SRC_PATH"] = str(layout.std_sources())
    if layout.enabled("shim"):
        env["RUSTUP_TOOLCHAIN"] = str(layout.TOOLCHAIN)
        env["CARGO"] = str(layout.TOOLCHAIN / "bin" / "cargo")
        env["PATH"] = f"{layout.TOOLCHAIN / 'bin'}:{env.get('PATH', '')}"
    # A cell's own rpath leads from where it was linked, and evcxr loads it from elsewhere: to the library beside it as to
    # Rust's standard library, where that and the project have a folder in common (the user's home, as a rule).
    libraries = [str(deps) for deps in folder.glob("target/*/debug/deps")]
    libraries += [str(std.parent) for std in layout.rust().glob("lib/rustlib/*/lib/libstd-*.so")]
    env |= layout.native()
    libraries += [f"{place}/lib" for place in layout.native().values()]
    env["LD_LIBRARY_PATH"] = ":".join(filter(None, [*libraries, env.get("LD_LIBRARY_PATH")]))
    return env


def lives_of(kernel: int, starter: int) -> list[int]:
    """What becomes readable when one of the two ends. Process 1 is whoever adopts orphans, and starts no kernels."""
    lives = [os.pidfd_open(kernel)]
    if starter > 1:
        try:
            lives.append(os.pidfd_open(starter))
        except ProcessLookupError:
            sys.exit("whoever asked for this kernel has ended")
    return lives


def watch(kernel: int, folder: Path, starter: int) -> None:
    """Fork the process that cleans up after the kernel. It leaves the kernel's session, so no group signal reaches it."""
    lives = lives_of(kernel, starter)
    if (child := os.fork()) != 0:
        os.waitpid(child, 0)
        for life in lives:
            os.close(life)
        return
    os.setsid()
    if os.fork() != 0:
        os._exit(0)
    null = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):  # a pipe that stays open here would keep `jupyter nbconvert` waiting
        os.dup2(null, stream)
    import select

    select.select(lives, [], [])
    try:
        os.killpg(kernel, signal.SIGKILL)
    except ProcessLookupError:
        pass
    shutil.rmtree(folder, ignore_errors=True)
    folder.with_suffix(".lock").unlink(missing_ok=True)
    os._exit(0)


def find_evcxr() -> str:
    """The kernel that set-up installed into the project, or else the one on the PATH."""
    own = layout.PROJECT / ".venv" / "bin" / "evcxr_jupyter"
    found = str(own) if own.exists() else shutil.which("evcxr_jupyter")
    if found is None:
        sys.exit("evcxr_jupyter not found: run `make setup`")
    return found


def free_ports(ip: str, promised: set[int]) -> dict[str, int]:
    """What Jupyter would choose: ports that were free a moment ago; none that is `promised` to somebody who has not taken it yet."""
    taken, names = [], ("shell", "control", "stdin", "iopub", "hb")
    while len(taken) < len(names) + sum(each.getsockname()[1] in promised for each in taken):
        taken.append(socket.create_server((ip, 0)))
    free = [each.getsockname()[1] for each in taken if each.getsockname()[1] not in promised]
    for each in taken:
        each.close()
    return {f"{name}_port": port for name, port in zip(names, free)}


def serve(connection: dict, evcxr: str, folder: Path) -> None:
    """Start evcxr on sockets of its own, and stand between it and Jupyter until one of them ends."""
    inner = {"ip": "127.0.0.1", "transport": "tcp", "signature_scheme": "hmac-sha256", "key": connection["key"]}
    # Jupyter's own ports are still free, and evcxr must not get one of them.
    inner |= free_ports("127.0.0.1", {port for name, port in connection.items() if name.endswith("_port")})
    file = folder / "connection.json"
    file.touch(mode=0o600)
    file.write_text(json.dumps(inner))
    listener, name = cells.listen()
    news = folder / "news"
    os.mkfifo(news)
    (folder / "runs-once").touch()  # the first thing that evcxr compiles is `42`
    ahead = os.environ.pop("KERNEL_AHEAD", "")  # from whoever keeps kernels warm
    env = environment(folder) | {"KERNEL_CELLS": name, "KERNEL_NEWS": str(news), "KERNEL_AHEAD": ahead}
    env["LD_PRELOAD"] = ":".join(filter(None, [str(layout.CELLS), env.get("LD_PRELOAD")]))
    (folder / "shell").write_text(commands.shell_environment(dict(os.environ), env))
    process = subprocess.Popen([evcxr, "--control_file", str(file)], env=env, stderr=subprocess.PIPE)
    sys.path.append(str(layout.packages(sys.executable)))
    import front  # only now: reading it takes 0.1 s, in which evcxr starts

    first = startup.read(dict(os.environ)) if layout.enabled("startup") else []
    front.Front(connection, inner, process, listener, os.open(news, os.O_RDWR | os.O_NONBLOCK), folder, first).run()
    if process.poll() == 0:  # `:quit`: a console reads the answer only while the kernel lives, and then ends, too
        time.sleep(LINGER)
    process.kill()


def main() -> None:
    if not layout.LINKS.exists():
        sys.exit("the notebook kernel is not built yet: run `make setup`")
    starter = os.getppid()
    evcxr = find_evcxr()
    refresh()
    sweep()
    folder = claim()
    if os.getpgrp() != os.getpid():  # the group is how the watcher finds what is left over
        os.setpgid(0, 0)
    watch(os.getpid(), folder, starter)
    furnish(folder)
    write_settings(folder)
    serve(json.loads(Path(sys.argv[1]).read_text()), evcxr, folder)


if __name__ == "__main__":
    main()
