"""Pages and index of whatever notebooks there are."""

import re
import unittest
from unittest import mock

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from env.notebooks import outputs, pages
from env.tests.folder import FolderTest

PNG = "iVBORw0KGgo="
FETCHED = re.compile(r"""(?:src|href)\s*=\s*["'](?!data:|#)([^"']*)["']|@import|url\((?!["']?data:)""")


def notebook(words, *cells):
    return new_notebook(cells=[*(new_markdown_cell(text) for text in words), *cells])


def figure(png):
    return new_code_cell("figure", execution_count=1,
                         outputs=[new_output("display_data", {"image/png": png, "image/svg+xml": "<svg/>"})])


class PagesTest(FolderTest):
    def setUp(self):
        super().setUp()
        gallery = mock.patch.object(pages, "GALLERY", self.folder / "figures" / "index.html")  # not what `make figures` drew
        gallery.start()
        self.addCleanup(gallery.stop)

    def index(self, **notebooks):
        for name, content in notebooks.items():
            nbformat.write(content, self.folder / f"{name}.ipynb")
        pages.write_index(self.folder)
        return (self.folder / "index.html").read_text()

    def test_title_and_first_sentence_are_read_from_the_prose(self):
        words = ["## A `b` *c*\nWhat [is](x.md) this,\nreally? More.", "Later."]
        self.assertEqual(pages.title(notebook(words)), "A b c")
        self.assertEqual(pages.first_sentence(notebook(words)), "What is this, really?")
        self.assertEqual((pages.title(notebook([])), pages.first_sentence(notebook([]))), (None, ""))

    def test_index_shows_the_first_figure_experiment_and_link(self):
        executed = notebook(["# Figures & more", "See."], figure(PNG), figure("BBBB"))
        outputs.record(executed, "mnist-base", "checkpoints")
        page = self.index(a=executed, b=notebook([], new_code_cell("1")))
        self.assertEqual(page.count("<img"), 1)
        self.assertIn(f"data:image/png;base64,{PNG}", page)
        self.assertIn("<h2>Figures &amp; more</h2>", page)
        self.assertIn("mnist-base, checkpoints · 2 of 2 cells executed", page)
        self.assertIn('href="b.html"', page)
        self.assertIn("<h2>b</h2>", page)
        self.assertIn("0 of 1 cells executed", page)

    def test_index_names_the_failed_cell(self):
        broken = notebook(["# Broken"])
        broken.metadata["updown"] = {"failure": "a.ipynb, cell 3 (`a < b`): no"}
        self.assertIn("failed: a.ipynb, cell 3 (`a &lt; b`): no", self.index(a=broken))

    def test_index_links_to_the_figures_once_they_are_drawn(self):
        self.assertNotIn("figures/index.html", self.index(a=notebook(["# T"])))
        pages.GALLERY.parent.mkdir()
        pages.GALLERY.touch()
        self.assertIn('href="figures/index.html"', self.index(a=notebook(["# T"])))

    def test_pages_fetch_nothing(self):
        pages.write_page(notebook(["# T\n$x$"], figure(PNG)), self.folder / "t.html")
        page = (self.folder / "t.html").read_text()
        self.assertEqual([found for found in FETCHED.findall(page) if found], [])
        self.assertNotIn("<script src", page)
        self.assertIn("<title>T</title>", page)
        self.assertIn("data:image/svg+xml;base64", page)
        links = [found for found in FETCHED.findall(self.index(a=notebook(["# T"]))) if found]
        self.assertEqual(links, ["a.html"])


if __name__ == "__main__":
    unittest.main()
