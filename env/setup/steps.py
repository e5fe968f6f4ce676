"""How a step runs its commands, says what it does, and fails."""

import contextlib
import subprocess
import time


class SetupError(Exception):
    """A problem that the user can solve; the message says how."""


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


@contextlib.contextmanager
def beside(command, log, **options):
    """Run a command while the block runs; it does not outlive the block. Its output goes to the file `log`."""
    with open(log, "w") as file:
        # With the locks inherited: where this program alone is killed, the next set-up waits for a build still at work.
        process = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=file,
                                   stderr=subprocess.STDOUT, close_fds=False, **options)
    try:
        yield process
        if process.poll() is None:
            say(f"waiting for `{command[0]} {command[1]} …`, which writes to {log}")
        status = process.wait()
    finally:
        process.terminate()
        process.wait()
    if status:
        end = "\n".join(log.read_text(errors="replace").splitlines()[-30:])
        raise SetupError(f"`{command[0]} {command[1]} …` failed with status {status}:\n{end}\n"
                         "Run the same make command again to go on from here.")


@contextlib.contextmanager
def step(name, expected):
    say(f"{name}: {expected} …")
    start = time.monotonic()
    yield
    say(f"{name}: done in {time.monotonic() - start:.0f} s")
