"""Try statements of the standard library on a kernel, each as `let x = …;` with no type given, and compare the type that x gets.

    .venv/bin/python -m env.kernel.battery.run [--plain | --kernelspec NAME] [--every N] [--group WORD] [--json FILE] [--beside VARIANT]

The statements and the types that rustc gives them stand in statements.txt. With --plain the kernel is evcxr as it comes, beside
the standard library's real sources (`rustup component add rust-src`). A value that borrows from an earlier variable, or whose
type has a trait that is not in scope, no evcxr can keep; it is marked with `//!` in place of `//=`, and all that is asked is that
its type was found. --beside imports the library first: types have to be found beside it, too.
"""
import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import KernelManager

from env.kernel import layout

HERE = Path(__file__).resolve().parent
TOGETHER = 12  # statements in one cell; if that cell fails, each is tried alone
LOST = ("Couldn't automatically determine type", "Failed to determine type")


@dataclass
class Statement:
    group: str
    code: str
    type: str
    kept: bool  # whether the variable can outlive the cell


def statements(path: Path = HERE / "statements.txt") -> list[Statement]:
    found = []
    group = ""
    for line in path.read_text().splitlines():
        if line.startswith("# "):
            group = line[2:]
        elif line:
            mark = " //= " if " //= " in line else " //! "
            code, kind = line.rsplit(mark, 1)
            found.append(Statement(group, code, kind, mark == " //= "))
    return found


class Kernel:
    def __init__(self, spec: KernelSpec, folder: str, before: str = ""):
        self.manager = KernelManager()
        self.manager._kernel_spec = spec
        self.manager.start_kernel(cwd=folder, env=os.environ | spec.env)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=300)
        self.run((HERE / "first_cell.rs").read_text())
        if before:
            self.run(before)

    def run(self, cell: str) -> tuple[str, str]:
        """Standard output, and the error's text."""
        out: list[str] = []
        errors: list[str] = []

        def seen(message):
            content = message["content"]
            if message["msg_type"] == "stream" and content["name"] == "stdout":
                out.append(content["text"])
            elif message["msg_type"] == "error":
                errors.append(f"{content['evalue']}\n" + "\n".join(content["traceback"]))

        self.client.execute_interactive(cell, timeout=300, output_hook=seen, allow_stdin=False)
        return "".join(out), "\n".join(errors)

    def types(self, codes: list[str]) -> tuple[list[str], str]:
        """The types of variables that are first let, then looked at in a second cell; and the error of either."""
        _, error = self.run("".join(f"let x{number} = {code};\n" for number, code in enumerate(codes)))
        if error:
            return [], error
        names = "".join(f'println!("{{}}", std::any::type_name_of_val(&x{number}));\n' for number in range(len(codes)))
        out, error = self.run(names)
        return out.splitlines(), error

    def stop(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=False)


def outcome(statement: Statement, kernel: Kernel) -> str:
    """ok, or what went wrong."""
    found, error = kernel.types([statement.code])
    if error and any(lost in error for lost in LOST):
        return "no type"
    if error:
        return "ok" if not statement.kept else "error: " + error.strip().splitlines()[0]
    if found != [statement.type]:
        return f"type: {found}"
    return "ok"


def run(kernel: Kernel, chosen: list[Statement]) -> dict[str, str]:
    results: dict[str, str] = {}
    kept = [statement for statement in chosen if statement.kept]
    for start in range(0, len(kept), TOGETHER):
        batch = kept[start : start + TOGETHER]
        found, error = kernel.types([statement.code for statement in batch])
        if not error and found == [statement.type for statement in batch]:
            results |= {statement.code: "ok" for statement in batch}
    for statement in chosen:
        if statement.code not in results:
            results[statement.code] = outcome(statement, kernel)
    return results


def spec(plain: bool, folder: str, named: str | None = None) -> KernelSpec:
    """This project's kernel, plain evcxr, or any that Jupyter knows."""
    prefix = Path(sys.prefix)
    if named:
        return KernelSpecManager().get_kernel_spec(named)
    if not plain:
        return KernelSpec.from_resource_dir(str(prefix / "share" / "jupyter" / "kernels" / "updown"))
    own = prefix / "bin" / "evcxr_jupyter"
    evcxr = str(own) if own.exists() else shutil.which("evcxr_jupyter")
    sources = layout.real_std() or sys.exit("the sources of the standard library are not installed: rustup component add rust-src")
    env = {"RUST_SRC_PATH": str(sources), "EVCXR_TMPDIR": folder, "EVCXR_CONFIG_DIR": folder}
    return KernelSpec(argv=[evcxr, "--control_file", "{connection_file}"], env=env, language="rust")


def report(chosen: list[Statement], results: dict[str, str]) -> None:
    for statement in chosen:
        if results[statement.code] != "ok":
            print(f"{statement.group}: {statement.code} : {statement.type}\n    {results[statement.code]}")
    for group in dict.fromkeys(statement.group for statement in chosen):
        codes = [statement.code for statement in chosen if statement.group == group]
        print(f"{group:40}{sum(results[code] == 'ok' for code in codes):5} of {len(codes)}")
    print(f"{'all':40}{sum(result == 'ok' for result in results.values()):5} of {len(chosen)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--kernelspec")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--group", default="")
    parser.add_argument("--statements", type=Path, default=HERE / "statements.txt")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--beside", choices=layout.VARIANTS)
    args = parser.parse_args()
    chosen = [statement for statement in statements(args.statements) if args.group in statement.group][:: args.every]
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        kernel = Kernel(spec(args.plain, folder, args.kernelspec), folder, layout.first_cell(args.beside))
        results = run(kernel, chosen)
        kernel.stop()
    report(chosen, results)
    print(f"{time.monotonic() - started:.0f} s")
    if args.json:
        args.json.write_text(json.dumps(results, indent=1))
    sys.exit(any(result != "ok" for result in results.values()))


if __name__ == "__main__":
    main()
