"""The kernel serves another project: a copy of this folder, a crate of no interest, and a `project.json`."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

from env.kernel import layout
from env.kernel.test_kernel import PATIENCE

MANIFEST = """[package]
name = "apples"
version = "0.1.0"
edition = "2024"

[lib]
crate-type = ["dylib", "rlib"]
"""
SOURCE = "pub struct Basket(pub Vec<u32>);\nimpl Basket { pub fn weight(&self) -> u32 { self.0.iter().sum() } }\n"
SETTINGS = {
    "crate": "apples", "variants": {"whole": {"dependency": ""}}, "native": {}, "seen_by_rust_analyzer": ["apples"], "kernels": "env/kernels",
    "kernelspec": {"name": "apples", "display_name": "Rust (apples)", "provisioner": "local-provisioner"}, "switches": "APPLES_OFF",
}


PATH = f"{Path(sys.prefix) / 'bin'}:{os.environ.get('PATH', '')}"  # where evcxr_jupyter is


@unittest.skipUnless(shutil.which("cargo") and shutil.which("evcxr_jupyter", path=PATH), "the kernel is not installed here")
class AnotherProjectTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.project = Path(folder.name)
        shutil.copytree(layout.HERE, self.project / "env" / "kernel", ignore=shutil.ignore_patterns("__pycache__"))
        (self.project / "env" / "__init__.py").touch()
        (self.project / "env" / "kernel" / "project.json").write_text(json.dumps(SETTINGS))
        (self.project / "lib").mkdir()
        (self.project / "Cargo.toml").write_text(MANIFEST + '\npath = "lib/lib.rs"\n')
        (self.project / "lib" / "lib.rs").write_text(SOURCE)
        shutil.copytree(layout.PROJECT / ".cargo", self.project / ".cargo")
        config = self.project / ".cargo" / "config.toml"
        kept = [line for line in config.read_text().splitlines() if not line.startswith("LIBTORCH")]
        config.write_text("\n".join(kept).replace(".updown]", ".apples]"))

    def run_cells(self, *cells: str) -> list[str]:
        # As an installed one would be: the test's own prefix has a kernel of another project.
        launch = [sys.executable, "-ES", str(self.project / "env" / "kernel" / "launch.py"), "{connection_file}"]
        manager = KernelManager()
        manager._kernel_spec = KernelSpec(argv=launch, language="rust", interrupt_mode="message")
        manager.start_kernel(cwd=str(self.project), env=os.environ | {"APPLES_OFF": "startup", "PATH": PATH})
        client = manager.client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=PATIENCE)
            shown: list[str] = []
            for cell in cells:
                texts = []
                client.execute_interactive(cell, timeout=PATIENCE, output_hook=lambda message: texts.append(
                    message["content"].get("data", {}).get("text/plain") or message["content"].get("evalue") or ""))
                shown.append("".join(texts))
            return shown
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)

    def test_its_notebooks_use_its_library(self):
        subprocess.run(["cargo", "generate-lockfile", "--offline"], cwd=self.project, check=True, capture_output=True)
        prepared = subprocess.run([sys.executable, "-m", "env.kernel.prepare"], cwd=self.project, capture_output=True, text=True)
        self.assertEqual(prepared.returncode, 0, prepared.stderr)
        first = f':dep apples = {{ path = "{self.project}" }}\nlet basket = apples::Basket(vec![1, 2]);'
        self.assertEqual(self.run_cells(first, "basket.weight()")[-1], "3")


if __name__ == "__main__":
    unittest.main()
