"""Small things that the front is made of."""
import json
import re
from pathlib import Path


def error(name: str, value: str, traceback: str | None = None) -> dict:
    return {"ename": name, "evalue": value, "traceback": (value if traceback is None else traceback).split("\n")}


LINT = re.compile(r"\[[a-z_:]+\] Error")  # of evcxr's headline of a report: a lint has a name there, an error a number


def without_warnings(errors: list[dict]) -> list[dict]:
    """evcxr tells the compiler's warnings as errors, in the compiler's order. A lint that is denied is an error: where there is
    nothing else, all stay."""
    return [each for each in errors if not LINT.search(each["traceback"][0] if each.get("traceback") else "")] or errors


def bundle(block: dict) -> dict:
    """Rich content as Jupyter has it: JSON kinds as JSON."""
    return {kind: json.loads(text) if "json" in kind else text for kind, text in block.items()}


def end_of_word(code: str, position: int) -> int:
    """evcxr looks at what stands before the cursor, which may be inside a name."""
    return re.compile(r"\w*").match(code, position).end()


def descendants(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found += [child, *descendants(child)]
    return found
