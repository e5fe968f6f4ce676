"""Whether a cell is a whole one: what a console asks before it runs a line."""
import re

TOKEN = re.compile(
    r"""//[^\n]* | r(?P<hashes>\#*)"(?:.|\n)*?"(?P=hashes) | "(?:\\(?:.|\n)|[^"\\])*" | '(?:\\[^']+|[^'\\])' | /\* | \*/ | [()\[\]{}] | "
    """, re.VERBOSE)
PAIRS = {")": "(", "]": "[", "}": "{"}
UNFINISHED = re.compile(r"(?:[=+\-*/%&|^.,]|\belse)$")  # at the end of a statement


def judge(source: str) -> dict:
    """The content of an `is_complete_reply`."""
    if source.lstrip().startswith((":", "!")):
        return {"status": "complete"}
    opened, comments, end, bare = [], 0, 0, ""
    for token in TOKEN.finditer(source):
        text = token[0]
        if not comments:
            bare += source[end:token.start()] + ("" if text.startswith(("//", "/*")) else text)
        end = token.end()
        if text in ("/*", "*/"):
            comments = max(0, comments + (1 if text == "/*" else -1))
        elif comments or len(text) > 1:
            continue
        elif text == '"':
            return {"status": "incomplete", "indent": ""}
        elif text in PAIRS:
            if not opened or opened.pop() != PAIRS[text]:
                return {"status": "invalid"}
        else:
            opened.append(text)
    bare += source[end:]
    if opened or comments or UNFINISHED.search(bare.rstrip()):
        return {"status": "incomplete", "indent": "    " * len(opened)}
    return {"status": "complete"}
