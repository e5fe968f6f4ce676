"""Files that appear complete or not at all, links, and a lock for exclusive work. Standard library only."""

import contextlib
import fcntl
import os
import shutil

LOCK = "setup.lock"


@contextlib.contextmanager
def replacing(path):
    """A path aside, for a file or link that takes the place of `path` once it is complete."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield aside
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def write(path, text):
    with replacing(path) as aside:
        aside.write_text(text, encoding="utf-8")


def link(path, target):
    """Make `path` a symbolic link to `target`, atomically. FileExistsError if something else is there."""
    target = target.absolute()
    if path.is_symlink() and path.readlink() == target:
        return
    if path.exists() and not path.is_symlink():
        raise FileExistsError(f"{path} is not a link, and a link to {target} has to be there; move it away first")
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as aside:
        aside.symlink_to(target)


def remove(path):
    """Remove a file, link or folder; a folder is renamed first, so that a half removed one never looks complete."""
    if path.is_symlink() or path.is_file():
        path.unlink()
        return
    doomed = path.with_name(path.name + ".removing")
    if doomed.exists():
        shutil.rmtree(doomed)
    if path.exists():
        path.rename(doomed)
        shutil.rmtree(doomed)


@contextlib.contextmanager
def locked(folder, shared=False):
    """Hold the lock of `folder`, exclusively or shared with other readers; a killed program's lock ends with it."""
    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / LOCK, "w") as lock:
        try:
            fcntl.flock(lock, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            print("another set-up is at work; waiting for it …", flush=True)
            fcntl.flock(lock, kind)
        os.set_inheritable(lock.fileno(), True)
        yield
