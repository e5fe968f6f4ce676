"""The page of figures, with a command that draws nothing but names."""

import contextlib
import io
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from env import figures

DRAW = "import sys; name, out = sys.argv[2], sys.argv[4]; print(f'{out}/F1.svg: Norms & {name}'); print('F2 left out: no example')"


class FiguresTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def run_main(self, program, *names):
        with mock.patch.object(figures, "command", return_value=[sys.executable, "-c", program]), \
                mock.patch.object(figures, "FROZEN", self.folder / "results"), \
                mock.patch.object(sys, "argv", ["figures", "--out", str(self.folder / "out"), *names]), \
                contextlib.redirect_stdout(io.StringIO()) as said:
            figures.main()
        return said.getvalue()

    def test_all_frozen_experiments_are_drawn_and_shown(self):
        for name in ("mnist-wide", "mnist-base"):
            (self.folder / "results" / name).mkdir(parents=True)
            (self.folder / "results" / name / "runs.parquet").touch()
        said = self.run_main(DRAW)
        self.assertIn("mnist-base: 1 figures\n  F2 left out: no example", said)
        page = (self.folder / "out" / "index.html").read_text()
        self.assertLess(page.index("mnist-base/F1.svg"), page.index("mnist-wide/F1.svg"))
        self.assertIn("Norms &amp; mnist-base", page)

    def test_a_clone_without_frozen_results_is_told_so(self):
        self.assertIn("no frozen results", self.run_main(DRAW))

    def test_a_failing_command_ends_it(self):
        with self.assertRaisesRegex(SystemExit, "ended with status 2"):
            self.run_main("raise SystemExit(2)", "glyphs")

    def test_libtorch_decides_what_is_built(self):
        for there in (False, True):
            with mock.patch.object(figures, "LIBTORCH", self.folder):
                self.assertEqual("updown-reader" in figures.command(), not there)
            (self.folder / "lib").mkdir(exist_ok=True)


if __name__ == "__main__":
    unittest.main()
