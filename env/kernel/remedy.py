"""The second chance of a cell that failed because rust-analyzer found no type: the compiler is asked, which knows.

evcxr gave up before anything of the cell ran, so the cell can be sent again, with the types written down.
"""
import json
import os
import re
import subprocess
from pathlib import Path

WRAPPER = "evcxr_analysis_wrapper"  # the function that evcxr wraps a cell in for rust-analyzer, and for `cargo check` if that fails
ASKED = "WhatIsThisType"
QUESTION = f"trait {ASKED} {{}}\nfn what_is_this_type<T: {ASKED}>(_: &T) {{}}\n"
ANSWER = re.compile(rf"the trait bound `(.*): {ASKED}` is not satisfied", re.DOTALL)
NAMELESS = re.compile(r"\{|\bimpl |(?<!')\b_\b")  # closures and the like
WORD = re.compile(
    r'//[^\n]*|/\*.*?\*/|b?r(#*)".*?"\1|b?"(?:\\.|[^"\\])*"|b?\'(?:\\.[^\']*|[^\\\'])\'|\'\w+|\w+|::|=>|->|[<>=!]=|.', re.DOTALL)
OPEN, CLOSE = "([{", ")]}"


def other_code(code: str, errors: list[dict], folder: Path, tries: int) -> str | None:
    """What to send to evcxr in place of `code`, or None to let the errors stand.

    `errors`: the contents of the `error` messages, none of them shown yet; what should not be shown is taken out of the list.
    `folder`: the kernel's crate, as evcxr wrote it for this cell. `tries`: how often this cell was sent otherwise already.
    """
    source = folder / "src" / "lib.rs"
    written = source.read_text()
    noted = (folder / "checked").exists()  # by the shim, which may be switched off
    if tries or not noted or WRAPPER not in written or not (lets := let_statements(code)):
        return None
    names = [name for _, found in lets for name, _ in found]
    try:
        types, complaints = ask(names, written, folder)
    finally:
        source.write_text(written)
    if complaints:  # the cell is wrong by itself: then no warning stands among its errors
        errors[:] = [each for each in errors if each.get("evalue") in complaints] or errors
        return None
    if any("persist" in each.get("evalue", "") for each in errors):
        return None  # evcxr has said it
    nameless = {name: kind for name, kind in types.items() if NAMELESS.search(kind)}
    if nameless:
        errors[:] = [nameless_error(*next(iter(nameless.items())), errors[0])]
        return None
    return annotated(code, lets, types) if types else None


def nameless_error(name: str, kind: str, like: dict) -> dict:
    text = (f"The variable `{name}` cannot be kept: its type has no name that could be written down ({kind}).\n"
            f"Put it into a box of a type that you name, such as `let {name}: Box<dyn Fn(i32) -> i32> = Box::new(…);`,\n"
            "or put the code into braces, so that it is not kept.")
    return like | {"evalue": text, "traceback": [text]}


def let_statements(code: str) -> list[tuple[int, list[tuple[str, bool]]]]:
    """Of each `let` at the top of a cell: where it ends, and the variables that it makes, with whether they are mutable."""
    found = []
    pattern: list[str] | None = None
    value = False
    depth = 0
    for word in WORD.finditer(code):
        text = word.group()
        if pattern is not None and not value and text not in ("=", ";"):
            pattern.append(text)
        depth += (text in OPEN) - (text in CLOSE)
        if depth == 0 and text == "let" and pattern is None:
            pattern, value = [], False
        elif depth == 0 and text == "=" and pattern is not None:
            value = True
        elif depth == 0 and text == ";" and pattern is not None:
            found.append((word.end(), variables(pattern)))
            pattern = None
    return found


def variables(pattern: list[str]) -> list[tuple[str, bool]]:
    words = [word for word in pattern if word.strip()]
    depth = 0
    found = []
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else ""
        if word == ":" and depth == 0:
            break  # a type follows
        depth += (word in OPEN) - (word in CLOSE)
        if re.fullmatch(r"[a-z_]\w*", word) and word not in ("mut", "ref", "box", "_") and (
                after not in ("::", "(", "{", "!", ":") or (after == ":" and depth == 0)):
            found.append((word, at > 0 and words[at - 1] == "mut"))
    return found


def ask(names: list[str], written: str, folder: Path) -> tuple[dict[str, str], list[str]]:
    """The types of variables, by the compiler's complaint about each; and what else it complains of."""
    head, mark, tail = written.rpartition("Ok(())")
    questions = "".join(f"what_is_this_type(&{name});\n" for name in names)
    first = head.count("\n") + 2
    types: dict[str, str] = {}
    others = []
    for message in check(f"{head}\n{questions}{mark}{tail}\n{QUESTION}", folder):
        if answer := ANSWER.search(message["message"]):
            line = next(span["line_start"] for span in message["spans"] if span["is_primary"])
            types[names[line - first]] = answer[1].replace("{integer}", "i32").replace("{float}", "f64")
        else:
            others.append(message["message"])
    return types, others


def check(source: str, folder: Path) -> list[dict]:
    """The compiler's errors. It is called as evcxr's own `cargo check` was (the shim noted how), so that nothing is built anew."""
    (folder / "src" / "lib.rs").write_text(source)
    noted = (folder / "checked").read_text().splitlines()
    env = os.environ | dict(line.split("=", 1) for line in noted if re.match(r"[A-Z_]+=", line))
    env["RUSTC_WORKSPACE_WRAPPER"] = str(Path(__file__).with_name("ask_rustc.sh"))
    command = [line for line in noted if not re.match(r"[A-Z_]+=", line)]
    run = subprocess.run(command, cwd=folder, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    lines = (json.loads(line) for line in run.stdout.splitlines() if line.startswith("{"))
    messages = [line["message"] for line in lines if line["reason"] == "compiler-message"]
    return [message for message in messages if message["level"] == "error" and message["spans"]]


def annotated(code: str, lets: list[tuple[int, list[tuple[str, bool]]]], types: dict[str, str]) -> str:
    """The cell with each variable given its type right after the statement that makes it."""
    parts = []
    last = 0
    for end, found in lets:
        parts.append(code[last:end])
        parts += [f" let {'mut ' if mutable else ''}{name}: {types[name]} = {name};" for name, mutable in found if name in types]
        last = end
    return "".join([*parts, code[last:]])
