"""A page printed to PDF keeps its figures."""

import base64
import os
import re
import subprocess
import sys
import tempfile
import unittest
import zlib
from pathlib import Path
from unittest import mock

from nbformat.v4 import new_code_cell, new_notebook, new_output

from env.notebooks import pages, pdf
from env.paths import ROOT

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect width="90" height="80" fill="#cc3366"/></svg>'
COLOUR = re.compile(rb"0?\.8 0?\.2 0?\.4 rg")
PNG = base64.b64encode(
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xde\0\0\0\x0cIDATx\x9cc8c\x9c\x06\0\2\xf0\1\x15\xa7S\x08c"
    b"\0\0\0\0IEND\xaeB`\x82").decode()


def streams(data):
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            yield zlib.decompress(found[1])
        except zlib.error:
            yield found[1]


class PdfTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.page = Path(folder.name) / "page.html"

    def script(self, **environment):
        return subprocess.run([sys.executable, "-m", "env.notebooks.pdf", self.page], cwd=ROOT, capture_output=True, text=True,
                              env={**os.environ, **environment})

    @unittest.skipUnless(pdf.find_browser(), "no Chromium here")
    def test_figures_are_in_the_pdf(self):
        figure = new_output("display_data", {"image/svg+xml": SVG, "text/plain": "figure"})
        picture = new_output("display_data", {"image/png": PNG, "text/plain": "picture"})
        cells = [new_code_cell("figure", outputs=[figure], execution_count=1), new_code_cell("p", outputs=[picture], execution_count=2)]
        pages.write_page(new_notebook(cells=cells), self.page)
        done = self.script()
        self.assertEqual(done.returncode, 0, done.stderr)
        data = self.page.with_suffix(".pdf").read_bytes()
        self.assertTrue(data.startswith(b"%PDF-"))
        self.assertTrue(any(COLOUR.search(part) for part in streams(data)), "the rectangle of the SVG")
        self.assertIn(b"/Subtype /Image", data)

    def test_without_a_browser_it_is_said_how_to_get_one(self):
        self.page.write_text("<p>")
        done = self.script(PATH="", CHROMIUM="")
        self.assertEqual(done.returncode, 1)
        self.assertIn("no browser that prints to PDF was found. Install Chromium", done.stderr)
        self.assertFalse(self.page.with_suffix(".pdf").exists())

    def test_the_browser_named_is_the_one_used(self):
        with mock.patch.dict(os.environ, {"CHROMIUM": sys.executable}):
            self.assertEqual(pdf.find_browser(), sys.executable)

    def test_a_browser_that_prints_nothing_is_an_error(self):
        self.page.write_text("<p>")
        done = self.script(CHROMIUM="/bin/true")
        self.assertEqual(done.returncode, 1)
        self.assertIn("did not print page.html", done.stderr)


if __name__ == "__main__":
    unittest.main()
