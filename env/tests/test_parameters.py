"""Rust notebooks take papermill's parameters."""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from papermill.translators import papermill_translators

from env.paths import ROOT

RustTranslator = papermill_translators.find_translator("updown", "rust")


def notebook(*cells: str):
    found = new_notebook(cells=[new_code_cell(source) for source in cells])
    found.cells[0].metadata["tags"] = ["parameters"]
    found.metadata["kernelspec"] = {"name": "updown", "display_name": "Rust (updown)", "language": "rust"}
    return found


class ParametersTest(unittest.TestCase):
    def test_values_are_written_as_rust_has_them(self):
        for value, rust in (
            (3, "3"), (-2**40, f"{-2**40}_i64"), (0.5, "0.5"), (1e-5, "1e-05"), (2.0, "2.0"), (float("inf"), "f64::INFINITY"), (True, "true"),
            ("a\"b\\\n\x00é", r'"a\"b\\\n\u{0000}é"'), (["x", "y"], 'vec!["x", "y"]'), (None, "None::<&str>"),
            ({"a": 1}, 'std::collections::BTreeMap::from([("a", 1)])'),
        ):
            self.assertEqual(RustTranslator.translate(value), rust)
        self.assertEqual(RustTranslator.codify({"n": 3}, "Parameters"), "// Parameters\nlet n = 3;\n")

    def test_a_notebook_says_what_parameters_it_has(self):
        found = RustTranslator.inspect(new_code_cell('let runs = 3; // replicates\nlet mut name: &str = "glyphs";\nuse std::fs;'))
        self.assertEqual([(each.name, each.default, each.help) for each in found], [("runs", "3", "replicates"), ("name", '"glyphs"', "")])

    def test_papermill_runs_a_rust_notebook_with_them(self):
        with tempfile.TemporaryDirectory() as folder:
            given, made = Path(folder) / "given.ipynb", Path(folder) / "made.ipynb"
            nbformat.write(notebook('let name = "nobody"; let n = 1;', 'format!("{name} {}", n + 1)'), given)
            command = [sys.executable, "-m", "papermill", given, made, "-p", "name", "a \"b\"", "-p", "n", "41", "--no-progress-bar"]
            run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
            self.assertEqual(run.returncode, 0, run.stderr)
            outputs = nbformat.read(made, as_version=4).cells[-1].outputs
            self.assertEqual([output.data["text/plain"] for output in outputs], [r'"a \"b\" 42"'])


if __name__ == "__main__":
    unittest.main()
