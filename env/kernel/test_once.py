"""What a kernel is made from serves cargo, too: on two cores, compiling polars and libtorch's wrapper a second time takes as long as the set-up.

    make test
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
        made = set(layout.LINKS.read_text().splitlines())
        for crate in ("polars_core", "tch"):
            with self.subTest(crate=crate):
                names = {path for path in used if f"/lib{crate}-" in path}
                self.assertEqual(len(names), 1, "in what cargo builds of the command")
                self.assertLessEqual(names, made, "cargo compiled it anew: does it get HASHED_NAMES, and the kernel's profile?")


if __name__ == "__main__":
    unittest.main()
