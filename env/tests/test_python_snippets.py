"""What README says of Python reads our files. A library that is not installed here is skipped by name."""

import importlib.util
import re
import unittest

from env.paths import ROOT

BLOCKS = re.compile(r"```python\n(.*?)```", re.DOTALL)
README = ROOT / "README.md"


def snippet(library):
    """README's block that reads with a library, its paths made those of this clone."""
    found = [block for block in BLOCKS.findall(README.read_text(encoding="utf-8")) if library in block]
    if len(found) != 1:
        raise AssertionError(f"README has one block of Python that uses {library}, it was {len(found)}")
    return found[0].replace("checkpoints/results/", f"{ROOT}/checkpoints/results/")


def run(case, library, *needs):
    text = snippet(library)
    missing = [name for name in (library, *needs) if importlib.util.find_spec(name) is None]
    if missing:
        case.skipTest(f"needs {' and '.join(missing)}, which {'is' if len(missing) == 1 else 'are'} not installed here")
    names = {}
    exec(compile(text, f"README, {library}", "exec"), names)
    return names


class SnippetsTest(unittest.TestCase):
    def test_polars_reads_frozen_tables(self):
        table = run(self, "polars")["modules"]
        self.assertEqual(table.columns[0], "run_id")
        self.assertGreater(table.height, 1000)

    def test_pandas_reads_frozen_tables(self):
        table = run(self, "pandas", "pyarrow")["modules"]
        self.assertEqual(table.columns[0], "run_id")
        self.assertGreater(len(table), 1000)

    def test_safetensors_reads_checkpoints(self):
        names = run(self, "safetensors", "numpy")
        self.assertEqual(names["matrix"].shape, (64, 64))
        self.assertIn("modules", names["records"])

    def test_snippets_are_of_three_lines_and_name_files_that_are_committed(self):
        for library in ("polars", "pandas", "safetensors"):
            text = snippet(library)
            self.assertLessEqual(len([line for line in text.splitlines() if line and not line.startswith(("import", "from"))]), 3)
            for path in re.findall(r'"([^"]*checkpoints/results/[^"]*)"', text):
                self.assertTrue((ROOT / path).is_file(), path)


if __name__ == "__main__":
    unittest.main()
