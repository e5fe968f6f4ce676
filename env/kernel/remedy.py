"""The second chance of a cell that failed because rust-analyzer found no type, or one by a name that no cell can reach: the
compiler is asked, which knows.

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
STORED = re.compile(r"evcxr_variable_store\.put_variable::<(.*?)>\(stringify!\((\w+)\), \w+\);")  # as evcxr keeps a variable
ABSENT = re.compile(r"cannot find .*?`(\w+)`|unresolved import `(\w+)")
ANSWER = re.compile(rf"the trait bound `(.*): {ASKED}` is not satisfied", re.DOTALL)
NAMELESS = re.compile(r"\{|\bimpl ")  # closures and the like
GAP = re.compile(r"(?<!')\b_\b")  # what the compiler does not know either
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
    asked = not tries and (folder / "checked").exists()  # how to ask is noted by the shim, which may be switched off
    if not (lets := let_statements(code)):
        return None
    if lost := out_of_reach(code, lets, errors, written):
        return named_otherwise(code, lets, lost, errors, folder, written) if asked else tell_out_of_reach(lost, errors)
    if not asked or WRAPPER not in written:
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
    if any(GAP.search(kind) for kind in types.values()):
        return None  # the error is the compiler's own: the type has to be written down
    return annotated(code, lets, types) if types else None


def out_of_reach(code: str, lets: list[tuple[int, list[tuple[str, bool]]]], errors: list[dict], written: str) -> dict[str, str]:
    """The variables of this cell, with their types, that evcxr could not keep since a name in the type is none in a cell: of a
    crate that a dependency uses, say. Names that the person wrote are the person's."""
    absent = {name for each in errors for found in ABSENT.finditer(each.get("evalue", "")) for name in found.groups() if name}
    absent -= set(re.findall(r"\w+", code))
    made = {name for _, found in lets for name, _ in found}
    return {name: kind for kind, name in STORED.findall(written) if name in made and absent & set(re.findall(r"\w+", kind))}


def named_otherwise(code: str, lets: list[tuple[int, list[tuple[str, bool]]]], lost: dict[str, str], errors: list[dict], folder: Path,
                    written: str) -> str | None:
    """The cell with the compiler's own names, which lead through what a cell can reach if anything does."""
    source = folder / "src" / "lib.rs"
    questions = STORED.sub(lambda stored: f"what_is_this_type(&{stored[2]});" if stored[2] in lost else "", written)
    try:
        types, complaints = answers(f"{questions}\n{QUESTION}", folder)
    finally:
        source.write_text(written)
    found = {name: kind for name, kind in types.items() if name in lost and kind != lost[name] and not (NAMELESS.search(kind) or GAP.search(kind))}
    return annotated(code, lets, found) if found.keys() == lost.keys() and not complaints else tell_out_of_reach(lost, errors)


def tell_out_of_reach(lost: dict[str, str], errors: list[dict]) -> None:
    name, kind = next(iter(lost.items()))
    text = (f"The variable `{name}` cannot be kept: its type, `{kind}`, has a name that a cell cannot reach.\n"
            f"Write down a type that it can: `let {name}: … = …;`, by the path under which your dependencies export it,\n"
            "or put the code into braces, so that the variable is not kept.")
    errors[:] = [errors[0] | {"evalue": text, "traceback": [text]}]


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
    return answers(f"{head}\n{questions}{mark}{tail}\n{QUESTION}", folder)


def answers(source: str, folder: Path) -> tuple[dict[str, str], list[str]]:
    types: dict[str, str] = {}
    others = []
    for message in check(source, folder):
        if answer := ANSWER.search(message["message"]):
            span = next(span for span in message["spans"] if span["is_primary"])
            name = span["text"][0]["text"][span["column_start"] - 1:span["column_end"] - 1].lstrip("&")
            types[name] = answer[1].replace("{integer}", "i32").replace("{float}", "f64")
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
