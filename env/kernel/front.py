"""Between Jupyter and evcxr: passes messages on, and says in Jupyter's terms what evcxr leaves out.

- A cell that fails is an error with its text and a traceback in the reply: also one that panics or leaves by `?`, whose
  variables are kept. The cells that were queued behind it do not run.
- What a cell prints appears at once; several rich outputs of one kind all appear; a cell that reads standard input asks
  Jupyter's input box.
- While a cell waits for the compiler it shows what is compiled.
- An interrupt ends the compiler where that is at work, and nothing is lost; else the cell, as evcxr does; else nothing.
- `is_complete_request`, `comm_info_request`, `history_request`, `:quit` are answered; no reply to a comm is waited for.
"""
import os
import re
import signal
import subprocess
from collections import deque
from pathlib import Path

import commands
import is_complete
import remedy
import runs_once
import startup
import wire
import zmq
from cells import PEEK, Cells
from parts import bundle, descendants, end_of_word, error, without_warnings

PORTS = ("shell", "control", "stdin", "iopub", "hb")
REPLIED = ("execute_request", "complete_request", "inspect_request", "kernel_info_request")  # what evcxr has a reply for
COMPILING = re.compile(r"\s*(Compiling|Downloading|Downloaded|Updating|Blocking) ")
INTERRUPTED = "The cell was interrupted: variables are lost; functions, types, imports and dependencies are kept."
INTERRUPTED_COMPILER = "The compiler was interrupted: the cell did not run, and nothing is lost."
NO_INPUT = "The cell reads standard input, and this front end has no input box: it reads an empty input.\n"


class Front:
    def __init__(self, connection: dict, inner: dict, evcxr: subprocess.Popen, listener, news: int, folder: Path, first=()):
        """`connection` and `inner`: Jupyter's connection file and the one that evcxr was given, which has the same key.
        `listener`: where cells report. `news`: a pipe of lines about what the kernel's helpers are doing. `first`: files with
        their text, to be run before the first cell."""
        self.wire = wire.Wire(connection["key"], connection.get("signature_scheme", "hmac-sha256"))
        self.evcxr, self.listener, self.news, self.folder = evcxr, listener, news, folder
        self.evcxr_life = os.pidfd_open(evcxr.pid)
        self.poller = zmq.Poller()
        self.outer = {name: self.open(kind, connection, name, True) for name, kind in zip(
            PORTS, (zmq.ROUTER, zmq.ROUTER, zmq.ROUTER, zmq.PUB, zmq.REP))}
        self.inner = {name: self.open(kind, inner, name, False) for name, kind in zip(
            PORTS[:4], (zmq.DEALER, zmq.DEALER, zmq.DEALER, zmq.SUB))}
        for source in (listener, news, evcxr.stderr, self.evcxr_life):
            self.poller.register(source, zmq.POLLIN)
        self.cells: Cells | None = None
        self.queue: deque[wire.Message] = deque()
        self.current: wire.Message | None = None  # what evcxr is working on
        self.info: dict | None = None  # evcxr's answer to a kernel_info_request
        self.count = 0
        self.first = deque(first)  # the one at hand is still in it
        self.runs_once = runs_once.RunsOnce(folder / "runs-once")
        self.over = False
        self.cell_asks = False  # whether the input box, if there is one, was asked for by the cell and not by evcxr
        self.forget()

    def forget(self) -> None:
        """What is known of the current request."""
        self.reply: wire.Message | None = None
        self.idle = False
        self.errors: list[dict] = []
        self.interrupted = ""
        self.shown = ""  # "": nothing yet, "progress": only what is compiled, "output"
        self.tries = 0
        self.written = ""  # the cell, as the person wrote it, when its turn comes
        self.seen: set[str] = set()

    def open(self, kind: int, connection: dict, name: str, ours: bool):
        socket = wire.open_socket(kind, connection, name, ours)
        if kind in (zmq.ROUTER, zmq.DEALER, zmq.REP, zmq.SUB):
            self.poller.register(socket, zmq.POLLIN)
        return socket

    # --- the loop ---

    def run(self) -> None:
        while not self.over:
            busy = self.cells is not None and (self.cells.text or self.cells.runs)
            ready = dict(self.poller.poll(1000 * PEEK / 10 if busy and self.cells.text else 1000 * PEEK if busy else None))
            if self.listener.fileno() in ready:
                self.meet()
            self.pump()
            if self.news in ready:
                self.tell(os.read(self.news, 1 << 16).decode(errors="replace"))
            if self.evcxr.stderr.fileno() in ready:
                self.listen_to_evcxr()
            for name, receive in (("shell", self.asked), ("control", self.controlled), ("stdin", self.answered)):
                self.drain(self.outer[name], receive)
            for name, receive in (("iopub", self.published), ("shell", self.replied), ("stdin", self.evcxr_asks)):
                self.drain(self.inner[name], receive)
            if self.outer["hb"] in ready:
                self.outer["hb"].send_multipart(self.outer["hb"].recv_multipart())
            if self.evcxr_life in ready:
                self.evcxr_ended()

    def drain(self, socket, receive) -> None:
        while True:
            try:
                frames = socket.recv_multipart(zmq.NOBLOCK)
            except zmq.Again:
                return
            try:
                message = self.wire.read(frames)
            except ValueError as error:
                os.write(2, f"{error}\n".encode())
                continue
            receive(message)

    def send(self, name: str, message: wire.Message) -> None:
        self.outer[name].send_multipart(self.wire.write(message))

    def publish(self, kind: str, content: dict, parent: wire.Message | None = None) -> None:
        parent = parent or self.current
        if parent:
            self.send("iopub", wire.answer(parent, kind, content, [kind.encode()]))

    # --- requests ---

    def asked(self, request: wire.Message) -> None:
        content = self.answer_of(request)
        if content is None:
            if request.kind == "inspect_request":
                request.content["cursor_pos"] = end_of_word(request.content.get("code", ""), request.content.get("cursor_pos", 0))
            self.queue.append(request)
            self.next()
            return
        self.publish("status", {"execution_state": "busy"}, request)
        self.send("shell", wire.reply(request, content))
        self.publish("status", {"execution_state": "idle"}, request)

    def answer_of(self, request: wire.Message) -> dict | None:
        """What needs no evcxr, or what it does not answer at all."""
        if request.kind == "is_complete_request":
            return is_complete.judge(request.content.get("code", ""))
        if request.kind == "comm_info_request":
            return {"status": "ok", "comms": {}}
        if request.kind == "history_request":
            return {"status": "ok", "history": []}
        if request.kind == "kernel_info_request":
            return self.info  # none yet: evcxr is starting
        return None

    def next(self) -> None:
        if self.current is not None or not self.queue:
            return
        self.current = self.queue.popleft()
        self.forget()
        request = self.current
        if request.kind == "execute_request":
            self.count += not request.content.get("silent")
            self.written = request.content.get("code", "")
            return self.begin(self.first[0][1] if self.first else self.written)
        self.inner["shell"].send_multipart(self.wire.write(request))

    def begin(self, code: str) -> None:
        """Have evcxr run what the current cell holds, or a file that is run before it and goes under its name."""
        self.reply, self.idle, self.errors, self.tries = None, False, [], 0
        if self.cells:
            self.cells.begin()
        self.runs_once.note(code)
        self.current.content["code"], told = commands.sift(code, self.folder)
        if told:
            self.publish("stream", {"name": "stderr", "text": told})
        self.inner["shell"].send_multipart(self.wire.write(self.current))

    def again(self, code: str) -> None:
        """Have evcxr try the current cell once more, written otherwise."""
        self.reply, self.idle, self.errors = None, False, []
        self.tries += 1
        self.current.content["code"] = code
        self.inner["shell"].send_multipart(self.wire.write(self.current))

    def controlled(self, request: wire.Message) -> None:
        content = {"status": "ok"}
        if request.kind == "interrupt_request":
            self.interrupt()
        elif request.kind == "shutdown_request":
            content["restart"] = bool(request.content.get("restart"))
            self.over = True
        elif request.kind == "kernel_info_request" and self.info:
            content = self.info
        else:
            return
        self.send("control", wire.reply(request, content))

    def interrupt(self) -> None:
        if self.current is None or self.current.kind != "execute_request":
            return
        if self.cells and self.cells.runs:
            self.interrupted = INTERRUPTED
            os.kill(self.cells.pid, signal.SIGKILL)
            return
        self.interrupted = INTERRUPTED_COMPILER
        if self.cells:
            self.cells.refuse = True
        for pid in descendants(self.evcxr.pid):
            if self.cells is None or pid != self.cells.pid:
                os.kill(pid, signal.SIGKILL)

    def answered(self, reply: wire.Message) -> None:
        """A person filled in the input box, for the cell or for evcxr."""
        if self.cells and self.cell_asks:
            self.cells.give_input(str(reply.content.get("value", "")))
        else:
            self.inner["stdin"].send_multipart(self.wire.write(reply))

    # --- what cells do ---

    def meet(self) -> None:
        connection, _ = self.listener.accept()
        with connection:
            try:
                cells = Cells(connection)
            except OSError as error:
                os.write(2, f"{error}\n".encode())
                return
        self.part()
        self.cells = cells
        for fd in cells.fds():
            self.poller.register(fd, zmq.POLLIN)

    def part(self) -> None:
        if self.cells:
            for fd in self.cells.fds():
                self.poller.unregister(fd)
            self.cells.close()
            self.cells = None

    def pump(self) -> None:
        if self.cells is None:
            return
        ran, alive = self.cells.runs, self.cells.pump()
        if self.cells.runs and not ran and self.shown == "progress":
            self.publish("clear_output", {"wait": False})
        self.show(everything=not alive)
        if not alive:
            return self.part()
        if self.cells.wants_input():
            self.cells.asked = self.cell_asks = True
            if self.current and self.current.content.get("allow_stdin"):
                request = wire.answer(self.current, "input_request", {"prompt": "", "password": False}, self.current.route)
                self.send("stdin", request)
            else:
                self.publish("stream", {"name": "stderr", "text": NO_INPUT})
                self.cells.give_input(None)

    def show(self, everything: bool) -> None:
        """What was printed. Before the first request it is for whoever reads the server's log."""
        for stream, text in self.cells.take(everything):
            if self.current is None:
                os.write(2, text.encode())
            else:
                self.shown = "output"
                self.publish("stream", {"name": stream, "text": text})
        while len(self.cells.rich) > 1 and set(self.cells.rich[0]) & {kind for later in self.cells.rich[1:] for kind in later}:
            self.publish("display_data", {"data": bundle(self.cells.rich.pop(0)), "metadata": {}, "transient": {}})

    def tell(self, lines: str) -> None:
        """What is compiled, while the cell waits for it."""
        if lines and self.current and self.current.kind == "execute_request":
            self.shown = "output" if "note: " in lines else self.shown or "progress"  # a note stays
            self.publish("stream", {"name": "stderr", "text": lines})

    def listen_to_evcxr(self) -> None:
        text = os.read(self.evcxr.stderr.fileno(), 1 << 16).decode(errors="replace")
        if not text:
            return self.poller.unregister(self.evcxr.stderr)
        for line in text.splitlines(keepends=True):
            if COMPILING.match(line):
                self.tell(line)
            else:
                os.write(2, line.encode())

    # --- what evcxr says ---

    def published(self, message: wire.Message) -> None:
        ours = self.current is not None and message.parent.get("msg_id") == self.current.id
        if ours and message.kind == "status" and message.content["execution_state"] == "idle":
            self.idle = True
            return self.finish()
        if not ours or self.current.kind != "execute_request":
            return self.send("iopub", message)
        if message.kind == "error":
            self.errors.append(message.content)
            return
        if message.kind in ("execute_input", "status"):
            if message.kind in self.seen:
                return
            self.seen.add(message.kind)
            if message.kind == "execute_input":
                message.content["code"] = self.written
        if message.kind in ("execute_input", "execute_result") and (
                self.current.content.get("silent") or self.first and message.kind == "execute_result"):
            return
        if "execution_count" in message.content:
            message.content["execution_count"] = self.count
        if message.kind == "execute_result" and self.cells:
            self.cells.pump()
            self.show(everything=True)
        self.send("iopub", message)

    def replied(self, message: wire.Message) -> None:
        if self.current is not None and message.parent.get("msg_id") == self.current.id:
            self.reply = message
            self.finish()
        else:
            self.send("shell", message)

    def evcxr_asks(self, message: wire.Message) -> None:
        self.cell_asks = False
        self.send("stdin", message)

    def finish(self) -> None:
        """The request is done when both have come: the reply and, on another socket, everything before `idle`."""
        if not self.idle or self.reply is None and self.current.kind in REPLIED:
            return
        if self.reply is None:  # a comm's message
            return self.done()
        request, reply, failed = self.current, self.reply, False
        if request.kind == "kernel_info_request":
            self.info = reply.content
        if request.kind == "execute_request":
            code = remedy.other_code(request.content["code"], self.errors, self.folder, self.tries) if self.errors else None
            if code is not None:
                return self.again(code)
            if self.first and not self.interrupted:
                return self.after_file(reply.content)
            reply.content = self.outcome(reply.content)
            failed = reply.content["status"] == "error" and request.content.get("stop_on_error", True)
        if failed:  # before the reply: what a client sends once it has read that is a new beginning
            self.drain(self.outer["shell"], self.queue.append)
        self.send("shell", reply)
        self.done(failed)

    def done(self, failed: bool = False) -> None:
        self.publish("status", {"execution_state": "idle"})
        self.current = None
        if failed:
            self.abort()
        self.next()

    def after_file(self, content: dict) -> None:
        """A file from before the first cell has run: the next one, or the cell itself."""
        path, _ = self.first.popleft()
        if errors := self.failures(content):
            self.publish("stream", {"name": "stderr", "text": startup.told(path, errors)})
        self.begin(self.first[0][1] if self.first else self.written)

    def failures(self, content: dict) -> list[dict]:
        """What went wrong in what has just run, after all that it printed is shown."""
        errors = without_warnings(self.errors)
        if self.cells:
            self.cells.pump()
            if self.cells.ending and content["status"] == "ok":
                errors = [self.cells.failure()]
            self.show(everything=True)
        return errors

    def outcome(self, content: dict) -> dict:
        """The content of the reply to a cell, after its errors are shown."""
        errors = self.failures(content)
        if self.interrupted and errors:
            errors = [error("Interrupted", self.interrupted)]
        for each in errors:
            self.publish("error", each)
        if not errors:
            return {"status": "ok", "execution_count": self.count, "payload": [], "user_expressions": {}} | (
                {"status": "error", **error("Error", "")} if content["status"] == "error" else {})
        traceback = [line for each in errors for line in each["traceback"]]
        return {"status": "error", "execution_count": self.count, **errors[0], "traceback": traceback}

    def abort(self) -> None:
        """Answer the cells that were sent behind one that failed, as `Run All` does."""
        waiting, self.queue = self.queue, deque()
        for request in waiting:
            if request.kind != "execute_request":
                self.asked(request)
                continue
            self.publish("status", {"execution_state": "busy"}, request)
            self.send("shell", wire.reply(request, {"status": "aborted", "execution_count": self.count}))
            self.publish("status", {"execution_state": "idle"}, request)

    def evcxr_ended(self) -> None:
        self.over = True
        if self.current is None or self.current.kind != "execute_request":
            return
        left = [{"source": "ask_exit", "keepkernel": False}]
        content = {"status": "ok", "execution_count": self.count, "user_expressions": {}, "payload": left}
        if self.evcxr.wait() != 0:
            failure = error("Error", f"the kernel has ended with status {self.evcxr.returncode}")
            self.publish("error", failure)
            content = {"status": "error", "execution_count": self.count, **failure}
        self.send("shell", wire.reply(self.current, content))
        self.publish("status", {"execution_state": "idle"})
