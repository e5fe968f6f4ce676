"""What `make audit` says and how it ends, with programs that only answer."""

import contextlib
import io
import json
import subprocess
import unittest
from unittest import mock

from env import audit

CLEAN = json.dumps({"dependencies": [{"name": "one", "version": "1.0", "vulns": []}]})
FLAWED = json.dumps({"dependencies": [{"name": "one", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}]})
UNKNOWN = json.dumps({"dependencies": [{"name": "one", "skip_reason": "not found"}]})


class AuditTest(unittest.TestCase):
    def audit(self, failing=(), pip=CLEAN, pip_installed=True):
        def ran(*command):
            said = pip if command[0] == "pip-audit" else ""
            return subprocess.CompletedProcess(command, int(any(word in command for word in failing)), said, "no route\n")
        with mock.patch.object(audit, "ran", ran), contextlib.redirect_stdout(io.StringIO()) as said, \
                mock.patch.object(audit.shutil, "which", return_value="pip-audit" if pip_installed else None), \
                self.assertRaises(SystemExit) as ended:
            audit.main()
        return ended.exception.code, said.getvalue()

    def test_nothing_found_is_no_failure(self):
        status, said = self.audit()
        self.assertEqual(status, 0)
        self.assertNotIn("not checked", said)

    def test_a_licence_or_an_advisory_is_a_failure(self):
        for failing in ("licenses", "advisories"):
            self.assertEqual(self.audit([failing])[0], 1)
        status, said = self.audit(pip=FLAWED)
        self.assertEqual(status, 1)
        self.assertIn("one 1.0: PYSEC-1, mended in 1.1", said)

    def test_what_was_not_checked_is_said_and_no_failure(self):
        for settings, expected in (({"failing": ["--version"]}, "crates: not checked"), ({"failing": ["fetch"]}, "crates' advisories: not checked"),
                                   ({"pip": UNKNOWN}, "0 packages checked, 0 advisories\n  not checked: 1, the first one (not found)"),
                                   ({"pip": ""}, "requirements.txt: not checked (no route)"), ({"pip_installed": False}, "Python packages: not checked")):
            status, said = self.audit(**settings)
            self.assertEqual(status, 0)
            self.assertIn(expected, said)

    def test_a_finding_counts_where_advisories_cannot_be_reached(self):
        self.assertEqual(self.audit(["licenses", "fetch"])[0], 1)


if __name__ == "__main__":
    unittest.main()
