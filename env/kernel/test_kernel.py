"""What a notebook user relies on, tried on real kernels. Run by the project's Python after prepare.py:

    .venv/bin/python -m env.kernel.test_kernel
"""
import os
import signal
import subprocess
import time
import unittest
from pathlib import Path

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

from env.kernel import layout

SPEC = layout.PROJECT / ".venv" / "share" / "jupyter" / "kernels" / "updown"
PATIENCE = 300  # seconds that anything may take on a busy machine
READER = layout.first_cell("reader")
TORCH = layout.first_cell("torch")

# Each `let` without a type annotation must find its type.
EVERYDAY = [
    'let v = vec![1, 2]; let s = format!("x{}", 1); let n = v.iter().map(|x| x * 2).collect::<Vec<_>>();',
    'use std::collections::HashMap; let mut m = HashMap::new(); m.insert("a".to_string(), 1.5);',
    'fn parsed() -> Result<i64, std::num::ParseIntError> { "12".parse::<i64>() } let r = parsed().unwrap(); let q = parsed()?;',
    'let total = v.iter().sum::<i32>(); let best = v.iter().copied().max(); let k = Some(3).map(|x| x as f64).unwrap_or(0.0).sqrt();',
    'let w = v.iter().enumerate().map(|(i, x)| (i, x.to_string())).collect::<Vec<_>>(); let j = w.iter().map(|p| p.1.as_str()).collect::<Vec<_>>().join(",");',
    'let p = std::path::Path::new("a").join("b"); let text = std::fs::read_to_string("no such file").unwrap_or_default(); let t = std::time::Instant::now().elapsed();',
]
TABLES = [
    'let df = df!("a" => [1, 1, 2], "b" => [1.0, 2.0, 3.0])?; let h = df.height();',
    'let g = df.clone().lazy().group_by([col("a")]).agg([col("b").mean()]).collect()?; let mean = df.column("b")?.f64()?.mean();',
    "let arr = ndarray::Array2::<f64>::zeros((2, 3)); let d = &arr * 2.0; let row = arr.row(0).to_vec();",
]
TENSORS = ["let t = Tensor::from_slice(&[1.0, 2.0]).sum(Kind::Double); let x = f64::try_from(&t)?;"]


class Kernel:
    def __init__(self, **env: str):
        self.manager = KernelManager()
        self.manager._kernel_spec = KernelSpec.from_resource_dir(str(SPEC))
        # Without what whoever runs the tests has in their own prelude.
        self.manager.start_kernel(cwd=str(layout.PROJECT), env=os.environ | {"UPDOWN_KERNEL_OFF": "startup"} | env)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=PATIENCE)
        self.pid = self.manager.provisioner.process.pid
        self.folder = next(path for path in layout.KERNELS.glob(f"run-{self.pid}-*") if path.is_dir())

    def run(self, cell: str, seen=lambda text: None) -> tuple[str, str]:
        """The status of the reply, and all the text that came; `seen` is told each piece as it comes."""
        texts = []

        def hook(message):
            content = message["content"]
            texts.append(content.get("text") or content.get("evalue") or content.get("data", {}).get("text/plain") or "")
            seen(texts[-1])

        reply = self.client.execute_interactive(cell, timeout=PATIENCE, output_hook=hook, allow_stdin=False)
        return reply["content"]["status"], "".join(texts)

    def reply(self, cell: str, answer: str | None = None) -> dict:
        """The content of the reply. `answer`: what a person types when the cell asks."""
        give = (lambda request: self.client.input(answer)) if answer is not None else None
        reply = self.client.execute_interactive(cell, timeout=PATIENCE, output_hook=lambda message: None,
                                                 allow_stdin=give is not None, stdin_hook=give)
        return reply["content"]

    def interrupted(self, cell: str, when: str) -> str:
        """The error of a cell that is interrupted as soon as it prints `when`, or as evcxr begins to compile it."""
        request = self.client.execute(cell)
        while True:
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            begun = message["msg_type"] == "execute_input" and when == "compiling"
            if message["parent_header"].get("msg_id") == request and (begun or message["content"].get("text", "").strip() == when):
                break
        self.manager.interrupt_kernel()
        return self.reply_to(request)["evalue"]

    def reply_to(self, request: str) -> dict:
        while True:
            reply = self.client.get_shell_msg(timeout=PATIENCE)
            if reply["parent_header"]["msg_id"] == request:
                return reply["content"]

    def stop(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=False)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


def eventually(truth) -> bool:
    end = time.monotonic() + PATIENCE
    while not truth():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def gone(folder: Path) -> bool:
    return eventually(lambda: not folder.exists() and not folder.with_suffix(".lock").exists())


def living(group: int) -> list[str]:
    """The processes of a group, and no zombies."""
    listed = subprocess.run(["ps", "-o", "stat=,pid=", "-g", str(group)], stdout=subprocess.PIPE, text=True).stdout
    return [line for line in listed.splitlines() if not line.startswith("Z")]


class KernelTest(unittest.TestCase):
    def assertRuns(self, kernel: Kernel, cells: list[str]):
        for cell in cells:
            with self.subTest(cell=cell):
                status, text = kernel.run(cell)
                self.assertEqual(status, "ok", text)

    def test_types_are_found(self):
        with Kernel() as kernel:
            self.assertRuns(kernel, EVERYDAY + [READER] + TABLES)

    @unittest.skipUnless("torch" in layout.variants(), "needs libtorch")
    def test_tensors_and_two_kernels_at_once(self):
        with Kernel() as one, Kernel() as two:
            self.assertNotEqual(one.folder, two.folder)
            self.assertRuns(one, [TORCH] + TENSORS)
            self.assertRuns(two, [READER] + TABLES[:1])
            self.assertEqual(one.run("x")[1].strip(), "3.0")

    def test_a_number_whose_type_nobody_names_is_shown_beside_a_library_that_shows_tables(self):
        with Kernel() as kernel:
            kernel.run(READER)
            for cell, shown in [("let n = 41 + 1; n", "42"), ("let x = 2.5; x", "2.5"), ("[1, 2].iter().map(|i| i + 1).sum::<i32>()", "5")]:
                self.assertEqual(kernel.run(cell), ("ok", shown), cell)

    def test_asking_the_compiler_for_a_type_builds_no_library_anew(self):
        for imported in [READER, TORCH] if "torch" in layout.variants() else [READER]:
            with Kernel() as kernel:
                kernel.run(imported)
                kernel.run("let a = 1;")
                built = lambda: {path.name for path in (kernel.folder / "target").rglob("lib*.rmeta") if not path.name.startswith("libctx")}
                before = built()
                status, text = kernel.run("let v = Vec::new();")
                self.assertEqual(status, "error")
                self.assertIn("type annotations needed", text)
                self.assertEqual(built(), before)

    def test_nothing_is_left_behind(self):
        with Kernel() as kernel:
            folder = kernel.folder
        self.assertTrue(gone(folder), "after a shutdown")
        killed = Kernel()
        killed.client.execute('println!("runs"); loop {}')  # the process that runs the cell has to go too
        while "runs" not in killed.client.get_iopub_msg(timeout=PATIENCE)["content"].get("text", ""):
            pass
        os.kill(killed.pid, signal.SIGKILL)
        self.assertTrue(gone(killed.folder), "after kill -9")
        self.assertTrue(eventually(lambda: not living(killed.pid)), living(killed.pid))
        killed.stop()

    def test_a_dead_folder_is_swept_by_the_next_start(self):
        stale = layout.KERNELS / "run-0-test"
        stale.mkdir(exist_ok=True)
        stale.with_suffix(".lock").touch()
        with Kernel():
            self.assertTrue(gone(stale))

    @unittest.skipUnless("UPDOWN_TEST_EDIT" in os.environ, "edits lib/lib.rs for a moment and rebuilds the library twice")
    def test_a_restarted_kernel_sees_an_edit(self):
        source = layout.PROJECT / "lib" / "lib.rs"
        before = source.read_text()
        try:
            source.write_text(before + "pub fn edited_for_a_test() -> i64 { 42 }\n")
            with Kernel() as kernel:
                kernel.run(READER)
                self.assertEqual(kernel.run("let a = updown::edited_for_a_test(); a")[1].strip(), "42")
        finally:
            source.write_text(before)

    def test_progress_shows_while_the_cell_runs(self):
        with Kernel() as kernel:
            noticed = kernel.folder / "noticed"  # the cell waits for it, and it is made when the cell's first words are seen
            waits = f'while !std::path::Path::new("{noticed}").exists() {{ std::thread::sleep(std::time::Duration::from_millis(10)); }}'
            _, text = kernel.run(f'println!("begun"); {waits} println!("ended");',
                                 lambda text: noticed.touch() if "begun" in text else None)
            self.assertIn("ended", text)


if __name__ == "__main__":
    unittest.main(verbosity=2)
