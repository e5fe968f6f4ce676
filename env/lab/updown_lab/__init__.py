"""A warmed kernel at hand while JupyterLab runs: a Jupyter server extension, and a kernel provisioner.

The extension keeps a kernel started and warmed for each way in which notebooks import the library (`pool`); the provisioner, named in
kernel.json, hands the right one to the next notebook that opens. Clients without the server extension (nbconvert, a console, an editor) get a kernel as ever.
UPDOWN_WARM_KERNEL=0 switches it off. Known to Jupyter by pyproject.toml and env/lab/data.
"""

import asyncio
import os
from pathlib import Path

from . import pool

NOTEBOOKS = pool.layout.PROJECT / "notebooks"


def _jupyter_server_extension_points():
    return [{"module": __name__}]


def _load_jupyter_server_extension(serverapp):
    if os.environ.get("UPDOWN_WARM_KERNEL") == "0":
        serverapp.log.info("updown: no kernel is kept warm (UPDOWN_WARM_KERNEL=0)")
        return
    root = Path(serverapp.root_dir).resolve()
    folder = NOTEBOOKS if NOTEBOOKS.is_relative_to(root) else root
    try:
        spec = serverapp.kernel_spec_manager.get_kernel_spec("updown")
    except KeyError:
        serverapp.log.warning("updown: no kernel is kept warm, since the kernel `updown` is not installed")
        return
    pool.current = pool.Pool(spec.argv, folder, serverapp.log)
    serverapp.io_loop.add_callback(lambda: asyncio.ensure_future(pool.current.refill()))
