"""Dead ends in small folders of pages."""

import tempfile
import unittest
from pathlib import Path

from env.site import api, links


class LinksTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def page(self, name, body):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<!DOCTYPE html><html><body>{body}</body></html>", encoding="utf-8")

    def test_links_that_lead_somewhere_are_not_named(self):
        self.page("index.html", '<a href="docs/a%20b.html#place">x</a><a href="docs/">x</a><a href="#here">x</a><p id="here">'
                                '<a href="https://elsewhere.example/">x</a><a href="mailto:a@b.example">x</a><img src="data:image/png;base64,iVBORw0KGgo=">')
        self.page("docs/a b.html", '<h2 id="place">x</h2><a href="../index.html?q=1">x</a>')
        self.page("docs/index.html", "")
        self.assertEqual(links.dead(self.folder), [])

    def test_what_is_not_there_is_named_with_its_page(self):
        self.page("docs/a.html", '<a href="b.html">x</a><img src="../c.png"><link rel="stylesheet" href="d.css"><script src="e.js"></script>')
        self.assertEqual(sorted(links.dead(self.folder)),
                         [f"docs/a.html: {link} is not there" for link in ("../c.png", "b.html", "d.css", "e.js")])

    def test_a_place_that_a_page_lacks_is_named(self):
        self.page("a.html", '<a href="#nowhere">x</a><a href="b.html#gone">x</a>')
        self.page("b.html", '<p id="there">')
        self.assertEqual(len(links.dead(self.folder)), 2)

    def test_places_are_found_as_written_and_decoded(self):
        self.page("a.html", '<a href="#impl-From%3CT%3E">x</a><p id="impl-From%3CT%3E"><a href="#n%C3%A4he">x</a><p id="nähe">')
        self.assertEqual(links.dead(self.folder), [])

    def test_lines_of_a_source_are_linked_as_ranges(self):
        self.page("a.html", '<a href="src/lib.rs.html#3-9">x</a>')
        self.page("src/lib.rs.html", '<a id="3">')
        self.assertEqual(links.dead(self.folder), [])

    def test_pages_hold_at_any_address_and_fetch_nothing_from_elsewhere(self):
        self.page("a.html", '<a href="/b.html">x</a><a href="../../outside.html">x</a><script src="https://cdn.example/x.js"></script>')
        said = links.dead(self.folder)
        self.assertEqual(len(said), 3)
        self.assertIn("a.html: fetches https://cdn.example/x.js from elsewhere", said)

    def test_what_rustdoc_leaves_open_is_closed_and_our_own_dead_links_stay(self):
        self.page("updown/trait.Ours.html", '<a class="src" href="../src/updown/lib.rs.html">Source</a><a href="gone.html">gone</a>'
                                            '<script src="../trait.impl/updown/trait.Ours.js" async></script>')
        self.page("updown/struct.Arc.html", '<a href="../std/sync/struct.Mutex.html"><code>Mutex</code></a> <a href="trait.Ours.html">Ours</a>')
        self.page("src/updown/lib.rs.html", '<a href="../../index.html">crates</a>')
        api.mend(self.folder)
        (self.folder / "updown/index.html").touch()
        self.assertEqual(links.dead(self.folder), ["updown/trait.Ours.html: gone.html is not there"])
        self.assertIn('<code>Mutex</code> <a href="trait.Ours.html">', (self.folder / "updown/struct.Arc.html").read_text())


if __name__ == "__main__":
    unittest.main()
