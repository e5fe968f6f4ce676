"""Jupyter's messages on the wire: frames in, signed frames out. https://jupyter-client.readthedocs.io/en/stable/messaging.html"""
import hashlib
import hmac
import json
import os
import time
from dataclasses import dataclass, field
from datetime import datetime, timezone

import zmq

IDENTITY = b"front"  # evcxr answers on the stdin socket to the peer of the same name
DELIMITER = b"<IDS|MSG>"
PROTOCOL = "5.3"


@dataclass
class Message:
    route: list[bytes]  # who it is from, or to whom it goes; on iopub, the topic
    header: dict
    parent: dict
    metadata: dict
    content: dict
    buffers: list[bytes] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.header.get("msg_type", "")

    @property
    def id(self) -> str:
        return self.header.get("msg_id", "")


class Wire:
    """Reads and signs with one connection's key."""

    def __init__(self, key: str, scheme: str = "hmac-sha256"):
        self.key = key.encode()
        self.digest = getattr(hashlib, scheme.removeprefix("hmac-"))

    def sign(self, parts: list[bytes]) -> bytes:
        return hmac.new(self.key, b"".join(parts), self.digest).hexdigest().encode() if self.key else b""

    def read(self, frames: list[bytes]) -> Message:
        """Raises ValueError for what is no message, or not signed with the key."""
        start = frames.index(DELIMITER)
        signature, parts, buffers = frames[start + 1], frames[start + 2:start + 6], frames[start + 6:]
        if len(parts) < 4 or not hmac.compare_digest(signature, self.sign(parts)):
            raise ValueError("a message that is not signed with the connection's key")
        return Message(frames[:start], *map(json.loads, parts), buffers)

    def write(self, message: Message) -> list[bytes]:
        parts = [json.dumps(part).encode() for part in (message.header, message.parent, message.metadata, message.content)]
        return [*message.route, DELIMITER, self.sign(parts), *parts, *message.buffers]


def answer(request: Message, kind: str, content: dict, route: list[bytes] | None = None) -> Message:
    """A message that belongs to `request`."""
    header = {
        "msg_id": os.urandom(16).hex(), "msg_type": kind, "username": "kernel", "version": PROTOCOL,
        "session": request.header.get("session", ""), "date": datetime.now(timezone.utc).isoformat(),
    }
    return Message(route or [], header, request.header, {}, content)


def reply(request: Message, content: dict) -> Message:
    return answer(request, request.kind.replace("_request", "_reply"), content, request.route)


def open_socket(kind: int, connection: dict, name: str, ours: bool):
    """The socket `name` of a connection file: bound if the connection is ours to serve."""
    socket = zmq.Context.instance().socket(kind)
    socket.linger, socket.reconnect_ivl = 1000, 10
    if kind == zmq.DEALER:
        socket.identity = IDENTITY
    elif kind == zmq.ROUTER:
        socket.router_handover = 1
    elif kind == zmq.SUB:
        socket.subscribe(b"")
    port = connection[f"{name}_port"]
    place = f"tcp://{connection['ip']}:{port}" if connection["transport"] == "tcp" else f"ipc://{connection['ip']}-{port}"
    bind(socket, place) if ours else socket.connect(place)
    return socket


def bind(socket, place: str, patience: float = 10.0) -> None:
    """Jupyter chose the port a moment ago, and let go of it: a connection of somebody else that took it meanwhile may be short."""
    end = time.monotonic() + patience
    while True:
        try:
            return socket.bind(place)
        except zmq.ZMQError as taken:
            if taken.errno != zmq.EADDRINUSE or time.monotonic() > end:
                raise
        time.sleep(0.05)
