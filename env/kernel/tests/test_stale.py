"""An edited library is built again for all kernels, whatever kind of file was edited."""

import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from env.kernel import layout

BUILT = 1_000_000_000  # seconds since 1970


class StaleTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.project = Path(folder.name)
        target = self.project / "target"
        places = {"PROJECT": self.project, "TARGET": target, "LINKS": self.project / "base.files"}
        patch = mock.patch.multiple(layout, **places)
        patch.start()
        self.addCleanup(patch.stop)
        self.files = [self.write(name) for name in ("Cargo.toml", "lib/lib.rs", "lib/an experiment.toml")]
        made = self.write("target/out/made.rs")
        list_ = self.write(f"target/debug/deps/{layout.CRATE}-1a.d", "".join(
            f"{path}:\n".replace(" ", "\\ ") for path in [*self.files, made]) + "# env-dep:X=1:\n")
        self.write("base.files", f"debug/deps/{layout.CRATE}-1a.d\ndebug/deps/other-2b.rlib\n")
        for path in (*self.files, list_, layout.LINKS):
            os.utime(path, (BUILT, BUILT))

    def write(self, name, text=""):
        path = self.project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def test_an_untouched_library_is_fresh_whatever_its_build_script_wrote(self):
        self.assertFalse(layout.is_stale())

    def test_an_edit_of_any_file_that_the_library_is_made_of_is_seen(self):
        for path in self.files:
            os.utime(path, (BUILT + 1, BUILT + 1))
            self.assertTrue(layout.is_stale(), path)
            os.utime(path, (BUILT, BUILT))
        self.assertFalse(layout.is_stale())

    def test_a_renamed_source_is_seen(self):
        self.files[1].rename(self.project / "lib" / "other.rs")
        self.assertTrue(layout.is_stale())

    def test_a_base_that_was_cleaned_away_is_stale(self):
        (layout.TARGET / "debug" / "deps" / f"{layout.CRATE}-1a.d").unlink()
        self.assertTrue(layout.is_stale())


if __name__ == "__main__":
    unittest.main()
