"""Types, constants, completions and documentation of std on a real kernel; and that rustup is never asked for anything."""
import os
import re
import subprocess
import tempfile
import unittest
from collections.abc import Iterator
from pathlib import Path

from env.kernel import layout
from env.kernel.battery import run as battery
from env.kernel.signatures.items import Item, Reader

EVERY = 23  # of the battery's statements
NUMBERS = set("u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64".split())


def constants(module: Item, path: str) -> Iterator[str]:
    """The paths of all public constants of std that are numbers."""
    for item in module.items or []:
        if item.visible == "pub" and item.has("unstable") or item.has("doc(hidden"):
            continue
        if item.kind == "mod" and item.visible == "pub":
            yield from constants(item, f"{path}::{item.name}")
        elif item.kind == "const" and item.visible == "pub" and item.head[3].text in NUMBERS:
            yield f"{path}::{item.name}"
        elif item.kind == "impl" and len(item.head) == 2 and item.head[1].text in NUMBERS:
            kinds = NUMBERS | {"Self"}
            yield from (f"{item.head[1].text}::{const.name}" for const in item.items
                        if const.kind == "const" and const.head[3].text in kinds)


def hover(kernel: battery.Kernel, path: str) -> str:
    reply = kernel.client.inspect(path, len(path) - 1, reply=True, timeout=60)
    return reply["content"].get("data", {}).get("text/plain", "")


class StdTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.kernel = battery.Kernel(battery.spec(False, cls.folder.name), cls.folder.name)

    @classmethod
    def tearDownClass(cls):
        cls.kernel.stop()
        cls.folder.cleanup()

    def test_a_sample_of_the_battery_finds_its_types(self):
        chosen = battery.statements()[::EVERY]
        wrong = {code: result for code, result in battery.run(self.kernel, chosen).items() if result != "ok"}
        self.assertEqual(wrong, {})


if __name__ == "__main__":
    unittest.main()
