"""Types, constants, completions and documentation of std on a real kernel; and that rustup is never asked for anything."""
import os
import re
import shutil
import tempfile
import unittest
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from jupyter_client.kernelspec import KernelSpec

from env.kernel import layout
from env.kernel.battery import run as battery
from env.kernel.signatures.items import Item, Reader

EVERY = 23  # of the battery's statements
NUMBERS = set("u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64".split())


def constants(module: Item, path: str) -> Iterator[str]:
    """The paths of all public constants of std that are numbers."""
    for item in module.items or []:
        if item.has("unstable") or item.has("doc(hidden"):
            continue
        if item.kind == "mod" and item.visible == "pub":
            yield from constants(item, f"{path}::{item.name}")
        elif item.kind == "const" and item.visible == "pub" and item.head[3].text in NUMBERS:
            yield f"{path}::{item.name}"
        elif item.kind == "impl" and len(item.head) == 2 and item.head[1].text in NUMBERS:
            kinds = NUMBERS | {"Self"}
            members = [const for const in item.items or [] if const.visible == "pub" and not const.has("unstable")]
            yield from (f"{item.head[1].text}::{const.name}" for const in members if const.kind == "const" and const.head[3].text in kinds)


def all_constants() -> list[str]:
    crates = [Reader((layout.STD / crate / "src" / "lib.rs").read_text()).crate() for crate in ("core", "alloc", "std")]
    return [path for crate in crates for path in constants(crate, "std")]


class StdTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.kernel = battery.Kernel(battery.spec(False, cls.folder.name), cls.folder.name)

    @classmethod
    def tearDownClass(cls):
        cls.kernel.stop()
        cls.folder.cleanup()

    def hover(self, code: str) -> str:
        reply = self.kernel.client.inspect(code, len(code), reply=True, timeout=300)
        return reply["content"].get("data", {}).get("text/plain", "")

    def offered(self, code: str) -> set[str]:
        reply = self.kernel.client.complete(code, len(code), reply=True, timeout=300)
        return {match.split("(")[0] for match in reply["content"]["matches"]}

    def test_a_sample_of_the_battery_finds_its_types(self):
        chosen = battery.statements()[::EVERY]
        wrong = {code: result for code, result in battery.run(self.kernel, chosen).items() if result != "ok"}
        self.assertEqual(wrong, {})

    def test_constants_have_the_values_that_rustc_gives_them(self):
        paths = all_constants()
        self.assertGreater(len(paths), 130)
        cell = "#![allow(deprecated)]\n" + "".join(f'println!("{{:?}}", {path});\n' for path in paths)
        out, error = self.kernel.run(cell)
        self.assertEqual(error, "")
        wrong = []
        for path, value in zip(paths, out.splitlines(), strict=True):
            text = self.hover(path)
            known = re.search(r"const \w+: \w+ = (\S+)", text)
            if not known or (known[1] != value and repr(float(known[1])) != repr(float(value))):
                wrong.append((path, value, text))
        self.assertEqual(wrong, [])

    def test_a_constant_serves_as_a_length(self):
        for length in ("u8::MAX as usize",
                       "usize::BITS as usize", "10usize.ilog2() as usize", "2usize.pow(3)", '"abc".len()', "size_of::<u64>()"):
            with self.subTest(length=length):
                self.assertEqual(self.kernel.run(f"let a = [0u8; {length}];\na.len()")[1], "")

    def test_completions_are_those_that_exist(self):
        vector = self.offered("let nums = vec![1]; nums.")
        self.assertGreaterEqual(vector, {"push", "iter", "sort_by_key", "chunk_by", "first", "windows", "drain"})
        self.assertEqual(vector & {"buf", "len", "0", "append_elements", "split_at_spare_mut"} - {"len"}, set())
        self.assertNotIn("first_key_value", self.offered("let m = HashMap::from([(1, 2)]); m."))
        self.assertNotIn("is_power_of_two", self.offered("1i32."))
        self.assertIn("is_power_of_two", self.offered("1u32."))
        self.assertGreaterEqual(self.offered("std::thread::"), {"scope", "spawn", "Builder", "available_parallelism", "sleep"})
        self.assertGreaterEqual(self.offered("std::net::"), {"TcpListener", "Ipv4Addr", "UdpSocket", "ToSocketAddrs"})

    def test_documentation_is_shown(self):
        self.assertIn("Sorts the slice", self.hover("v.sort_by_key"))
        self.assertIn("signed integer type", self.hover("i32"))
        self.assertIn("hash map", self.hover("HashMap"))


class ToolchainTest(unittest.TestCase):
    """rustup and a compiler that knows of no sources, both recording how they are called."""

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.calls = self.folder / "calls"
        rustc = layout.rust() / "bin" / "rustc"
        for name, body in {"rustup": "exit 1", "rustc": f'[ "$*" = "--print sysroot" ] && echo {self.folder} && exit 0\nexec {rustc} "$@"'}.items():
            program = self.folder / "bin" / name
            program.parent.mkdir(exist_ok=True)
            program.write_text(f'#!/bin/sh\necho "{name} $*" >> {self.calls}\n{body}\n')
            program.chmod(0o755)

    def recorded(self, spec: KernelSpec, **env: str) -> str:
        """The calls of a kernel that has inferred a type."""
        path = f"{self.folder / 'bin'}:{layout.rust() / 'bin'}:{os.environ['PATH']}"
        spec.env = spec.env | {"PATH": path, "CARGO_HOME": str(self.folder), "RUSTUP": str(self.folder / "bin" / "rustup")} | env
        battery.Kernel(spec, str(self.folder)).stop()
        return self.calls.read_text()

    def test_rustup_is_not_asked_to_add_anything(self):
        for off in ("", "std", "shim", "std shim refresh"):
            with self.subTest(off=off):
                calls = self.recorded(battery.spec(False, str(self.folder)), UPDOWN_KERNEL_OFF=off)
                self.assertNotIn("component", calls)

    def test_evcxr_without_sources_would_have_asked(self):
        with mock.patch.object(layout, "real_std", return_value=self.folder):  # whether or not they are installed here
            spec = battery.spec(True, str(self.folder))
        del spec.env["RUST_SRC_PATH"]
        self.assertIn("rustup component add rust-src", self.recorded(spec))

    def test_sources_are_named_under_every_setting(self):
        for off in ("", "std", "std shim refresh"):
            with mock.patch.dict(os.environ, UPDOWN_KERNEL_OFF=off), mock.patch.object(layout, "TOOLCHAIN", self.folder):
                self.assertTrue((layout.std_sources() / "core" / "src" / "lib.rs").exists())


if __name__ == "__main__":
    unittest.main()
