"""What the site takes from the repository, and how its pages lie."""

import json
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from env import figures
from env.paths import ROOT
from env.site import gallery, sources

NOTEBOOK = json.dumps({"cells": [{"cell_type": "markdown", "metadata": {}, "source": ["# One\n", "[plots](../docs/PLOTS.md)"]},
                                 {"cell_type": "code", "metadata": {}, "source": ["f[0](../LICENSE)"], "outputs": []}]})


class SourcesTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root, self.out = Path(folder.name) / "project", Path(folder.name) / "out"
        for name, text in {"README.md": "# Front\n[data](data/README.md#files), [cite](CITATION.cff), [web](https://a.example/)",
                           "CONTRIBUTING.md": "# C", "CHANGELOG.md": "# L", "CITATION.cff": "cff", "LICENSE": "MIT", "unasked.md": "# no",
                           "data/README.md": "# Data\n[front](../README.md#front) [dead](gone.md) ![picture](a.png)", "data/a.png": "png",
                           "docs/PLOTS.md": "# Plots", "docs/FIGURES.md": "# Figures", "notebooks/01_one.ipynb": NOTEBOOK}.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def test_all_that_pages_link_to_comes_along_and_nothing_else(self):
        found = sources.needed(self.root)
        for name in ("README.md", "data/README.md", "data/a.png", "CITATION.cff", "docs/PLOTS.md", "docs/FIGURES.md", "notebooks/01_one.ipynb"):
            self.assertIn(name, found)
        for name in ("unasked.md", "LICENSE", "data/gone.md"):
            self.assertNotIn(name, found)

    def test_pages_keep_their_folders_and_the_front_page_its_links(self):
        sources.lay_out(self.root, self.out)
        self.assertTrue((self.out / "data/a.png").is_file())
        self.assertEqual((self.out / "data/README.md").read_text(), "# Data\n[front](../index.md#front) [dead](gone.md) ![picture](a.png)")
        self.assertIn("[data](data/README.md#files)", (self.out / "index.md").read_text())

    def test_the_sidebar_lists_every_page_once(self):
        sources.lay_out(self.root, self.out)
        listed = [line for line in (self.out / "index.md").read_text().splitlines() if line and not line.startswith(("`", ":", "#", "["))]
        self.assertEqual(len(listed), len(set(listed)))
        for name in ("notebooks/01_one", "gallery", "docs/PLOTS", "CONTRIBUTING", "data/README", "api"):
            self.assertIn(name, listed)

    def test_the_projects_own_pages_are_all_there(self):
        found = sources.needed(ROOT)
        for path in (*ROOT.glob("docs/*.md"), *ROOT.glob("notebooks/*.ipynb")):
            self.assertIn(str(path.relative_to(ROOT)), found)

    def test_the_projects_own_pages_link_to_files_since_a_site_has_no_page_of_a_folder(self):
        made = ("gallery.md", "api.md", "index.md")  # by the site itself
        pages = [name for name in sources.needed(ROOT) if name.endswith(sources.PAGES)]
        links = [(name, target) for name in pages for target in sources.targets(name, (ROOT / name).read_text()) if target not in made]
        self.assertGreater(len(links), 30)
        self.assertEqual([link for link in links if not (ROOT / link[1]).is_file()], [])

    def test_the_gallery_shows_every_figure_with_its_title(self):
        with mock.patch.object(figures, "experiments", return_value=["mnist-base"]), \
                mock.patch.object(figures, "draw", return_value=([("F1.svg", "Norms & more")], ["F2 left out"])), \
                mock.patch.object(gallery, "SOURCES", self.root):
            gallery.draw()
        page = (self.root / "gallery.md").read_text()
        self.assertIn("## mnist-base", page)
        self.assertIn('<a class="card" href="figures/mnist-base/F1.svg">', page)
        self.assertIn("Norms &amp; more", page)


if __name__ == "__main__":
    unittest.main()
