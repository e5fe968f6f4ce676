"""Groups of cells, answered as plain evcxr answers them: the data are whole, and a sample of them runs."""
import re
import tempfile
import unittest
from pathlib import Path

from env.kernel import layout
from env.kernel.battery import groups, observe, run

SPEC = layout.PROJECT / ".venv" / "share" / "jupyter" / "kernels" / "updown"
EVERY = 16  # of the groups, in the sample


def everything() -> list[groups.Group]:
    return [group for path in groups.chosen_files("") for group in groups.read(path)]


def choices() -> dict[str, str]:
    """The reasons for which this kernel answers otherwise, by their keys."""
    lines = (groups.HERE / "choices.txt").read_text().splitlines()
    return dict(line.split(": ", 1) for line in lines)


class GroupsTest(unittest.TestCase):
    def test_every_cell_has_what_plain_evcxr_answers(self):
        found = everything()
        self.assertGreater(len(found), 350)
        self.assertEqual([(group.title, cell.code) for group in found for cell in group.cells if cell.plain is None], [])
        self.assertEqual([group.title for group in found if not group.cells], [])
        titles = [(group.area, group.title) for group in found]
        self.assertEqual(len(set(titles)), len(titles))

    def test_every_difference_by_choice_has_its_sentence_in_the_readme(self):
        readme = " ".join((layout.HERE / "README.md").read_text().split())
        reasons = choices()
        for key, sentence in reasons.items():
            self.assertTrue(sentence in readme, f"{key}: {sentence}")
        used = {cell.why for group in everything() for cell in group.cells if cell.ours is not None}
        self.assertEqual(used, set(reasons))

    def test_a_file_is_written_as_it_is_read(self):
        for path in groups.chosen_files(""):
            with tempfile.TemporaryDirectory() as folder:
                copy = Path(folder) / path.name
                copy.write_text(path.read_text())
                groups.write(copy, groups.read(path))
                self.assertEqual(copy.read_text(), path.read_text())

    def test_a_group_is_equal_by_choice_or_neither(self):
        group = groups.Group("area", "title", [groups.Cell("1", ["a"]), groups.Cell("2", ["b"], ["c"], "panic")])
        for found, verdict in (([["a"], ["b"]], "equal"), ([["a"], ["c"]], "choice"), ([["c"], ["b"]], "other")):
            self.assertEqual(groups.judge(group, found), verdict)

    def test_what_changes_from_run_to_run_is_left_out(self):
        panic = ("thread 'main' (12) panicked at src/lib.rs:7:1:\n\x1b[31mno\x1b[0m\nstack backtrace:\n   0: f\n             at /a.rs:1:2\n"
                 "note: Some details are omitted, run with `RUST_BACKTRACE=full` for a verbose backtrace.\n")
        self.assertEqual(observe.lines("stderr", observe.steady(panic, "/tmp/x")), ["stderr thread 'main' panicked at src/lib.rs:", "stderr no"])
        self.assertEqual(observe.steady("/tmp/x/a 0x7f1234567890", "/tmp/x"), "{folder}/a 0x…")

    @unittest.skipUnless(layout.LINKS.exists() and SPEC.exists(), "needs the kernel that set-up builds")
    def test_a_sample_is_answered_as_on_plain_evcxr_or_differs_by_choice(self):
        with tempfile.TemporaryDirectory() as folder:
            verdicts = groups.try_all(groups.Kernels(run.spec(False, folder), 0.0), every=EVERY)
        self.as_on_plain(verdicts)

    @unittest.skipUnless(layout.LINKS.exists() and SPEC.exists(), "needs the kernel that set-up builds")
    def test_a_sample_is_answered_in_the_same_way_beside_the_library(self):
        with tempfile.TemporaryDirectory() as folder:
            kernels = groups.Kernels(run.spec(False, folder), 0.0, layout.first_cell(layout.variants()[-1]))
            verdicts = groups.try_all(kernels, area="language", every=EVERY)
        self.as_on_plain(verdicts)

    def as_on_plain(self, verdicts):
        told = groups.count(verdicts)
        print("\n" + told.splitlines()[-1])
        self.assertIsNone(re.search(r"otherwise different: +[1-9]", told), told)


if __name__ == "__main__":
    unittest.main()
