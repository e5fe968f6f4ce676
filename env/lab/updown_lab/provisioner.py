"""Named in kernel.json: starts kernels as usual, unless a warmed one is at hand."""

import os
from pathlib import Path

from jupyter_client.connect import port_names
from jupyter_client.provisioning import LocalProvisioner

from . import pool


class SpareProvisioner(LocalProvisioner):
    spare = None
    launched = False  # a restarted kernel keeps its ports, which its clients know: it cannot become another process

    async def pre_launch(self, **kwargs):
        if pool.current is not None and not self.launched and self.suits(self.parent):
            folder = Path(kwargs.get("cwd") or os.getcwd()).resolve()
            self.spare = pool.current.take(folder, kwargs.get("env", os.environ))
        self.launched = True
        if self.spare is not None:
            self.adopt(self.parent, self.spare.connection)
        return await super().pre_launch(**kwargs)

    def suits(self, manager):
        """Whether this manager talks to its kernels in the same way as to the spare."""
        return manager is not None and manager.transport == "tcp" and manager.ip == "127.0.0.1" and not manager.curve_publickey

    def adopt(self, manager, connection):
        """Have the manager write the spare's ports and key into its connection file, instead of choosing its own."""
        for name in port_names:
            setattr(manager, name, connection[name])
        manager.session.key = connection["key"].encode()
        self.ports_cached = True

    async def launch_kernel(self, cmd, **kwargs):
        if self.spare is None:
            return await super().launch_kernel(cmd, **kwargs)
        spare, self.spare = self.spare, None
        self.process = spare.process
        self.pid = self.pgid = spare.process.pid
        self.cwd = kwargs.get("cwd", Path.cwd())
        self.log.info("updown: handed out the warmed kernel, process %d", self.pid)
        return self.connection_info
