"""The crates that the set-up compiled for the kernel are those that `make` builds the command and the tests from.

Where they are not, polars and libtorch's wrapper are compiled a second time, and everything still passes: only slower.
"""
import json
import subprocess
import unittest

from env.kernel import layout, prepare


class OnceTest(unittest.TestCase):
    def test_cargo_takes_the_crates_that_the_set_up_compiled(self):
        command = ["cargo", "build", "--locked", "--features", "cli", "--message-format=json"]
        said = subprocess.run(command, cwd=layout.PROJECT, check=True, text=True, stdout=subprocess.PIPE)
        messages = [json.loads(line) for line in said.stdout.splitlines()]
        used = {str(path.relative_to(layout.TARGET)) for message in messages for path in prepare.files_of(message) if path.suffix == ".rlib"}
        made = [path for path in layout.LINKS.read_text().splitlines() if path.endswith(".rlib")]
        for crate in ("polars_core", "tch"):
            with self.subTest(crate=crate):
                taken, there = ({path for path in paths if f"/lib{crate}-" in path} for paths in (used, made))
                self.assertTrue(there, "in what the set-up compiled")
                self.assertEqual(taken, there, "cargo compiled it anew: is its HASHED_NAMES another, or its profile?")


if __name__ == "__main__":
    unittest.main()
