"""What is saved of an executed notebook: the same on every machine and in every run, and enough to see later whether
code, results and outputs still belong together.

The record, in the notebook's metadata under `updown`:
- `experiment`: the one that the notebook's variable `results` is about; null without such a variable;
- `source`: where those results came from, `frozen` (the committed tables) or `checkpoints`; null without `results`;
- `results`: digest of the frozen files, where they are the source;
- `code` and `outputs`: digests of all code cells and of all that they gave.
"""

import hashlib
import json
import re

from env.paths import FROZEN

RECORD = "updown"
# A line of lib/progress.rs: `networks 3/8 · 12 s left · a note`, and the last one `networks 8/8 · took 40 s`.
PROGRESS = re.compile(r"^(?P<what>.+ )(?P<done>\d+)/(?P<total>\d+)(?P<rest>( · .*)?)$")
TOOK = re.compile(r" · took .*$")


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def clear(notebook):
    for cell in code_cells(notebook):
        cell.outputs, cell.execution_count = [], None
        cell.metadata.pop("execution", None)


def number(notebook):
    """Count the cells that ran from 1; evcxr's own numbers would count the executor's requests too."""
    ran = [cell for cell in notebook.cells if cell.get("execution_count")]
    for count, cell in enumerate(ran, start=1):
        for counted in (cell, *cell.outputs):
            if "execution_count" in counted:
                counted.execution_count = count


def replaced(value, folders):
    """The same outputs on every machine: each of these folders becomes `.`."""
    if isinstance(value, str):
        for folder in folders:
            value = value.replace(str(folder), ".")
        return value
    if isinstance(value, list):
        return [replaced(part, folders) for part in value]
    if isinstance(value, dict):
        return type(value)({key: replaced(part, folders) for key, part in value.items()})
    return value


def without_progress(text):
    """Progress is for whoever waits: of each piece of work that ended, its last line stays, without the time."""
    lines = text.splitlines(keepends=True)
    found = [PROGRESS.match(line.rstrip("\n")) for line in lines]
    ended = {match["what"] for match in found if match and TOOK.search(match["rest"])}
    kept = []
    for line, match in zip(lines, found):
        if match is None or match["what"] not in ended:
            kept.append(line)
        elif TOOK.search(match["rest"]):
            kept.append(TOOK.sub("", line.rstrip("\n")) + "\n")
    return "".join(kept)


def settle(notebook, folders):
    """Take out of the outputs what only this run and this machine gave them."""
    number(notebook)
    for cell in code_cells(notebook):
        cell.outputs = replaced(cell.outputs, folders)
        for output in cell.outputs:
            if output.output_type == "stream" and output.name == "stdout":
                output.text = without_progress(output.text)
        cell.outputs = [output for output in cell.outputs if output.get("text") != ""]


# --- the record ---

def digest(*parts):
    """Digest of texts and bytes, each with its length, so that none can pass for a piece of its neighbour."""
    total = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode()
        total.update(f"{len(data)}:".encode() + data)
    return total.hexdigest()


def code_digest(notebook):
    return digest(*(cell.source for cell in code_cells(notebook)))


def outputs_digest(notebook):
    return digest(*(json.dumps([cell.execution_count, cell.outputs], sort_keys=True) for cell in code_cells(notebook)))


def frozen_experiments(frozen=FROZEN):
    """The experiments with frozen results."""
    return sorted(path.parent.name for path in frozen.glob("*/runs.parquet"))


def results_digest(experiment, frozen=FROZEN):
    """Of the frozen files of an experiment, by name and content; None where there are none."""
    if experiment not in frozen_experiments(frozen):
        return None
    files = sorted(path for path in (frozen / experiment).rglob("*") if path.is_file())
    return digest(*(part for path in files for part in (str(path.relative_to(frozen)), path.read_bytes())))


def record(notebook, experiment, source):
    results = results_digest(experiment) if source == "frozen" else None
    notebook.metadata[RECORD] = {"experiment": experiment, "source": source, "results": results,
                                 "code": code_digest(notebook), "outputs": outputs_digest(notebook)}
