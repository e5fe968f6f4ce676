"""A slice stops in time, goes on where it stopped, and leaves tables and a log."""

import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from env import slice as lent
from env.paths import ROOT

# Each call of sweep makes one network in two seconds, of five; results writes a small and a large table.
FAKE = """#!/bin/sh
verb=$1; folder=$(dirname "$0")/made
mkdir -p "$folder"
case $verb in
  sweep) for i in 1 2 3 4 5; do [ -e "$folder/$i" ] || { sleep 2; : > "$folder/$i"; echo "made $i"; }; done ;;
  results) mkdir -p "$4"; ls "$folder" > "$4/runs.csv"; head -c 17000000 /dev/zero > "$4/large.csv" ;;
esac
echo "TF32 override ${NVIDIA_TF32_OVERRIDE:-none}"
"""


class SliceTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.command = self.folder / "updown"
        self.command.write_text(FAKE)
        self.command.chmod(0o755)

    def call(self, seconds, *more):
        """A slice that has so many seconds for its steps."""
        minutes = (seconds + lent.GRACE) / 60
        begin = time.monotonic()
        done = subprocess.run([sys.executable, "-m", "env.slice", "tiny", "--minutes", str(minutes), "--out", self.folder / "out",
                               "--updown", self.command, *more], cwd=ROOT, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return time.monotonic() - begin, (self.folder / "out" / "slice.log").read_text()

    def test_it_stops_in_time_and_goes_on(self):
        took, log = self.call(6)
        self.assertLess(took, 12)
        self.assertIn("stopped after", log)
        first = (self.folder / "out" / "tiny" / "runs.csv").read_text().split()
        self.assertTrue(0 < len(first) < 5, first)
        self.call(60)
        self.assertEqual((self.folder / "out" / "tiny" / "runs.csv").read_text().split(), list("12345"))

    def test_only_tables_that_are_not_too_large_come_back(self):
        (self.folder / "made").mkdir()
        for network in "12345":
            (self.folder / "made" / network).touch()
        _, log = self.call(20, "--no-tf32")
        kept = sorted(str(path.relative_to(self.folder / "out")) for path in (self.folder / "out").rglob("*") if path.is_file())
        self.assertEqual(kept, ["slice.log", "tiny/runs.csv"])
        self.assertIn("left out: large.csv, 16 MB", log)
        self.assertIn("TF32 override 0", log)


if __name__ == "__main__":
    unittest.main()
