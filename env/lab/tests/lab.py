"""A Jupyter server and a client that does what JupyterLab does when a person opens a notebook and runs its cells."""

import contextlib
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

import requests
import websocket

PATIENCE = 300  # seconds that anything may take on a busy machine


class Server:
    """`jupyter server`, or `jupyterlab`, on a folder; what it logs is in `log()`."""

    def __init__(self, folder, application="jupyter_server", **environment):
        self.token = secrets.token_hex(8)
        self.file = tempfile.NamedTemporaryFile("w+", prefix="updown-server-")
        self.runtime = tempfile.TemporaryDirectory(prefix="updown-runtime-")  # of its own: here it notes its address
        command = [sys.executable, "-m", application, "--ServerApp.port=0", "--ServerApp.open_browser=False",
                   f"--IdentityProvider.token={self.token}", f"--ServerApp.root_dir={folder}",
                   "--ServerApp.allow_root=True", "--MappingKernelManager.default_kernel_name=updown"]
        self.process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=self.file, stderr=self.file,
                                        env={**os.environ, **environment, "JUPYTER_RUNTIME_DIR": self.runtime.name})
        self.sessions = []
        self.url = self.find_url()

    def find_url(self):
        """Its address, once it answers there."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(OSError, ValueError):  # no note yet, or half of it; nobody answers yet
                for note in Path(self.runtime.name).glob("jpserver-*.json"):
                    url = json.loads(note.read_text())["url"].rstrip("/")
                    self.get(f"{url}/api/status").raise_for_status()
                    return url
            time.sleep(0.1)
        log = self.log()
        self.stop()
        raise RuntimeError("the server did not start:\n" + log)

    def get(self, address):
        return requests.get(address, timeout=PATIENCE, headers={"Authorization": f"token {self.token}"})

    def log(self):
        return Path(self.file.name).read_text()

    def wait_for(self, text, count=1):
        """Wait until the log holds a text so many times."""
        end = time.monotonic() + PATIENCE
        while self.log().count(text) < count:
            if time.monotonic() > end:
                raise TimeoutError(f"{text!r} is not {count} times in the log:\n{self.log()}")
            time.sleep(0.1)

    def ask(self, method, resource, content=None):
        reply = requests.request(method, f"{self.url}/api/{resource}", json=content, timeout=PATIENCE,
                                 headers={"Authorization": f"token {self.token}"})
        reply.raise_for_status()
        return reply.json() if reply.content else None

    def open(self, notebook):
        self.sessions.append(Session(self, notebook))
        return self.sessions[-1]

    def stop(self):
        """End the server, as a person does it who has seen enough; open notebooks are not closed first."""
        for session in self.sessions:
            session.socket.close()
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)
        self.file.close()
        self.runtime.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()


class Session:
    """An open notebook."""

    def __init__(self, server, notebook):
        self.server = server
        self.info = server.ask("POST", "sessions", {"path": notebook, "name": notebook, "type": "notebook",
                                                    "kernel": {"name": "updown"}})
        self.kernel = self.info["kernel"]["id"]
        address = f"{server.url.replace('http', 'ws', 1)}/api/kernels/{self.kernel}/channels?token={server.token}"
        self.socket = websocket.create_connection(address, timeout=PATIENCE)
        self.request("kernel_info_request", {})

    def request(self, kind, content):
        """Send a request; returns its reply and the messages that came for it, once the kernel is idle again."""
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "username": "", "session": "", "version": "5.3"}
        self.socket.send(json.dumps({"header": header, "parent_header": {}, "metadata": {}, "content": content,
                                     "channel": "shell", "buffers": []}))
        reply, messages, idle = None, [], False
        while reply is None or not idle:
            message = json.loads(self.socket.recv())
            if message["parent_header"].get("msg_id") != header["msg_id"]:
                continue
            messages.append(message)
            if message["channel"] == "shell":
                reply = message["content"]
            idle |= message["content"].get("execution_state") == "idle"
        return reply, messages

    def run(self, code):
        """Run a cell: its status, its execution count, and all text that came."""
        content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False, "stop_on_error": True}
        reply, messages = self.request("execute_request", content)
        texts = [part["content"].get("text") or part["content"].get("evalue") or
                 part["content"].get("data", {}).get("text/plain", "") for part in messages]
        return reply["status"], reply["execution_count"], "".join(texts)

    def close(self):
        self.socket.close()
        self.server.ask("DELETE", f"sessions/{self.info['id']}")
