"""What `make test` does with its steps."""

import contextlib
import io
import sys
import unittest

from env import run_tests


def step(name, code):
    return name, [sys.executable, "-c", code], {}


class Said(io.StringIO):
    """A standard output for text and for bytes."""

    @property
    def buffer(self):
        return self

    def write(self, text):
        return super().write(text.decode() if isinstance(text, bytes) else text)


class LaneTest(unittest.TestCase):
    def run_lanes(self, *lanes):
        results, said = run_tests.Results(), Said()
        with contextlib.redirect_stdout(said):
            run_tests.side_by_side(results, lanes)
        return results, said.getvalue()

    def test_nothing_begins_after_a_step_that_failed(self):
        results, said = self.run_lanes([step("first", "pass"), step("bad", "print('why'); raise SystemExit(3)"), step("later", "pass")])
        self.assertEqual([name for name, _, _ in results.rows], ["first", "bad"])
        self.assertEqual(results.failed, ["bad"])
        self.assertIn("=== bad\nwhy\n=== bad: FAILED", said)

    def test_lanes_go_on_side_by_side_and_keep_what_they_say_together(self):
        wait = "import time; print('{0} 1', flush=True); time.sleep(.3); print('{0} 2')"
        results, said = self.run_lanes([step("left", wait.format("left"))], [step("right", wait.format("right"))])
        self.assertEqual(results.failed, [])
        self.assertIn("left 1\nleft 2\n", said)
        self.assertIn("right 1\nright 2\n", said)
        self.assertIn("ok", results.table(1.0))


if __name__ == "__main__":
    unittest.main()
