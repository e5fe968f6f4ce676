"""The warmed kernel as a person meets it: real kernels under a real Jupyter server."""

import os
import signal
import sys
import tempfile
import time
import unittest
from pathlib import Path

from env.kernel import layout
from env.lab.tests import lab
from env.lab.tests.test_pool import READER, TORCH, write

USE = "\nuse updown::prelude::*;"
TABLE = 'let df = df!("a" => [1, 2])?;\ndf.height()'
READY, HANDED_OUT = "a warmed kernel is ready", "handed out the warmed kernel"
INSTALLED = (Path(sys.prefix) / "share" / "jupyter" / "kernels" / "updown" / "kernel.json").exists()


def kernel_folders():
    return set(layout.KERNELS.glob("run-*"))


@unittest.skipUnless(INSTALLED, "the kernel is not installed here")
class LabTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(dir=layout.PROJECT / "env")  # as deep as notebooks/
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.before = kernel_folders()

    def notebook(self, line):
        line = line.replace('".."', '"../.."')
        write(self.folder, "any", line)
        return line

    def server(self, **environment):
        server = lab.Server(self.folder, **environment)
        self.addCleanup(lambda: server.process.poll() is None and server.stop())
        return server

    def processes(self):
        """Those that kernels of this test's folder have left."""
        for path in Path("/proc").glob("[0-9]*/environ"):
            try:
                if f"EVCXR_TMPDIR={layout.KERNELS}/" in path.read_text(errors="replace") and str(self.folder) == os.readlink(path.with_name("cwd")):
                    yield path.parent
            except OSError:
                continue

    def left(self):
        return kernel_folders() - self.before | set(self.processes())

    def assertLoaded(self, library, expected):
        """Whether the process that runs the cells has a library before any cell has asked for it."""
        def loaded():
            return any(library in (process / "maps").read_text() for process in self.processes())
        end = time.monotonic() + lab.PATIENCE
        while expected and not loaded() and time.monotonic() < end:
            time.sleep(0.1)
        self.assertEqual(loaded(), expected)

    def assertNothingLeft(self):
        end = time.monotonic() + lab.PATIENCE
        while self.left() and time.monotonic() < end:
            time.sleep(0.1)
        self.assertEqual(self.left(), set())

    def test_a_warmed_kernel_looks_like_a_new_one(self):
        line = self.notebook(READER)
        cells = [":vars", 'df!("a" => [1])', "let table = 1;\ntable", line + USE, TABLE]
        seen = []
        for warm in ("0", "1"):
            with self.server(UPDOWN_WARM_KERNEL=warm) as server:
                if warm == "1":
                    server.wait_for(READY)
                session = server.open("any.ipynb")
                seen.append([session.run(cell) for cell in cells])
                self.assertEqual(server.log().count(HANDED_OUT), int(warm))
                session.close()
        cold, warmed = seen
        self.assertEqual([reply[:2] for reply in warmed], [reply[:2] for reply in cold])
        self.assertEqual(warmed[0], cold[0], "variables")
        self.assertEqual(warmed[1][0], "error", "nothing is imported before the notebook does it")
        self.assertEqual(warmed[4][2].strip(), "2")
        self.assertNothingLeft()

    @unittest.skipUnless("torch" in layout.variants(), "needs libtorch")
    def test_a_notebook_gets_the_features_it_asks_for(self):
        sum_ = "let t = Tensor::from_slice(&[1.0, 2.0]).sum(Kind::Double);\nf64::try_from(&t)?"
        for read_ahead, asked in ((READER, TORCH), (TORCH, READER)):
            with self.subTest(asked=asked):
                self.notebook(read_ahead)
                with self.server() as server:
                    server.wait_for(READY)
                    session = server.open("any.ipynb")
                    self.assertIn(HANDED_OUT, server.log())
                    self.assertLoaded("libtorch_cpu.so", read_ahead == TORCH)
                    self.assertEqual(session.run(asked.replace('".."', '"../.."') + USE)[0], "ok")
                    self.assertEqual(session.run(TABLE)[2].strip(), "2")
                    status, _, text = session.run(sum_)
                    if asked == TORCH:
                        self.assertEqual((status, text.strip()), ("ok", "3.0"))
                    else:
                        self.assertEqual(status, "error")
                        self.assertIn("Tensor", text)

    def test_a_stale_spare_is_replaced_and_restart_and_interrupt_work(self):
        line = self.notebook(READER)
        with self.server() as server:
            server.wait_for(READY)
            built = layout.LINKS.stat()  # as if the library had been built anew
            os.utime(layout.LINKS, ns=(built.st_atime_ns, built.st_mtime_ns + 1))
            stale = server.open("any.ipynb")
            self.assertIn("is of an older state of the library", server.log())
            self.assertEqual(stale.run("1 + 1")[2].strip(), "2")
            stale.close()
            server.wait_for(READY, 2)
            session = server.open("any.ipynb")
            self.assertEqual(server.log().count(HANDED_OUT), 1)
            session.run("let kept = 1;")
            server.ask("POST", f"kernels/{session.kernel}/interrupt")
            server.ask("POST", f"kernels/{session.kernel}/restart")
            session = server.open("any.ipynb")
            self.assertEqual(session.run("kept")[0], "error")
            self.assertEqual(session.run(line + USE)[0], "ok")
            self.assertEqual(session.run(TABLE)[2].strip(), "2")

    def test_nothing_is_left_when_the_server_is_killed(self):
        self.notebook(READER)
        server = self.server()
        server.wait_for(READY)
        session = server.open("any.ipynb")
        server.wait_for(READY, 2)
        self.assertEqual(session.run("1 + 1")[2].strip(), "2")
        self.assertEqual(len([path for path in kernel_folders() - self.before if path.is_dir()]), 2)
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait()
        self.assertNothingLeft()


if __name__ == "__main__":
    unittest.main()
