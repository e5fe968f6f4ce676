"""The parts of the set-up that need neither network nor minutes."""

import contextlib
import os
import subprocess
import sys
import unittest
import zipfile
from pathlib import Path
from unittest import mock

from env.paths import ROOT
from env.setup import __main__ as setup
from env.setup import kernel, libtorch, machine, steps, venv
from env.setup.steps import SetupError
from env.tests.folder import FolderTest


class MachineTest(FolderTest):
    def test_full_disk_is_a_problem_with_the_sum_of_what_is_needed(self):
        self.assertEqual(list(machine.disk_problems([(self.folder / "not/yet/there", 0.0, "nothing")])), [])
        (problem,) = machine.disk_problems([(self.folder, 1e6, "builds"), (self.folder / "cache", 2e6, "libtorch")])
        self.assertIn("3e+06 are needed (builds 1e+06, libtorch 2e+06)", problem)


class LibtorchTest(FolderTest):
    def version(self, number):
        names = ("MAJOR", "MINOR", "PATCH")
        return "".join(f"#define TORCH_VERSION_{name} {part}\n" for name, part in zip(names, number.split(".")))

    def test_version_is_read_from_either_place(self):
        self.assertIsNone(libtorch.version_of(self.folder))
        self.write("include/torch/headeronly/version.h", self.version("2.10.1"))
        self.assertEqual(libtorch.version_of(self.folder), "2.10.1")
        self.write("build-version", "2.11.0+cu130\n")
        self.assertEqual(libtorch.version_of(self.folder), "2.11.0")

    def test_given_libtorch_of_another_version_is_refused(self):
        with self.assertRaisesRegex(SetupError, "no lib/ and include/"):
            libtorch.given(self.folder)
        self.write("lib/libtorch.so")
        self.write("include/torch/headeronly/version.h", self.version("2.9.0"))
        with self.assertRaisesRegex(SetupError, f"version 2.9.0; tch needs exactly {libtorch.TORCH}"):
            libtorch.given(self.folder)
        self.write("include/torch/headeronly/version.h", self.version(libtorch.TORCH))
        self.assertEqual(libtorch.given(self.folder), self.folder)

    def test_unpack_takes_wanted_libraries_and_torch_headers_only(self):
        wheel = self.folder / "any.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            for name in ("torch/lib/libc10.so", "torch/lib/libtorch_python.so", "torch/include/ATen/ATen.h",
                         "torch/__init__.py", "nvidia/cu13/lib/libcudart.so.13", "nvidia/cu13/include/cuda.h"):
                archive.writestr(name, name)
        libtorch.unpack(wheel, self.folder / "lt", libtorch.CPU_LIBRARIES)
        files = {str(path.relative_to(self.folder / "lt")) for path in (self.folder / "lt").rglob("*") if path.is_file()}
        self.assertEqual(files, {"lib/libc10.so", "lib/libcudart.so.13", "include/ATen/ATen.h"})

    def test_kind_follows_the_person_then_the_machine(self):
        with mock.patch.dict(os.environ, {"TORCH": "cuda"}):
            self.assertEqual(libtorch.kind_wanted(), "cuda")
        with mock.patch.dict(os.environ, {"TORCH": "rocm"}), self.assertRaisesRegex(SetupError, "cpu or cuda"):
            libtorch.kind_wanted()
        with mock.patch.dict(os.environ, {"TORCH": ""}), mock.patch.object(libtorch, "gpu_present", return_value=True):
            self.assertEqual(libtorch.kind_wanted(), "cuda")


class ToolsTest(FolderTest):
    def test_evcxr_version_is_what_cargo_noted(self):
        binary = self.write("bin/evcxr_jupyter")
        self.assertIsNone(kernel.evcxr_version(binary))
        self.write(".crates.toml", '[v1]\n"evcxr_jupyter 0.21.1 (registry+x)" = ["evcxr_jupyter"]\n')
        self.assertEqual(kernel.evcxr_version(binary), "0.21.1")

    def test_the_persons_cargo_settings_do_not_reach_the_kernels_build(self):
        mine = {"CARGO_TARGET_DIR": "/x", "RUSTFLAGS": "-Cx", "CARGO_BUILD_RUSTFLAGS": "-Cx", "RUSTC_WRAPPER": "x",
                "CARGO_PROFILE_RELEASE_LTO": "fat", "CARGO_ENCODED_RUSTFLAGS": "x"}
        kept = {"CARGO_HOME": "/home", "CARGO_NET_RETRY": "3", "PATH": "/bin", "RUSTUP_HOME": "/rustup"}
        with mock.patch.dict(os.environ, {**mine, **kept}, clear=True):
            self.assertEqual(kernel.clean_cargo_environment(), kept)

    def test_reading_needs_neither_libtorch_nor_a_compiler_for_it(self):
        with mock.patch.dict(os.environ, {"PATH": "", "CC": "", "CXX": "", "LIBTORCH": ""}):
            with self.assertRaises(SetupError) as caught:
                machine.check(None)
        self.assertIn("a C compiler", str(caught.exception))
        self.assertNotIn("C++", str(caught.exception))

    def test_the_reader_gets_everything_but_libtorch(self):
        parts = ((machine, "check"), (kernel, "evcxr_beside"), (venv, "install"), (libtorch, "install"), (kernel, "prepare"), (kernel, "link_evcxr"), (kernel, "try_out"))
        with contextlib.ExitStack() as stack:
            called = [stack.enter_context(mock.patch.object(module, name)) for module, name in parts]
            for name in ("SHARE", "CACHE"):
                stack.enter_context(mock.patch.object(setup, name, self.folder / name))
            stack.enter_context(mock.patch.object(setup, "versions", return_value=[]))
            stack.enter_context(mock.patch.object(setup, "say"))
            stack.enter_context(mock.patch.object(kernel, "evcxr_installed", return_value=None))
            setup.setup(reader=True)
            self.assertEqual([part.call_count for part in called], [1, 1, 1, 0, 1, 1, 1])
            setup.setup()
        self.assertEqual([part.call_count for part in called], [2, 2, 2, 1, 2, 2, 2])

    def test_missing_tools_are_named_together_with_the_way_to_get_them(self):
        with mock.patch.dict(os.environ, {"PATH": "", "CC": "", "CXX": "", "LIBTORCH": ""}):
            with self.assertRaises(SetupError) as caught:
                machine.check("cpu")
        for part in ("Rust 1.95 or later is missing", "rustup update", "a C compiler", "a C++ compiler"):
            self.assertIn(part, str(caught.exception))


class BesideTest(FolderTest):
    def beside(self, program):
        return steps.beside([sys.executable, "-c", program], self.folder / "log", cwd=self.folder)

    def test_what_runs_beside_has_ended_after_the_block(self):
        waits = "import os, time\nwhile not os.path.exists('go'): time.sleep(0.01)\nopen('made', 'w')"
        with mock.patch.object(steps, "say"), self.beside(waits):
            self.write("go")
        self.assertTrue((self.folder / "made").exists())

    def test_its_failure_is_told_with_its_last_words(self):
        with self.assertRaisesRegex(SetupError, "failed with status 3:\n.*no such crate"), mock.patch.object(steps, "say"):
            with self.beside("print('no such crate', flush=True); raise SystemExit(3)"):
                pass

    def test_it_does_not_outlive_a_block_that_fails(self):
        with self.assertRaisesRegex(ValueError, "mine"), self.beside("import time; time.sleep(600)") as process:
            raise ValueError("mine")
        self.assertIsNotNone(process.returncode)


class PackageTest(unittest.TestCase):
    def test_setup_and_figures_need_the_standard_library_only(self):
        for module in ("env.setup.__main__", "env.figures"):
            done = subprocess.run([sys.executable, "-S", "-c", f"import {module}"], cwd=ROOT, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main()
