"""Files appear complete or not at all; links and locks."""

import subprocess
import sys
import unittest
from pathlib import Path

from env import files
from env.kernel import layout
from env.paths import KERNELS, LIBTORCH, ROOT, TARGET
from env.tests.folder import FolderTest


class FilesTest(FolderTest):
    def test_a_file_is_replaced_whole_or_stays(self):
        path = self.write("table", "old")
        with self.assertRaises(ZeroDivisionError), files.replacing(path) as aside:
            aside.write_text("ne")
            1 / 0
        self.assertEqual(path.read_text(), "old")
        files.write(path, "new")
        self.assertEqual(path.read_text(), "new")
        self.assertEqual(list(self.folder.iterdir()), [path])

    def test_link_is_made_replaced_and_kept(self):
        link = self.folder / "below" / "link"
        for target in ("one", "two", "two"):
            files.link(link, self.folder / target)
            self.assertEqual(link.readlink(), self.folder / target)
        self.assertEqual(list(link.parent.iterdir()), [link])

    def test_link_does_not_replace_what_is_not_a_link(self):
        with self.assertRaisesRegex(FileExistsError, "move it away"):
            files.link(self.write("libtorch/file").parent, self.folder)

    def test_remove_takes_files_links_folders_and_leftovers(self):
        target = self.write("kept/file")
        link = self.folder / "link"
        link.symlink_to(target.parent)
        self.write("folder/file")
        self.write("folder.removing/file")
        for name in ("link", "folder", "never-there"):
            files.remove(self.folder / name)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["kept"])
        self.assertTrue(target.exists())

    def second(self, shared):
        """Another program that wants the lock."""
        program = (f"import pathlib\nfrom env import files\nwith files.locked(pathlib.Path({str(self.folder)!r}), shared={shared}):\n"
                   "    print('inside', flush=True)")
        return subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)

    def test_a_second_setup_waits_for_the_first(self):
        for mine, other in ((False, False), (False, True), (True, False)):
            with self.subTest(mine=mine, other=other):
                with files.locked(self.folder, shared=mine):
                    second = self.second(shared=other)
                    self.assertIn("waiting", second.stdout.readline())
                self.assertEqual(second.communicate()[0], "inside\n")

    def test_those_who_only_read_do_not_wait_for_each_other(self):
        with files.locked(self.folder, shared=True):
            self.assertEqual(self.second(shared=True).communicate()[0], "inside\n")


class PathsTest(unittest.TestCase):
    def test_the_launcher_and_the_package_mean_the_same_places(self):
        own = (layout.PROJECT, layout.KERNELS, layout.TARGET, layout.NATIVE["LIBTORCH"])
        self.assertEqual(own, (ROOT, KERNELS, TARGET, LIBTORCH))


if __name__ == "__main__":
    unittest.main()
