"""One kernel that is started before it is needed, and warmed without leaving a trace.

Nearly all of a notebook's first seconds are spent by rust-analyzer, inside evcxr, reading the library. A *completion*
request makes it do that, and changes nothing else: no cell is counted, no variable, import or dependency is there
afterwards. So what a notebook then asks for is decided by the notebook alone; where it asks for other features of the
library than those read ahead, rust-analyzer reads it again.
"""

import json
import os
import re
import uuid
from pathlib import Path

from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.connect import LocalPortCache, port_names
from jupyter_client.launcher import launch_kernel

from env.kernel import layout

IP = "127.0.0.1"
START, WARM = 300, 300  # seconds that a start (the library may have to be built first) and the warming may take

# What a notebook's first cells look like, ending in a question that makes rust-analyzer find the types of all of it.
FIRST_CELLS = """{dependency}
use updown::prelude::*;
let table = df!("group" => [1, 1, 2], "value" => [1.0, 2.0, 3.0])?;
let means = table.lazy().group_by([col("group")]).agg([col("value").mean()]).collect()?;
means.hei"""


class SpareError(Exception):
    """The kernel did not start or did not answer; the text says which."""


class Spare:
    def __init__(self, argv, folder, dependency):
        """Starts the process. `argv` as in a kernelspec: the connection file's name is filled in. It loads the native libraries
        of a notebook with this `:dep` line, which takes a third of a second, and nothing of the library itself."""
        ports = LocalPortCache.instance()
        self.folder, self.dependency = folder, dependency
        self.connection = {
            "ip": IP, "transport": "tcp", "signature_scheme": "hmac-sha256", "key": uuid.uuid4().hex,
            **{name: ports.find_available_port(IP) for name in port_names}}
        self.environment = dict(os.environ)
        ahead = {"KERNEL_AHEAD": ":".join(layout.loads(dependency))}
        # A file in memory: whatever ends this process, no key is left behind on the disk.
        file = os.memfd_create("connection")
        os.write(file, json.dumps(self.connection).encode())
        command = [word.replace("{connection_file}", f"/dev/fd/{file}") for word in argv]
        try:
            self.process = launch_kernel(command, env=self.environment | ahead, cwd=str(folder), pass_fds=(file,))
        finally:
            os.close(file)

    def alive(self):
        return self.process.poll() is None

    async def warm(self):
        """Wait until the kernel answers, then have the library read as a notebook with its `:dep` line needs it."""
        client = AsyncKernelClient()
        client.load_connection_info(self.connection)
        client.start_channels(iopub=False, stdin=False, hb=False, control=False)
        try:
            await self.answer(client.kernel_info(), client, START)
            code = FIRST_CELLS.format(dependency=self.dependency)
            reply = await self.answer(client.complete(code), client, WARM)
        finally:
            client.stop_channels()
        if reply["content"].get("status") != "ok":
            raise SpareError(f"`{self.dependency}` cannot be read: {reply['content'].get('ename', reply['content'])}")

    async def answer(self, request, client, patience):
        """The reply to a request, or an error as soon as the process has ended."""
        for _ in range(2 * patience):
            try:
                return await client._async_recv_reply(request, timeout=0.5)
            except TimeoutError:
                if not self.alive():
                    raise SpareError(f"the kernel ended with status {self.process.returncode}") from None
        raise SpareError(f"the kernel did not answer within {patience} s")

    def memory(self):
        """Bytes that all its processes hold; pages shared between processes are counted in parts."""
        return sum(proportional_size(pid) for pid in members(self.process.pid))

    def end(self):
        """End it immediately; the launcher's watcher removes its folder and its other processes."""
        self.process.kill()
        self.process.wait()
        if self.process.stdin:
            self.process.stdin.close()
        for name in port_names:
            LocalPortCache.instance().return_port(self.connection[name])


def members(group):
    """The processes of a process group."""
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(path.name)) == group:
                yield int(path.name)
        except ProcessLookupError:
            continue


def proportional_size(pid):
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return 1024 * int(re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)[1])
