"""Parameters of a Rust notebook for papermill: `papermill in.ipynb out.ipynb -p runs 3` puts `let` lines after the cell tagged `parameters`.

papermill reads this module because `pyproject.toml` names it as one of its engines: that is the one door it has for others.
"""
import json
import re

from papermill.engines import NBClientEngine
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators

LET = re.compile(r"^\s*let\s+(?:mut\s+)?(\w+)\s*(?::\s*([^=]+?))?\s*=\s*(.+?)\s*;\s*(?://\s*(.*))?$")
LARGE = 2**31  # whole numbers are i32, as Rust takes them, or i64 where that is too small


class RustTranslator(Translator):
    @classmethod
    def translate_none(cls, val):
        return "None::<&str>"

    @classmethod
    def translate_str(cls, val):
        # JSON's escapes are Rust's but for \uXXXX, \b and \f, which `ensure_ascii` and the replacement leave out.
        text = re.sub(r"\\u([0-9a-f]{4})", r"\\u{\1}", json.dumps(str(val), ensure_ascii=False))
        return text.replace(r"\b", r"\u{8}").replace(r"\f", r"\u{c}")

    @classmethod
    def translate_bool(cls, val):
        return str(bool(val)).lower()

    @classmethod
    def translate_int(cls, val):
        return f"{val}" if -LARGE <= val < LARGE else f"{val}_i64"

    @classmethod
    def translate_float(cls, val):
        names = {"nan": "f64::NAN", "inf": "f64::INFINITY", "-inf": "f64::NEG_INFINITY"}
        return names.get(repr(float(val)), repr(float(val)))

    @classmethod
    def translate_list(cls, val):
        return f"vec![{', '.join(map(cls.translate, val))}]"

    @classmethod
    def translate_dict(cls, val):
        pairs = (f"({cls.translate_str(key)}, {cls.translate(value)})" for key, value in val.items())
        return f"std::collections::BTreeMap::from([{', '.join(pairs)}])"

    @classmethod
    def comment(cls, cmt_str):
        return f"// {cmt_str}".strip()

    @classmethod
    def assign(cls, name, str_val):
        return f"let {name} = {str_val};"

    @classmethod
    def inspect(cls, parameters_cell):
        """The parameters of a notebook, for `papermill --help-notebook`: one `let` a line, the comment behind it says what it is."""
        found = (LET.match(line) for line in parameters_cell["source"].splitlines())
        return [Parameter(name=let[1], inferred_type_name=let[2] or "None", default=let[3], help=let[4] or "") for let in found if let]


for language in ("rust", "Rust", "updown"):
    papermill_translators.register(language, RustTranslator)


class Engine(NBClientEngine):
    """papermill's own."""
