"""A broken cell has to fail: each way in which a Rust cell can break, and cells that only look broken."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from nbformat.v4 import new_code_cell, new_notebook

from env.notebooks.execute import without_libtorch
from env.notebooks.outputs import frozen_experiments
from env.paths import ENV, NOTEBOOKS, ROOT

KERNEL = "updown"

GOOD = [
    "let answer = 6 * 7;\nanswer",
    'let parsed: i32 = "5".parse::<i32>()?; // succeeds\nparsed + answer',
    'eprintln!("a warning that is no error");',
    'println!("{}", std::env::current_dir()?.display());',
    'let text = "a question? not an operator";\ntext.len()',
]
BROKEN = {
    "panic": 'panic!("the roof fell in");',
    "question": 'println!("before");\nlet number: i32 = "five".parse::<i32>()?;\nnumber',
    "question_without_variable": '"five".parse::<i32>()?;',
    "compile": "let one = 1;\n\nlet two: String = one;",
    "compile_with_question": 'let one = "1".parse::<i32>()?;\n\nlet two: String = one;',
    "exit": "std::process::exit(0);",
    "abort": "std::process::abort();",
}
MESSAGES = {
    "panic": "the roof fell in",
    "question": "invalid digit found in string",
    "question_without_variable": "invalid digit found in string",
    "compile": "mismatched types",
    "compile_with_question": "3 │ let two: String = one;",  # counted as the person wrote it
    "exit": "Subprocess terminated",
    "abort": "Subprocess terminated",
}


def write(folder, name, sources):
    path = Path(folder) / f"{name}.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell(source) for source in sources]), path)
    return path


def execute(*arguments):
    return subprocess.run([sys.executable, "-m", "env.notebooks.execute", "--kernel", KERNEL, *arguments], cwd=ROOT,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True)


def outputs(cell, kind):
    return [output for output in cell.outputs if output.output_type == kind]


def values(cell):
    return [output.data["text/plain"] for output in outputs(cell, "execute_result")]


@unittest.skipUnless(KERNEL in KernelSpecManager().find_kernel_specs(), f"kernel {KERNEL!r} is not installed")
class ExecuteTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        """All notebooks in one run, which also shows that a failure does not keep the next one from running."""
        folder = tempfile.TemporaryDirectory(dir=ENV)  # within the project, to see its path replaced
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.out = cls.folder / "out"
        sources = {name: ["let before = 1;", source, "let after = 1;"] for name, source in BROKEN.items()}
        paths = [write(cls.folder, name, cells) for name, cells in {**sources, "good": GOOD}.items()]
        cls.run_ = execute("--out", cls.out, *paths)

    def executed(self, name):
        return nbformat.read(self.out / f"{name}.ipynb", as_version=4)

    def test_exit_status_is_a_failure(self):
        self.assertEqual(self.run_.returncode, 1, self.run_.stdout + self.run_.stderr)
        self.assertIn(f"{len(BROKEN) + 1} notebooks, {len(BROKEN)} failed", self.run_.stdout)

    def test_each_failure_names_notebook_cell_line_and_reason(self):
        for name, source in BROKEN.items():
            with self.subTest(name):
                start = self.run_.stdout.index(f"{name}.ipynb: FAILED")
                report = self.run_.stdout[start:].partition(".ipynb: ")[2].partition(".ipynb: ")[0]
                self.assertIn(f"{name}.ipynb, cell 2 (`{source.splitlines()[0]}`)", report)
                self.assertIn(MESSAGES[name], report)

    def test_failing_notebooks_are_saved_with_what_they_printed(self):
        for name, source in BROKEN.items():
            with self.subTest(name):
                cells = self.executed(name).cells
                self.assertEqual(cells[1].source, source)
                self.assertTrue(cells[1].outputs)
                self.assertEqual(cells[2].outputs, [])
                self.assertIsNone(cells[2].execution_count, "the cell after the failure has not run")
                self.assertTrue((self.out / f"{name}.html").is_file())
        printed = "".join(output.text for output in outputs(self.executed("question").cells[1], "stream"))
        self.assertIn("before", printed)
        (error,) = outputs(self.executed("question").cells[1], "error")
        self.assertIn("invalid digit", error.evalue)

    def test_good_notebook_passes_and_keeps_its_cells(self):
        self.assertIn("good.ipynb: ok, 5 cells", self.run_.stdout)
        cells = self.executed("good").cells
        self.assertEqual([cell.source for cell in cells], GOOD)
        self.assertEqual(values(cells[0]), ["42"])
        self.assertEqual(values(cells[1]), ["47"])
        self.assertEqual(values(cells[4]), ["27"])

    def test_saved_notebook_is_the_same_everywhere(self):
        cells = self.executed("good").cells
        self.assertEqual([cell.execution_count for cell in cells], [1, 2, 3, 4, 5])
        self.assertTrue(all("execution" not in cell.metadata for cell in cells))
        (folder,) = outputs(cells[3], "stream")
        self.assertEqual(folder.text.strip(), f"./env/{self.folder.name}")

    def test_notebook_stays_as_it_was_unless_asked(self):
        self.assertEqual(nbformat.read(self.folder / "good.ipynb", as_version=4).cells[0].outputs, [])

    def test_inplace_writes_the_outputs_into_the_notebook(self):
        path = write(self.folder, "inplace", ["1 + 1"])
        done = execute("--inplace", "--out", self.out, path)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(values(nbformat.read(path, as_version=4).cells[0]), ["2"])

    def test_check_fails_where_the_outputs_are_others(self):
        results = ("#[derive(Debug)] enum Source { Checkpoints }\n"
                   "struct Results { experiment: String, source: Source }\n"
                   "let results = Results { experiment: format!(\"glyphs\"), source: Source::Checkpoints };")
        path = write(self.folder, "checked", ["1 + 1", results])
        done = execute("--inplace", "--out", self.out, path)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        record = nbformat.read(path, as_version=4).metadata["updown"]
        self.assertEqual((record["experiment"], record["source"], record["results"]), ("glyphs", "checkpoints", None))
        done = execute("--check", "--out", self.out, path)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("1 notebooks, 0 failed, 0 drifted", done.stdout)

        notebook = nbformat.read(path, as_version=4)
        notebook.cells[0].source = 'println!("other");'
        nbformat.write(notebook, path)
        done = execute("--check", "--out", self.out, path)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn("checked.ipynb: DRIFTED", done.stdout)
        self.assertIn("the code was edited since it was executed", done.stdout)

    def test_kept_outputs_come_from_the_frozen_results_alone(self):
        path = write(self.folder, "frozen", ['std::env::var("UPDOWN_ROOT").is_ok()'])
        for experiment in ("no-such-experiment", *frozen_experiments()[:1]):
            done = execute("--inplace", "--experiment", experiment, "--out", self.out, path)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            found = str(experiment != "no-such-experiment").lower()
            self.assertEqual(values(nbformat.read(path, as_version=4).cells[0]), [found])

    def test_a_failing_notebook_stays_as_it_was(self):
        path = write(self.folder, "kept", ["1 + 1", 'panic!("no");'])
        before = path.read_bytes()
        self.assertEqual(execute("--inplace", "--out", self.out, path).returncode, 1)
        self.assertEqual(path.read_bytes(), before)
        page = (self.out / "index.html").read_text()
        self.assertIn("failed: kept.ipynb, cell 2 (`panic!(&quot;no&quot;);`)", page)

    def test_a_cell_that_outruns_its_time_fails(self):
        path = write(self.folder, "endless", ["loop { std::hint::spin_loop() }"])  # and nothing that has to end in that time
        done = execute("--timeout", "10", "--out", self.out, path)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn("endless.ipynb, cell 1 (`loop { std::hint::spin_loop() }`): it did not end within 10 s", done.stdout)
        self.assertTrue((self.out / "endless.ipynb").is_file())

    def test_plain_nbconvert_fails_on_a_panic(self):
        """In notebooks/, whose settings for the kernel and for nbconvert apply."""
        with tempfile.NamedTemporaryFile(dir=NOTEBOOKS, prefix=".test-", suffix=".ipynb") as file:
            write(NOTEBOOKS, Path(file.name).stem, [BROKEN["panic"]])
            done = subprocess.run(
                [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--output-dir", self.out,
                 f"--ExecutePreprocessor.kernel_name={KERNEL}", Path(file.name).name],
                cwd=NOTEBOOKS, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        self.assertNotEqual(done.returncode, 0, done.stderr)


class WithoutLibtorchTest(unittest.TestCase):
    def test_notebooks_that_measure_are_left_out(self):
        with tempfile.TemporaryDirectory() as folder:
            reads = write(folder, "reads", [':dep updown = { path = "..", default-features = false }\nuse updown::prelude::*;'])
            measures = write(folder, "measures", ["1", ':dep updown = { path = ".." }'])
            self.assertEqual(without_libtorch([reads, measures]), [reads])


@unittest.skipUnless(KERNEL in KernelSpecManager().find_kernel_specs(), f"kernel {KERNEL!r} is not installed")
class WrongUseTest(unittest.TestCase):
    def test_unknown_notebook_and_kernel(self):
        with tempfile.TemporaryDirectory() as folder:
            done = execute(Path(folder) / "none.ipynb")
            self.assertEqual(done.returncode, 1)
            self.assertIn("no such notebook", done.stderr)
            done = execute("--kernel", "no-such-kernel", "--out", folder, write(folder, "any", ["1"]))
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertIn("there is no kernel named 'no-such-kernel'", done.stdout)


if __name__ == "__main__":
    unittest.main()
