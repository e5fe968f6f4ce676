"""Whether a saved notebook still agrees with its code, its results and the library.

`problems` looks at the file alone, in milliseconds. `differences` compares it with a fresh execution of itself: exactly,
but for the last digit of each printed number, where both ran on the same frozen results; else (other networks were
trained, perhaps on another processor) only that each cell gives the same kinds of output.
"""

import re

from env.notebooks.outputs import RECORD, code_cells, code_digest, outputs_digest, results_digest

AGAIN = "run `make notebooks INPLACE=1`"
# Not `1.5/home`, a fraction: a path begins where no word does.
ABSOLUTE = re.compile(r"(?<![\w.])/(?:home|root|Users|work|tmp|var|opt|mnt|usr|private)/[\w./-]+")
TIME = re.compile(r"\b\d+(?:\.\d+)? ?(?:s|ms|µs|min|h|seconds|minutes|hours)\b|\b\d{1,2}:\d\d(?::\d\d)?\b|\b20\d\d-\d\d-\d\d\b")
NUMBER = re.compile(r"(?<![\w.])[-+−]?\d+(?:\.\d+)?(?:e[-+]?\d+)?")
SVG_TEXT = re.compile(r"<text\b[^>]*>(.*?)</text>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
TABLE_LINES = re.compile(r"[\s─│┆═╞╪╡┌┬┐└┴┘]+")


def texts(output):
    """(kind, text) of what a person reads in an output; for a figure, its labels."""
    if output.output_type == "stream":
        yield output.name, output.text
    elif output.output_type in ("execute_result", "display_data"):
        if "image/svg+xml" in output.data:
            yield "figure", "\n".join(SVG_TEXT.findall(output.data["image/svg+xml"]))
        if "text/plain" in output.data:
            yield "text", output.data["text/plain"]
        elif "text/html" in output.data:
            yield "html", TAG.sub(" ", output.data["text/html"])


def shows_a_value(source):
    """Whether a cell ends in an expression, whose value evcxr shows."""
    lines = [line for line in source.splitlines() if line.strip() and not line.lstrip().startswith("//")]
    return bool(lines) and not lines[-1].rstrip().endswith((";", "}")) and not lines[-1].startswith(":")


def where(position, cell):
    first = next((line.strip() for line in cell.source.splitlines() if line.strip()), "")
    return f"cell {position} (`{first}`)"


def cell_problems(notebook):
    count = 0
    for position, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        count += 1
        here = where(position, cell)
        if cell.execution_count is None:
            yield f"{here} has not been executed"
        elif cell.execution_count != count:
            yield f"{here} has execution count {cell.execution_count}, and it is the code cell number {count}"
        if any(output.output_type == "error" for output in cell.outputs):
            yield f"{here} gave an error"
        if shows_a_value(cell.source) and not cell.outputs:
            yield f"{here} ends in a value, and there is no output"
        for kind, text in (pair for output in cell.outputs for pair in texts(output)):
            for pattern, what in ((ABSOLUTE, "an absolute path"), (TIME, "a time")):
                if found := pattern.search(text):
                    yield f"{here} has {what} in its output ({kind}): {found[0]}"


def record_problems(notebook):
    record = notebook.metadata.get(RECORD)
    if not record:
        yield "there is no record of its execution"
        return
    if record["code"] != code_digest(notebook):
        yield "the code was edited since it was executed"
    elif record["outputs"] != outputs_digest(notebook):
        yield "the outputs are not those of its execution"
    if record["source"] == "frozen" and record["results"] != results_digest(record["experiment"]):
        yield f"the frozen results of {record['experiment']} are others than those that it shows"


def problems(notebook):
    """Problems visible without executing anything; empty if all is well."""
    return [*cell_problems(notebook), *record_problems(notebook)]


# --- beside a fresh execution ---

def same_number(one, other):
    """Equal up to the last printed digit (another processor may round it the other way)."""
    if one == other:
        return True
    digits = min(len(number.partition("e")[0].partition(".")[2]) for number in (one, other))
    exponents = {int(number.partition("e")[2] or 0) for number in (one, other)}
    if "." not in one and "." not in other and exponents == {0}:
        return False  # counts are counts
    values = [float(number.replace("−", "-")) for number in (one, other)]
    return abs(values[0] - values[1]) <= 1.01 * 10.0 ** (max(exponents) - digits)


def text_difference(saved, fresh):
    """What differs, in a few words; None if nothing does."""
    words = [TABLE_LINES.sub(" ", NUMBER.sub("#", text)).strip() for text in (saved, fresh)]
    if words[0] != words[1]:
        return f"saved {shortened(saved)}, now {shortened(fresh)}"
    for one, other in zip(NUMBER.findall(saved), NUMBER.findall(fresh)):
        if not same_number(one, other):
            return f"saved {one}, now {other}"
    return None


def shortened(text, length=60):
    line = " ".join(TABLE_LINES.sub(" ", text).split())
    return repr(line if len(line) <= length else line[:length] + "…")


def kinds(cell):
    return [(output.output_type, sorted(output.get("data", {"stream": output.get("name")}))) for output in cell.outputs]


def comparable(saved, fresh):
    """Whether both ran on the same frozen results."""
    records = [notebook.metadata.get(RECORD) or {} for notebook in (saved, fresh)]
    return records[0].get("results") is not None and records[0]["results"] == records[1].get("results")


def differences(saved, fresh):
    """How a fresh execution of the same code differs from the saved notebook."""
    exactly = comparable(saved, fresh)
    found = []
    positions = [position for position, cell in enumerate(saved.cells, start=1) if cell.cell_type == "code"]
    for position, old, new in zip(positions, code_cells(saved), code_cells(fresh)):
        if kinds(old) != kinds(new):
            found.append(f"{where(position, old)}: saved are {kinds(old) or 'no outputs'}, now {kinds(new) or 'none'}")
        elif exactly:
            pairs = zip((pair for output in old.outputs for pair in texts(output)),
                        (pair for output in new.outputs for pair in texts(output)))
            for (kind, one), (_, other) in pairs:
                if difference := text_difference(one, other):
                    found.append(f"{where(position, old)}, {kind}: {difference}")
    return found
