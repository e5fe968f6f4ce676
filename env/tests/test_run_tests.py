"""What `make test` does with its steps."""

import contextlib
import io
import sys
import unittest

from env import run_tests


def step(name, code, **more):
    return run_tests.Step(name, [sys.executable, "-c", code], **more)


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

    def test_a_step_waits_for_one_of_another_lane(self):
        results, _ = self.run_lanes([step("slow", "import time; time.sleep(.5)")], [step("quick", "pass"), step("reads it", "pass", after="slow")])
        self.assertEqual([name for name, _, _ in results.rows], ["quick", "slow", "reads it"])

    def test_a_step_that_waits_for_one_that_failed_is_not_begun(self):
        results, _ = self.run_lanes([step("bad", "raise SystemExit(1)")], [step("reads it", "pass", after="bad")])
        self.assertEqual([name for name, _, _ in results.rows], ["bad"])

    def test_every_step_that_is_waited_for_is_of_another_lane(self):
        lanes = [run_tests.cargo_steps(), run_tests.kernel_steps()]
        for lane, other in (lanes, lanes[::-1]):
            names = [step.name for step in other]
            for waited in [step.after for step in lane if step.after]:
                self.assertIn(waited, names)


if __name__ == "__main__":
    unittest.main()
