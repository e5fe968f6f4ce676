"""Stands between evcxr and the process that runs the cells, on that process's three streams.

evcxr speaks with that process over its standard streams, in lines that start with EVCXR_ among those that a cell prints.
Here the two are told apart: evcxr gets its own lines, and the front gets what the cell printed, as it is printed; it learns
when a cell runs, how it ended, and when it waits for input.
"""
import codecs
import errno
import os
import platform
import pty
import re
import select
import socket
import struct
import termios
import time
from pathlib import Path

from parts import error

COMPLETE, PANICKED, FAILED = "EVCXR_EXECUTION_COMPLETE", "EVCXR_PANIC_NOTIFICATION", "EVCXR_ERROR_OCCURRED"
INPUT = "EVCXR_INPUT_REQUEST"
BEGIN, END = re.compile(r"EVCXR_BEGIN_CONTENT ([^ ]+)$"), "EVCXR_END_CONTENT"
PROTOCOL = re.compile(r"(EVCXR_(?:EXECUTION_COMPLETE|PANIC_NOTIFICATION|ERROR_OCCURRED|VARIABLE_CHANGED_TYPE:.*|INPUT_REQUEST.*|BEGIN_CONTENT .*))$")
MAY_BE_PROTOCOL = re.compile(r"(?:E|EV|EVC|EVCX|EVCXR|EVCXR_.*)$")
READ = {"x86_64": "0", "aarch64": "63"}.get(platform.machine())  # the number of the system call
CHUNK = 1 << 16
HOLD = 0.02  # seconds that text waits for more, so that a loop of prints is not a message a line
REPORT, HOLD_REPORT = " panicked at ", 1.0  # a panic's report takes time: the names of the calls are looked up
SETTLE = 0.012  # seconds from a cell's end until its last words are here: they lie in another buffer than the line that says so
PEEK = 0.2  # seconds between two looks at whether a cell waits for input
PANIC = re.compile(r"thread '.*' (?:\(\d+\) )?panicked at [^\n]*:\n((?:.|\n)*?)(?:\nstack backtrace:|\nnote: run with|\Z)")
END_OF_INPUT = b"\x04"


def listen() -> tuple[socket.socket, str]:
    """Where the process that runs the cells reports. The name lives in memory: no file, and no limit on a path's length."""
    name = f"evcxr-cells-{os.getpid()}-{os.urandom(8).hex()}"
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(f"\0{name}")
    server.listen()
    return server, name


def input_terminal() -> tuple[int, int]:
    """Our end and the cell's of a terminal as bare as a pipe, but for one thing: a read can be told that there is no more."""
    ours, theirs = pty.openpty()
    settings = termios.tcgetattr(theirs)
    settings[0] = settings[1] = 0
    settings[3] = termios.ICANON
    termios.tcsetattr(theirs, termios.TCSANOW, settings)
    return ours, theirs


class Cells:
    """One process that runs cells. After an interrupt evcxr starts another one: then there is a new Cells."""

    def __init__(self, connection: socket.socket):
        """Takes evcxr's descriptors and hands ours over. Raises OSError for anybody else who knocks."""
        self.pid, user, _ = struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
        if user != os.getuid():
            raise PermissionError("another user's process")
        connection.settimeout(5)
        _, theirs, _, _ = socket.recv_fds(connection, 1, 3)
        self.orders, self.evcxr, self.evcxr_errors = theirs
        self.input, input_there = input_terminal()
        self.out, out_there = os.pipe()
        self.err, err_there = os.pipe()
        socket.send_fds(connection, [b"\0"], [input_there, out_there, err_there])
        for fd in (input_there, out_there, err_there):
            os.close(fd)
        self.life = os.pidfd_open(self.pid)
        for fd in self.fds():
            os.set_blocking(fd, False)
        decoder = codecs.getincrementaldecoder("utf-8")
        self.decode, self.decode_errors = decoder("replace").decode, decoder("replace").decode
        self.runs = self.asked = False
        self.order_begun = b""
        self.line, self.content, self.mime = "", [], None  # of standard output: its unfinished line, a block of rich content
        self.looked, self.waiting = 0.0, 0
        self.begin()

    def begin(self) -> None:
        """Forget what the last cell did."""
        self.ending = None  # PANICKED or FAILED
        self.refuse = False  # to run what is being compiled
        self.text: list[tuple[float, str, str]] = []  # when, which stream, what
        self.errors = ""  # the end of what was printed to standard error
        self.rich: list[dict] = []  # blocks that a later block of the same kind replaced

    def fds(self) -> list[int]:
        return [self.orders, self.out, self.err, self.life]

    def close(self) -> None:
        for fd in (self.orders, self.evcxr, self.evcxr_errors, self.input, self.out, self.err, self.life):
            os.close(fd)

    def pump(self) -> bool:
        """Move what has arrived. False when the process has ended (and everything it said is moved)."""
        ended = bool(select.select([self.life], [], [], 0)[0])
        orders = _read(self.orders)
        if orders:  # evcxr writes a line in pieces
            *lines, self.order_begun = (self.order_begun + orders).split(b"\n")
            for line in lines:
                self.order(line + b"\n")
        self.pump_errors()
        while data := _read(self.out):
            self.printed(self.decode(data))
        self.pump_errors()
        if ended or orders == b"":
            self.flush_line()
            return False
        return True

    def order(self, orders: bytes) -> None:
        """What evcxr wants done: a cell run, or a line of input passed on."""
        runs = orders.startswith(b"LOAD_AND_RUN")
        if runs and self.refuse:  # evcxr is told that it panicked: then it keeps the variables that were there
            self.ending = PANICKED
            _write(self.evcxr, f"{PANICKED}\n{COMPLETE}\n".encode())
            return
        self.runs = self.runs or runs
        self.asked, self.looked, self.waiting = False, time.monotonic(), 0
        _write(self.input, orders)

    def pump_errors(self) -> None:
        while data := _read(self.err):
            text = self.decode_errors(data)
            self.errors = (self.errors + text)[-CHUNK:]
            self.text.append((time.monotonic(), "stderr", text))

    def printed(self, text: str) -> None:
        *lines, self.line = (self.line + text).split("\n")
        for line in lines:
            self.printed_line(line)
        if self.mime is None and not MAY_BE_PROTOCOL.search(self.line):
            self.flush_line()

    def printed_line(self, line: str) -> None:
        if self.mime is not None:
            return self.content_line(line)
        found = PROTOCOL.search(line)
        if not found:
            return self.say(line + "\n")
        self.say(line[:found.start()])
        line = found[1]
        if line in (PANICKED, FAILED):
            self.ending = line
            self.pump_errors()  # written before this line, in another stream
        if line == COMPLETE:
            self.runs = False
            time.sleep(SETTLE)
            while data := _read(self.out):
                self.printed(self.decode(data))
        self.asked = self.asked or line.startswith(INPUT)  # evcxr asks by itself, for the crate `evcxr_input`
        if block := BEGIN.match(line):
            self.mime, self.content = block[1], []
            return
        _write(self.evcxr, line.encode() + b"\n")

    def content_line(self, line: str) -> None:
        """Of a block of rich content. evcxr keeps the last one of each kind: the others are the front's to show."""
        if line not in (END, PANICKED, COMPLETE):
            self.content.append(line)
            return
        self.rich.append({self.mime: "\n".join(self.content)})
        block = [f"EVCXR_BEGIN_CONTENT {self.mime}", *self.content, END if line == COMPLETE else line]
        self.mime = None
        if line == PANICKED:
            self.ending = line
        _write(self.evcxr, "\n".join(block).encode() + b"\n")
        if line == COMPLETE:  # the cell forgot the end: evcxr would wait for it for ever
            self.printed_line(line)

    def say(self, text: str) -> None:
        if text:
            self.text.append((time.monotonic(), "stdout", text))

    def flush_line(self) -> None:
        self.say(self.line)
        self.line = ""

    def take(self, everything: bool = False) -> list[tuple[str, str]]:
        """What the cell printed and nobody took yet: stream and text, in order; the newest is left for the next time."""
        taken: list[tuple[str, list[str]]] = []
        while self.text and (everything or self.ripe()):
            _, stream, text = self.text.pop(0)
            if taken and taken[-1][0] == stream:
                taken[-1][1].append(text)
            else:
                taken.append((stream, [text]))
        return [(stream, "".join(texts)) for stream, texts in taken]

    def ripe(self) -> bool:
        """Whether the oldest text has waited for long enough."""
        when, _, text = self.text[0]
        return time.monotonic() - when > (HOLD_REPORT if REPORT in text else HOLD)

    def failure(self) -> dict:
        """Of a cell that panicked or left by `?`. Its text went to standard error, at the end."""
        pending = [entry for entry in self.text if entry[1] == "stderr"]
        self.text = [entry for entry in self.text if entry[1] != "stderr"]
        text = "".join(text for _, _, text in pending) or self.errors
        if self.ending == FAILED:
            return error("Error", text.rstrip("\n"))
        message = PANIC.findall(self.errors)
        return error("Panic", message[-1] if message else "", text.rstrip("\n"))

    def wants_input(self) -> bool:
        """Whether the cell waits in a read of standard input, seen twice in a row."""
        now = time.monotonic()
        if not self.runs or self.asked or READ is None or now - self.looked < PEEK:
            return False
        self.looked = now
        self.waiting = self.waiting + 1 if self.reads() else 0
        return self.waiting >= 2

    def reads(self) -> bool:
        for call in Path(f"/proc/{self.pid}/task").glob("*/syscall"):
            try:
                if call.read_text().split()[:2] == [READ, "0x0"]:
                    return True
            except OSError:
                continue
        return False

    def give_input(self, line: str | None) -> None:
        """A line for the cell; None: there is no more."""
        self.waiting, self.asked = 0, False
        _write(self.input, END_OF_INPUT if line is None else line.encode() + b"\n")


def _read(fd: int) -> bytes | None:
    """What has arrived; b"" at the end, None when nothing has."""
    try:
        return os.read(fd, CHUNK)
    except BlockingIOError:
        return None
    except OSError as error:
        if error.errno == errno.EIO:
            return b""
        raise


def _write(fd: int, data: bytes) -> None:
    """All of it. The reader may be gone: then somebody else notices."""
    while data:
        try:
            data = data[os.write(fd, data):]
        except BlockingIOError:
            time.sleep(0.001)
        except OSError:
            return
