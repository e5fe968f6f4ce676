"""The commands at the head of a cell, before evcxr sees them: those that cannot work here are answered, and change nothing."""
import re
import shlex
import shutil
from pathlib import Path

COMMAND = re.compile(r" *(:[^ ]*)(?: +(.*))?$")
STATIC = (":allow_static_linking is not available: the library is a shared one already, so its statics live on from cell to cell, "
          "and linking everything else so would compile all of it anew. Nothing was changed.\n")
LINKER = (":linker {0} is not available ({1}). Nothing was changed.\n")
LINKERS = {"lld": "it would compile the library anew", "mold": "mold is not installed"}


def sift(code: str, folder: Path) -> tuple[str, str]:
    """What evcxr is to get in place of `code`, line by line, and what the person is to be told.

    A shell command gets the environment that the kernel was started from, and not the kernel's own (`folder`/shell).
    """
    lines, told = code.split("\n"), []
    for at, line in enumerate(lines):
        if line.startswith("!"):
            lines[at] = f"!. {shlex.quote(str(folder / 'shell'))}; {line.lstrip('!').strip()}"
        elif found := COMMAND.match(line):
            lines[at], note = replaced(line, found[1], (found[2] or "").strip())
            told.append(note)
        elif line.strip() and not line.startswith("//"):
            break  # Rust: no commands after this
    return "\n".join(lines), "".join(told)


def replaced(line: str, command: str, argument: str) -> tuple[str, str]:
    if command == ":allow_static_linking" and argument != "1":
        return ":allow_static_linking 1", STATIC
    if command == ":linker" and argument not in ("", "system") and not (argument == "mold" and shutil.which("mold")):
        return ":linker", LINKER.format(argument, LINKERS.get(argument, "it can be system or mold"))
    return line, ""


def shell_environment(before: dict[str, str], kernel: dict[str, str]) -> str:
    """A script that brings back, in a shell of the kernel, the environment that the kernel was started from."""
    changed = sorted(name for name in before.keys() | kernel.keys() if before.get(name) != kernel.get(name))
    return "".join(f"export {name}={shlex.quote(before[name])}\n" if name in before else f"unset {name}\n" for name in changed)
