"""Ending a process together with everything that it started. The standard library is enough."""

import contextlib
import os
import signal
import subprocess


def stop(process, signals, grace):
    """Sends the signals to the group that the process leads, one after the other, and kills what is left.

    `grace`: the seconds that the process has to end after each signal.
    """
    for number in signals:
        send(process, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(grace)
            break
    send(process, signal.SIGKILL)
    return process.wait()


def send(process, number):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)
