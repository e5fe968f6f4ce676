"""What `make test` does with its steps."""

import contextlib
import io
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from env import run_tests
from env.paths import ROOT


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


# A call with two lanes. The first one's step starts a process of its own, and both write into the folder who they are;
# the other one's waits for it. The first step ignores Ctrl-C where it is told to. What signals the call itself ignores is said, since
# whoever starts these tests (nohup, a shell's background) passes on what it ignores.
CALL = """
import signal, sys
from env import run_tests
for number in run_tests.ENDINGS:
    signal.signal(number, signal.SIG_IGN if number == {2} else signal.SIG_DFL)
grandchild = "import os, time; open('{0}/grandchild', 'w').write(str(os.getpid())); time.sleep(600)"
child = '''import os, signal, subprocess, sys
if {1}: signal.signal(signal.SIGINT, signal.SIG_IGN)
open("{0}/child", "w").write(str(os.getpid()))
subprocess.run([sys.executable, "-c", sys.argv[1]])'''
run_tests.GRACE = 1
run_tests.cargo_steps = lambda: [run_tests.Step("long", [sys.executable, "-c", child, grandchild]), run_tests.Step("next", ["true"])]
run_tests.kernel_steps = lambda: [run_tests.Step("waits", ["true"], after="long")]
run_tests.main()
"""


class StopTest(unittest.TestCase):
    def begin(self, deaf=False, ignored=0):
        """A call whose step and the step's own process run, and their numbers."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        call = subprocess.Popen([sys.executable, "-c", CALL.format(folder.name, deaf, int(ignored))], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        self.addCleanup(call.kill)
        places = [Path(folder.name) / name for name in ("child", "grandchild")]
        while not all(place.exists() and place.read_text() for place in places):
            self.assertIsNone(call.poll())
            time.sleep(0.05)
        return call, [int(place.read_text()) for place in places]

    def check(self, call, processes, number):
        call.send_signal(number)
        said, _ = call.communicate(timeout=120)
        self.assertEqual(call.returncode, 128 + number, said)
        for process in processes:
            self.assertFalse(lives(process), said)
        self.assertIn("0 passed, 1 failed", said)
        self.assertNotIn("next: begins", said)
        self.assertNotIn("waits: begins", said)

    def test_a_call_that_is_ended_ends_its_steps_with_all_they_started(self):
        for number in run_tests.ENDINGS:
            with self.subTest(signal=number.name):
                self.check(*self.begin(), number)

    def test_steps_that_ignore_the_signal_are_killed(self):
        self.check(*self.begin(deaf=True), signal.SIGTERM)

    def test_a_call_goes_on_after_a_signal_that_it_was_started_to_ignore(self):
        call, processes = self.begin(ignored=signal.SIGHUP)
        call.send_signal(signal.SIGHUP)
        with self.assertRaises(subprocess.TimeoutExpired):
            call.wait(2)
        self.assertTrue(all(map(lives, processes)))
        self.check(call, processes, signal.SIGTERM)


def lives(process):
    """Whether a process runs: one that ended and that nobody has waited for yet does not."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0] not in "ZX"
    return False


if __name__ == "__main__":
    unittest.main()
