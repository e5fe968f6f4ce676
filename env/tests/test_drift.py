"""Drift of saved notebooks is noticed; and the committed ones have not drifted, as far as the files can tell."""

import copy
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from env.notebooks import drift, outputs
from env.paths import NOTEBOOKS

SVG = '<svg><text x="1">mean Q {}</text><path d="M 1 2"/></svg>'


def saved(text="Q = 0.31, 5 modules\n", source="frozen", svg=SVG.format("0.250")):
    """A notebook as `execute.py --inplace` leaves it."""
    notebook = new_notebook(cells=[
        new_markdown_cell("# Title"),
        new_code_cell("let q = 1;", execution_count=1),
        new_code_cell('println!("{q}");', execution_count=2, outputs=[new_output("stream", name="stdout", text=text)]),
        new_code_cell("figure", execution_count=3, outputs=[
            new_output("execute_result", {"image/svg+xml": svg, "image/png": "AAAA", "text/plain": "figure"}, execution_count=3)]),
    ])
    outputs.record(notebook, "mnist-base", source)
    return notebook


class ResultsTest(unittest.TestCase):
    """With frozen results of one experiment."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.frozen = Path(folder.name)
        (self.frozen / "mnist-base").mkdir()
        (self.frozen / "mnist-base" / "runs.parquet").write_text("tables")
        digest = outputs.results_digest
        for module in (outputs, drift):
            patch = mock.patch.object(module, "results_digest", side_effect=lambda name: digest(name, self.frozen))
            patch.start()
            self.addCleanup(patch.stop)


class ProblemsTest(ResultsTest):
    def assertProblem(self, notebook, text):
        found = drift.problems(notebook)
        self.assertTrue(any(text in problem for problem in found), found)

    def again(self, notebook):
        outputs.record(notebook, "mnist-base", "frozen")
        return notebook

    def test_a_notebook_as_it_was_executed_has_none(self):
        self.assertEqual(drift.problems(saved()), [])

    def test_edited_code_and_outputs(self):
        notebook = saved()
        notebook.cells[1].source = "let q = 2;"
        self.assertProblem(notebook, "the code was edited")
        notebook = saved()
        notebook.cells[2].outputs[0].text = "Q = 0.99\n"
        self.assertProblem(notebook, "the outputs are not those")
        notebook = saved()
        notebook.cells[0].source = "# Words are free"
        self.assertEqual(drift.problems(notebook), [])

    def test_other_frozen_results(self):
        for name in ("runs.parquet", "a.safetensors"):
            notebook = saved()
            (self.frozen / "mnist-base" / name).write_text("other")
            self.assertProblem(notebook, "the frozen results of mnist-base are others")
        notebook = saved()
        (self.frozen / "mnist-base-2").mkdir()
        (self.frozen / "mnist-base-2" / "runs.parquet").write_text("of another experiment")
        self.assertEqual(drift.problems(notebook), [])

    def test_cells_without_execution_or_out_of_order(self):
        notebook = saved()
        notebook.cells[2].execution_count = None
        self.assertProblem(self.again(notebook), "cell 3 (`println!(\"{q}\");`) has not been executed")
        notebook = saved()
        notebook.cells[2].execution_count = 7
        self.assertProblem(self.again(notebook), "has execution count 7")

    def test_missing_and_failing_outputs(self):
        notebook = saved()
        notebook.cells[3].outputs = []
        self.assertProblem(self.again(notebook), "ends in a value, and there is no output")
        notebook = saved()
        notebook.cells[3].outputs.append(new_output("error", ename="Error", evalue="no", traceback=[]))
        self.assertProblem(self.again(notebook), "gave an error")

    def test_paths_and_times(self):
        for text, what in (("read /home/ann/updown/x", "an absolute path"), ("took 3.5 s", "a time"),
                           ("on 2026-01-31", "a time"), ("at 12:30:01", "a time"), ("1 min", "a time")):
            with self.subTest(text):
                self.assertProblem(saved(text), what)
        for text in ("0.5/0.7", "./checkpoints/home", "3 samples, 5 modules", "ratio 1:2", "and/or"):
            with self.subTest(text):
                self.assertEqual(drift.problems(saved(text)), [])

    def test_a_notebook_that_was_never_executed(self):
        notebook = saved()
        del notebook.metadata[outputs.RECORD]
        self.assertProblem(notebook, "no record of its execution")


class DifferencesTest(ResultsTest):
    def assertSame(self, one, other):
        self.assertEqual(drift.differences(one, other), [])

    def test_the_last_digit_may_be_rounded_to_the_other_side(self):
        self.assertSame(saved(), saved("Q = 0.32, 5 modules\n"))
        self.assertSame(saved("p = 1.2e-4"), saved("p = 1.3e-4"))
        self.assertSame(saved("│ 0.5  │ 1 │"), saved("│ 0.5 │ 1 │"))

    def test_other_numbers_and_words(self):
        for text in ("Q = 0.33, 5 modules\n", "Q = 0.31, 6 modules\n", "P = 0.31, 5 modules\n", "Q = -0.31, 5 modules\n"):
            with self.subTest(text):
                (found,) = drift.differences(saved(), saved(text))
                self.assertIn("cell 3 (`println!(\"{q}\");`), stdout: saved", found)

    def test_numbers_in_figures_count_and_drawing_does_not(self):
        (found,) = drift.differences(saved(), saved(svg=SVG.format("0.270")))
        self.assertIn("cell 4 (`figure`), figure: saved 0.250, now 0.270", found)
        self.assertSame(saved(), saved(svg=SVG.format("0.250").replace("M 1 2", "M 9 9")))

    def test_missing_outputs(self):
        fresh = saved()
        fresh.cells[3].outputs = []
        self.assertIn("now none", drift.differences(saved(), fresh)[0])

    def test_other_trained_networks_may_give_other_numbers_and_not_other_kinds(self):
        self.assertSame(saved(source="checkpoints"), saved("Q = 0.9\n", source="checkpoints"))
        fresh = saved(source="checkpoints")
        del fresh.cells[3].outputs[0].data["image/svg+xml"]
        self.assertEqual(len(drift.differences(saved(source="checkpoints"), fresh)), 1)


class OutputsTest(unittest.TestCase):
    def test_progress_leaves_its_last_line_without_the_time(self):
        text = ("networks 0/8\nnetworks 3/8 · 12 s left · a\nnetworks 8/8 · took 40 s\nglyphs: 3 trained\n"
                "eval 1/2 · 3 s left\n")
        kept = "networks 8/8\nglyphs: 3 trained\neval 1/2 · 3 s left\n"  # the last one did not end
        self.assertEqual(outputs.without_progress(text), kept)

    def test_settled_outputs_name_no_folder_and_count_from_one(self):
        notebook = saved("in /x/y/notebooks\n")
        for cell, count in zip(outputs.code_cells(notebook), (3, 5, 6)):
            cell.execution_count = count
        outputs.settle(notebook, ["/x/y"])
        self.assertEqual(notebook.cells[2].outputs[0].text, "in ./notebooks\n")
        self.assertEqual([cell.execution_count for cell in outputs.code_cells(notebook)], [1, 2, 3])

    def test_digests_see_where_a_cell_ends(self):
        one = new_notebook(cells=[new_code_cell("ab"), new_code_cell("c")])
        other = copy.deepcopy(one)
        other.cells[0].source, other.cells[1].source = "a", "bc"
        self.assertNotEqual(outputs.code_digest(one), outputs.code_digest(other))


class CommittedTest(unittest.TestCase):
    def test_notebooks_have_not_drifted(self):
        paths = sorted(NOTEBOOKS.glob("*.ipynb"))
        self.assertTrue(paths)
        for path in paths:
            with self.subTest(path.name):
                found = drift.problems(nbformat.read(path, as_version=4))
                self.assertEqual(found, [], f"\n{drift.AGAIN}")

    def test_code_can_be_read_without_scrolling(self):
        for path in sorted(NOTEBOOKS.glob("*.ipynb")):
            for cell in outputs.code_cells(nbformat.read(path, as_version=4)):
                lines = cell.source.split("\n")
                with self.subTest(f"{path.name}: {lines[0]}"):
                    self.assertLess(len(lines), 15)
                    self.assertEqual([line for line in lines if len(line) > 110], [])


if __name__ == "__main__":
    unittest.main()
