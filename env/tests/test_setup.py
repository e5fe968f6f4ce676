"""The parts of the set-up that need neither network nor minutes."""

import contextlib
import os
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import setup  # noqa: E402 - it is a script, found by the line above


class FolderTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, name, text=""):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path


class FilesTest(FolderTest):
    def test_link_is_made_replaced_and_kept(self):
        link = self.folder / "below" / "link"
        for target in ("one", "two", "two"):
            setup.link(link, self.folder / target)
            self.assertEqual(link.readlink(), self.folder / target)
        self.assertEqual(list(link.parent.iterdir()), [link])

    def test_link_does_not_replace_what_is_not_a_link(self):
        with self.assertRaisesRegex(setup.SetupError, "move it away"):
            setup.link(self.write("libtorch/file").parent, self.folder)

    def test_remove_takes_files_links_folders_and_leftovers(self):
        target = self.write("kept/file")
        link = self.folder / "link"
        link.symlink_to(target.parent)
        self.write("folder/file")
        self.write("folder.removing/file")
        for name in ("link", "folder", "never-there"):
            setup.remove(self.folder / name)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["kept"])
        self.assertTrue(target.exists())

    def test_second_setup_waits_for_the_first(self):
        program = ("import pathlib, setup\nwith setup.only_one(pathlib.Path({!r})):\n"
                   "    print('inside', flush=True)").format(str(self.folder))
        with setup.only_one(self.folder):
            second = subprocess.Popen([sys.executable, "-c", program], cwd=setup.ENV, stdout=subprocess.PIPE, text=True)
            self.assertIn("waiting", second.stdout.readline())
        self.assertEqual(second.communicate()[0], "inside\n")

    def test_full_disk_is_a_problem_with_the_sum_of_what_is_needed(self):
        self.assertEqual(list(setup.disk_problems([(self.folder / "not/yet/there", 0.0, "nothing")])), [])
        (problem,) = setup.disk_problems([(self.folder, 1e6, "builds"), (self.folder / "cache", 2e6, "libtorch")])
        self.assertIn("3e+06 are needed (builds 1e+06, libtorch 2e+06)", problem)


class LibtorchTest(FolderTest):
    def version(self, number):
        names = ("MAJOR", "MINOR", "PATCH")
        return "".join(f"#define TORCH_VERSION_{name} {part}\n" for name, part in zip(names, number.split(".")))

    def test_version_is_read_from_either_place(self):
        self.assertIsNone(setup.libtorch_version(self.folder))
        self.write("include/torch/headeronly/version.h", self.version("2.10.1"))
        self.assertEqual(setup.libtorch_version(self.folder), "2.10.1")
        self.write("build-version", "2.11.0+cu130\n")
        self.assertEqual(setup.libtorch_version(self.folder), "2.11.0")

    def test_given_libtorch_of_another_version_is_refused(self):
        with self.assertRaisesRegex(setup.SetupError, "no lib/ and include/"):
            setup.given_libtorch(self.folder)
        self.write("lib/libtorch.so")
        self.write("include/torch/headeronly/version.h", self.version("2.9.0"))
        with self.assertRaisesRegex(setup.SetupError, f"version 2.9.0; tch needs exactly {setup.TORCH}"):
            setup.given_libtorch(self.folder)
        self.write("include/torch/headeronly/version.h", self.version(setup.TORCH))
        self.assertEqual(setup.given_libtorch(self.folder), self.folder)

    def test_unpack_takes_wanted_libraries_and_torch_headers_only(self):
        wheel = self.folder / "any.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            for name in ("torch/lib/libc10.so", "torch/lib/libtorch_python.so", "torch/include/ATen/ATen.h",
                         "torch/__init__.py", "nvidia/cu13/lib/libcudart.so.13", "nvidia/cu13/include/cuda.h"):
                archive.writestr(name, name)
        setup.unpack(wheel, self.folder / "lt", setup.CPU_LIBRARIES)
        files = {str(path.relative_to(self.folder / "lt")) for path in (self.folder / "lt").rglob("*") if path.is_file()}
        self.assertEqual(files, {"lib/libc10.so", "lib/libcudart.so.13", "include/ATen/ATen.h"})

    def test_kind_follows_the_person_then_the_machine(self):
        with mock.patch.dict(os.environ, {"TORCH": "cuda"}):
            self.assertEqual(setup.libtorch_kind(), "cuda")
        with mock.patch.dict(os.environ, {"TORCH": "rocm"}), self.assertRaisesRegex(setup.SetupError, "cpu or cuda"):
            setup.libtorch_kind()
        with mock.patch.dict(os.environ, {"TORCH": ""}), mock.patch.object(setup, "gpu_present", return_value=True):
            self.assertEqual(setup.libtorch_kind(), "cuda")


class ToolsTest(FolderTest):
    def test_evcxr_version_is_what_cargo_noted(self):
        binary = self.write("bin/evcxr_jupyter")
        self.assertIsNone(setup.evcxr_version(binary))
        self.write(".crates.toml", '[v1]\n"evcxr_jupyter 0.21.1 (registry+x)" = ["evcxr_jupyter"]\n')
        self.assertEqual(setup.evcxr_version(binary), "0.21.1")

    def test_the_persons_cargo_settings_do_not_reach_the_kernels_build(self):
        mine = {"CARGO_TARGET_DIR": "/x", "RUSTFLAGS": "-Cx", "CARGO_BUILD_RUSTFLAGS": "-Cx", "RUSTC_WRAPPER": "x",
                "CARGO_PROFILE_RELEASE_LTO": "fat", "CARGO_ENCODED_RUSTFLAGS": "x"}
        kept = {"CARGO_HOME": "/home", "CARGO_NET_RETRY": "3", "PATH": "/bin", "RUSTUP_HOME": "/rustup"}
        with mock.patch.dict(os.environ, {**mine, **kept}, clear=True):
            self.assertEqual(setup.clean_cargo_environment(), kept)

    def test_reading_needs_neither_libtorch_nor_a_compiler_for_it(self):
        with mock.patch.dict(os.environ, {"PATH": "", "CC": "", "CXX": "", "LIBTORCH": ""}):
            with self.assertRaises(setup.SetupError) as caught:
                setup.check_machine(None)
        self.assertIn("a C compiler", str(caught.exception))
        self.assertNotIn("C++", str(caught.exception))
        steps = ("check_machine", "setup_venv", "setup_libtorch", "setup_evcxr", "prepare_kernel", "versions")
        with contextlib.ExitStack() as stack:
            called = {name: stack.enter_context(mock.patch.object(setup, name, return_value=[])) for name in steps}
            for constant in ("ENV", "CACHE"):
                stack.enter_context(mock.patch.object(setup, constant, self.folder))
            stack.enter_context(mock.patch.object(setup, "only_one"))
            stack.enter_context(mock.patch.object(setup, "say"))
            setup.setup(reader=True)
            self.assertFalse(called["setup_libtorch"].called)
            setup.setup()
        self.assertEqual([called[name].call_count for name in steps], [2, 2, 1, 2, 2, 2])

    def test_missing_tools_are_named_together_with_the_way_to_get_them(self):
        with mock.patch.dict(os.environ, {"PATH": "", "CC": "", "CXX": "", "LIBTORCH": ""}):
            with self.assertRaises(setup.SetupError) as caught:
                setup.check_machine("cpu")
        for part in ("Rust 1.95 or later is missing", "rustup update", "a C compiler", "a C++ compiler"):
            self.assertIn(part, str(caught.exception))


if __name__ == "__main__":
    unittest.main()
