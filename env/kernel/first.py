"""Start a kernel for each variant of the library, as a notebook would, and show a first value: so a set-up ends with a kernel that is
known to work, and what the first of all kernels finds out for the others (cargo.rs, known.rs) is found out here.

    .venv/bin/python -m env.kernel.first
"""
import json
import os
import subprocess
import sys
import time

from jupyter_client.manager import KernelManager

from env.kernel import layout

PATIENCE = 600  # seconds
VALUE = "let shown = 41 + 1;\nshown"


def try_out(variant: str) -> None:
    manager = KernelManager(kernel_name=layout.SETTINGS["kernelspec"]["name"])
    # Without what the person has in their own prelude; evcxr says on standard output what it reads in its place.
    manager.start_kernel(cwd=str(layout.PROJECT), env=os.environ | {layout.SETTINGS["switches"]: "startup"}, stdout=subprocess.DEVNULL)
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=PATIENCE)
        for cell in (layout.first_cell(variant), VALUE):
            said = []
            hear = lambda message: said.append(text_of(message["content"]))
            reply = client.execute_interactive(cell, timeout=PATIENCE, output_hook=hear, allow_stdin=False)
            if reply["content"]["status"] != "ok":
                sys.exit(f"a new kernel answers `{cell}` with an error:\n{''.join(said)}")
        if "42" not in "".join(said):
            sys.exit(f"a new kernel answers `{cell}` with {''.join(said)!r}, and not with 42")
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=False)


def text_of(content: dict) -> str:
    return content.get("text") or content.get("data", {}).get("text/plain") or "\n".join(content.get("traceback", []))


def main() -> None:
    tried = layout.KERNELS / "tried"
    made_of = json.dumps([(layout.KERNELS / "base.key").read_text(), layout.LINKS.stat().st_mtime, (layout.TOOLCHAIN / "stamp").read_text()])
    if tried.exists() and tried.read_text() == made_of:
        return
    for variant in layout.variants():
        begin = time.monotonic()
        try_out(variant)
        print(f"a kernel with the {variant} variant: started, and showed its first value, in {time.monotonic() - begin:.1f} s", flush=True)
    tried.write_text(made_of)


if __name__ == "__main__":
    main()
