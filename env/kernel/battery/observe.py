"""What a kernel answers to a cell or to another request, as lines that can be compared.

A line begins with its kind: `stdout`, `stderr`, a mime type, `error` (the first line), `no answer`; for requests, what the
reply says. Left out is what differs from run to run: addresses, times, line numbers in generated code, the calls of a panic.
"""
import re
import time
from queue import Empty

CURSOR = "‸"
SHOWN = 5  # lines of documentation
ANSI = re.compile(r"\x1b\[[0-9;]*m")
CALLS = re.compile(r"stack backtrace:\n(?:.*\n)*?note: Some details are omitted[^\n]*\n?|stack backtrace:\n(?: +\d+: .*\n| +at .*\n)*")
CHANGING = (
    (re.compile(r"note: (?:run with|Some details)[^\n]*\n?"), ""),
    (re.compile(r"(thread '[^']*') \(\d+\)"), r"\1"),
    (re.compile(r"src/lib\.rs:\d+:\d+"), "src/lib.rs"),
    (re.compile(r"0x[0-9a-f]{6,}"), "0x…"),
    (re.compile(r"Took \d+ms"), "Took …ms"),
    (re.compile(r"/rustc/[0-9a-f]+/"), "/rustc/…/"),
)
PROGRESS = re.compile(r"\s*(?:Compiling|Downloading|Downloaded|Updating|Locking|Adding|Blocking|Finished) .*")


def steady(text: str, folder: str) -> str:
    """Without what differs from run to run."""
    text = CALLS.sub("", ANSI.sub("", text).replace(folder, "{folder}").replace("\r", "␍"))
    for pattern, put in CHANGING:
        text = pattern.sub(put, text)
    return text


def lines(kind: str, text: str) -> list[str]:
    return [f"{kind} {line}".rstrip() for line in text.split("\n") if line.strip()]


class Observer:
    """Asks one kernel, through its client, and waits `patience` seconds at most for each answer.

    `settle`: seconds in which a cell that has ended may still be printing; plain evcxr's streams come after its reply.
    """

    def __init__(self, client, manager, folder: str, settle: float):
        self.client, self.manager, self.folder, self.settle = client, manager, folder, settle

    def ask(self, cell: str, patience: float) -> list[str]:
        request, _, rest = cell.partition(" ")
        other = getattr(self, "ask_" + request.removeprefix("%"), None) if cell.startswith("%") else None
        try:
            return other(rest, patience) if other else self.ask_cell(cell, patience)
        except (Empty, TimeoutError):
            return ["no answer"]

    def ask_cell(self, cell: str, patience: float, **more) -> list[str]:
        streams = {"stdout": "", "stderr": ""}
        shown: list[str] = []
        errors: list[str] = []

        def seen(message):
            content = message["content"]
            if message["msg_type"] == "stream":
                streams[content["name"]] += content["text"]
            elif message["msg_type"] in ("execute_result", "display_data"):
                shown.extend(self.data(cell, content["data"]))
            elif message["msg_type"] == "error":
                errors.append(steady(content["evalue"], self.folder).strip().split("\n")[0])

        code = cell.replace("{folder}", self.folder).replace("␍", "\r")
        reply = self.client.execute_interactive(code, timeout=patience, output_hook=seen, allow_stdin=False, **more)["content"]
        self.late(seen)
        text = "\n".join(line for line in steady(streams["stderr"], self.folder).split("\n") if not PROGRESS.fullmatch(line))
        found = lines("stdout", steady(streams["stdout"], self.folder)) + lines("stderr", text) + shown
        found += [f"error {error}".rstrip() for error in dict.fromkeys(errors)]
        if reply["status"] != ("error" if errors else "ok"):
            found.append(f"reply {reply['status']}")
        return found

    def data(self, cell: str, bundle: dict) -> list[str]:
        """Commands show the same as text and as HTML; the variables come in any order; documentation may be cut short."""
        kinds = [kind for kind in sorted(bundle) if kind == "text/plain" or not cell.startswith(":")]
        found = [line for kind in kinds for line in lines(kind, steady(str(bundle[kind]), self.folder))]
        found = found[:SHOWN] if cell.startswith((":doc", ":explain")) else found
        return sorted(found) if cell.endswith(":vars") else found

    def late(self, seen) -> None:
        end = time.monotonic() + self.settle
        while (left := end - time.monotonic()) > 0:
            try:
                seen(self.client.get_iopub_msg(timeout=left))
            except Empty:
                return

    def ask_silent(self, cell: str, patience: float) -> list[str]:
        return self.ask_cell(cell, patience, silent=True)

    def reply(self, request: str, patience: float, channel: str = "shell") -> dict:
        end = time.monotonic() + patience
        while True:
            message = getattr(self.client, f"get_{channel}_msg")(timeout=max(0.0, end - time.monotonic()))
            if message["parent_header"].get("msg_id") == request:
                return message["content"]

    def send(self, kind: str, content: dict, channel: str = "shell") -> str:
        message = self.client.session.msg(kind, content)
        getattr(self.client, f"{channel}_channel").send(message)
        return message["header"]["msg_id"]

    def ask_complete(self, code: str, patience: float) -> list[str]:
        at = code.index(CURSOR)
        reply = self.reply(self.client.complete(code.replace(CURSOR, ""), at), patience)
        matches = sorted(reply.get("matches", []))
        return [f"replaces {reply.get('cursor_start')} to {reply.get('cursor_end')}", *(f"match {match}" for match in matches)]

    def ask_inspect(self, code: str, patience: float) -> list[str]:
        at = code.index(CURSOR)
        reply = self.reply(self.client.inspect(code.replace(CURSOR, ""), at), patience)
        text = [line for line in reply.get("data", {}).get("text/plain", "").split("\n") if line.strip()]
        return [f"found {reply.get('found', False)}", *(f"text {line}" for line in text[:3])]

    def ask_is_complete(self, code: str, patience: float) -> list[str]:
        return ["status " + self.reply(self.client.is_complete(code.replace("⏎", "\n")), patience)["status"]]

    def ask_kernel_info(self, channel: str, patience: float) -> list[str]:
        channel = channel or "shell"
        reply = self.reply(self.send("kernel_info_request", {}, channel), patience, channel)
        language = reply["language_info"]
        return [f"protocol {reply['protocol_version']}", f"language {language['name']}, {language['file_extension']}, {language['mimetype']}"]

    def ask_history(self, _: str, patience: float) -> list[str]:
        return [f"history {self.reply(self.client.history(), patience)['history']}"]

    def ask_comm_info(self, _: str, patience: float) -> list[str]:
        return [f"comms {self.reply(self.client.comm_info(), patience)['comms']}"]

    def ask_interrupt(self, _: str, patience: float) -> list[str]:
        """While nothing runs."""
        return [f"status {self.reply(self.send('interrupt_request', {}, 'control'), patience, 'control')['status']}"]

    def ask_comm_open(self, code: str, patience: float) -> list[str]:
        """The check that editors ask evcxr for: problems with their places. A target that nobody knows is closed."""
        target = "evcxr-cargo-check" if code else "unknown"
        self.send("comm_open", {"comm_id": "1", "target_name": target, "data": {"code": code.replace("⏎", "\n")}})
        found = []
        end = time.monotonic() + patience
        while not found or found[-1] != "closed":
            message = self.client.get_iopub_msg(timeout=max(0.0, end - time.monotonic()))
            if message["msg_type"] == "comm_msg":
                for each in message["content"]["data"]["problems"]:
                    place = f"{each['start_line']}:{each['start_column']}-{each['end_line']}:{each['end_column']}"
                    found.append(f"{each['severity']} {place}")
            elif message["msg_type"] == "comm_close":
                found.append("closed")
        return found

    def ask_shutdown(self, _: str, patience: float) -> list[str]:
        reply = self.reply(self.send("shutdown_request", {"restart": False}, "control"), patience, "control")
        end = time.monotonic() + patience
        while self.alive():
            if time.monotonic() > end:
                return [f"status {reply['status']}", "still there"]
            time.sleep(0.1)
        return [f"status {reply['status']}", "ended"]

    def alive(self) -> bool:
        return self.manager.provisioner.process is not None and self.manager.provisioner.process.poll() is None
