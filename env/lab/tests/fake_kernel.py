"""A kernel that answers like one and does nothing: python fake_kernel.py CONNECTION_FILE [MOOD]

MOOD `broken` cannot complete; `dying` ends at once.
"""

import json
import sys
from pathlib import Path

import zmq
from jupyter_client.session import Session

info = json.loads(Path(sys.argv[1]).read_text())
mood = sys.argv[2] if len(sys.argv) > 2 else ""
if mood == "dying":
    sys.exit(3)
session = Session(key=info["key"].encode(), signature_scheme=info["signature_scheme"])
shell = zmq.Context().socket(zmq.ROUTER)
shell.bind(f"tcp://{info['ip']}:{info['shell_port']}")
while True:
    identities, message = session.recv(shell, mode=0)
    kind = message["header"]["msg_type"]
    broken = mood == "broken" and kind == "complete_request"
    content = {"status": "error", "ename": "no such crate"} if broken else {"status": "ok", "matches": []}
    session.send(shell, kind.replace("request", "reply"), content, parent=message, ident=identities)
