"""Which cells need no optimizer: those in which nothing runs twice.

At opt-level 2 a cell instantiates every generic function that it touches, and a cell with one table in it takes four times as
long to compile as at level 0, where it takes the library's instances. So level 2, evcxr's default, is for cells with a loop in
them: written out, in an iterator, or in a function of the notebook's own. The rest is spent in the library, which is compiled
ahead. Any other level that a person sets with `:opt` holds for all cells.
"""
import re
from pathlib import Path

REPEATS = re.compile(r"""\b(?:for|while|loop|fn|impl|async|unsafe|macro_rules|thread|spawn)\b | \| | \.\. | \[[^\]]*;
    | \.(?:(?:into_)?iter|(?:r?split|r?match|chunk|drain|extract|dedup|retain|extend|resize|rotate|from_fn|repeat)\w*
           |iter_mut|par_iter|chars|char_indices|bytes|lines|keys|values|windows|contains|replace|reverse|fill|concat)\b
    | \.sort\w*\(\s*\) | \b(?:iter|from_iter|from_fn|successors|repeat\w*)\b""", re.VERBOSE)
COMMENT = re.compile(r"//[^\n]*|/\*(?:.|\n)*?\*/")
TEXT = re.compile(r'"(?:\\.|[^"\\])*"')
NAMES = re.compile(r"\bfn\s+(\w+)|\bmacro_rules!\s*(\w+)")
IMPL = re.compile(r"\bimpl\b")


class RunsOnce:
    """Keeps `mark`, a file that is there while the cell at hand runs straight through."""

    def __init__(self, mark: Path):
        self.mark = mark
        self.own: set[str] = set()  # the functions and macros that cells have defined
        self.unknown = False  # whether cells have given operators, `Drop` and the like a meaning of their own

    def note(self, code: str) -> None:
        """A cell that is about to be compiled."""
        if self.is_straight(code):
            self.mark.touch()
        else:
            self.mark.unlink(missing_ok=True)

    def is_straight(self, code: str) -> bool:
        code = TEXT.sub('""', COMMENT.sub("", code))
        self.unknown = self.unknown or bool(IMPL.search(code))
        self.own |= {name for names in NAMES.findall(code) for name in names if name}
        return not (self.unknown or REPEATS.search(code) or self.own & set(re.findall(r"\w+", code)))
