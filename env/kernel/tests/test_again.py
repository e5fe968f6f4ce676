"""Cells that are compiled without cargo, and when cargo is asked."""

import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from env.kernel import layout
from env.kernel.test_kernel import READER, Kernel


@unittest.skipUnless(shutil.which("rustc"), "needs rustc")
class NotedCallTest(unittest.TestCase):
    def test_the_unit_tests_of_again_and_known_pass(self):
        with tempfile.TemporaryDirectory() as folder:
            program, root = Path(folder) / "tests", Path(folder) / "tests.rs"
            root.write_text("".join(f'#[path = "{layout.HERE / name}.rs"]\nmod {name};\n' for name in ("again", "known")))
            subprocess.run(["rustc", "--edition=2024", "--test", "-Adead_code", "-o", program, root], check=True)
            done = subprocess.run([program], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn("9 passed", done.stdout)


@unittest.skipUnless((layout.TOOLCHAIN / "stamp").exists() and shutil.which("cargo"), "the kernel is not installed here")
class AgainTest(unittest.TestCase):
    def test_a_cell_after_the_first_is_compiled_without_cargo_and_answered_alike(self):
        with Kernel() as kernel:
            kernel.run(READER)
            self.assertEqual(kernel.run("1 + 1"), ("ok", "2"))
            before = self.asked(kernel)
            self.assertEqual(kernel.run("let n = 20;\nn + 1"), ("ok", "21"))
            status, text = kernel.run("nope + 1")
            self.assertEqual(status, "error")
            self.assertIn("cannot find value `nope` in this scope", text)
            self.assertEqual(kernel.run("(0..n).sum::<i32>()"), ("ok", "190"))
            self.assertEqual(kernel.run("fn twice(x: i32) -> i32 { 2 * x }\ntwice(n)"), ("ok", "40"))
            self.assertEqual(kernel.run('let t = df!("a" => [1, 2])?; t.height()'), ("ok", "2"))
            self.assertEqual(self.asked(kernel), before)
            self.assertEqual(kernel.run(':dep itoa = "1"\n1 + 2'), ("ok", "3"))
            self.assertNotEqual(self.asked(kernel), before, "another manifest: cargo's business")

    def test_a_kernel_begins_without_cargo_where_another_has_begun_so(self):
        def begin():
            with Kernel() as kernel:
                self.assertEqual(kernel.run(READER)[0], "ok")
                self.assertEqual(kernel.run("1 + 1"), ("ok", "2"))
                return self.asked(kernel)

        begin()
        self.assertEqual(begin(), [])

    def asked(self, kernel):
        """When cargo looked at the cell's crate."""
        marks = (kernel.folder / "target").rglob(".fingerprint/ctx-*/invoked.timestamp")
        own = (kernel.folder / "apart" / "Cargo.toml",)
        return sorted((str(path), path.stat().st_mtime_ns) for path in (*marks, *own) if path.exists())


if __name__ == "__main__":
    unittest.main()
